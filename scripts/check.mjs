// `pnpm check`: everything that CI checks besides what starts real programs, two steps at a time.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, run, tool } from './repository.mjs';
import { startVitest, vitestArguments } from './test-report.mjs';

/** The longest first, so that the short ones fill the time beside it. */
const STEPS = [
  ['unit tests', 'vitest', vitestArguments('unit', 'unit')],
  ['types', 'tsc', ['-p', 'tsconfig.json']],
  ['format and lint', 'biome', ['check', '.']],
  ['unused code', 'knip', ['--cache']],
  ['synth', 'smile', ['synth', '--out', join(ROOT, 'reports', 'synth')]],
];

/** Steps that run at the same time. */
const AT_ONCE = 2;

/** Runs every step, prints a line for each and the output of those that fail, and tells whether all passed. */
export async function check() {
  mkdirSync(join(ROOT, 'reports'), { recursive: true });
  startVitest('unit');
  const left = [...STEPS];
  const failed = [];
  const work = async () => {
    for (let step = left.shift(); step !== undefined; step = left.shift()) {
      const [name, program, args] = step;
      const { exitCode, output, seconds } = await run(tool(program), args);
      if (exitCode !== 0) {
        failed.push(name);
        console.log(`\n--- ${name} ---\n${output.trimEnd()}\n`);
      }
      console.log(`${exitCode === 0 ? 'ok    ' : 'failed'}  ${name.padEnd(16)}${seconds.toFixed(1).padStart(6)} s`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return { passed: STEPS.length - failed.length, failed: failed.length };
}

if (process.argv[1] === join(ROOT, 'scripts', 'check.mjs')) {
  const { failed } = await check();
  process.exitCode = failed === 0 ? 0 : 1;
}
