#!/usr/bin/env node
// Plain JavaScript, since it is what makes TypeScript run: tsx compiles each file when it is required.
require('./typescript.cjs');
const { main } = require('../src/main.ts');

main(process.argv);
