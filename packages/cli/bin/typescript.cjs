// Makes Node.js run TypeScript, as fast as it can start: before anything else is loaded, by `smile` and by the app that it synthesizes.
const Module = require('node:module');
const { basename } = require('node:path');
const { keepCompiled, loadPackagesDirectly } = require('./compiled-packages.cjs');

const [, program = 'node', command = ''] = process.argv;
const nodeLoader = Module._extensions['.js'];
keepCompiled(`${basename(program)}-${command}`);
require('tsx/cjs/api').register();
loadPackagesDirectly(nodeLoader);
