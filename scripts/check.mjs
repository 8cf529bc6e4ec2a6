// `pnpm check`: everything that CI checks besides the rehearsal, two steps at a time.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, run, tool } from './repository.mjs';

/** Where the unit tests leave their results, and `npm test` finds them. */
export const UNIT_REPORT = join(ROOT, 'reports', 'unit.json');

/** The longest first, so that the short ones fill the time beside it. */
const STEPS = [
  ['unit tests', 'vitest', ['run', '--reporter=dot', '--reporter=json', `--outputFile.json=${UNIT_REPORT}`]],
  ['types', 'tsc', ['-p', 'tsconfig.json']],
  ['format and lint', 'biome', ['check', '.']],
  ['unused code', 'knip', []],
  ['synth', 'smile', ['synth', '--out', join(ROOT, 'reports', 'synth')]],
];

/** Steps that run at the same time. */
const AT_ONCE = 2;

/** Runs every step, prints a line for each and the output of those that fail, and tells whether all passed. */
export async function check() {
  mkdirSync(join(ROOT, 'reports'), { recursive: true });
  rmSync(UNIT_REPORT, { force: true });
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

/** Counts of the unit tests that `check` ran; undefined when they left no report. */
export function unitCounts() {
  try {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(
      readFileSync(UNIT_REPORT, 'utf8'),
    );
    return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests };
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

if (process.argv[1] === join(ROOT, 'scripts', 'check.mjs')) {
  const { failed } = await check();
  process.exitCode = failed === 0 ? 0 : 1;
}
