#!/usr/bin/env node
// Plain JavaScript, since it is what makes TypeScript run: tsx compiles each file when it is required.
require('tsx/cjs/api').register();
const { main } = require('../src/main.ts');

main(process.argv);
