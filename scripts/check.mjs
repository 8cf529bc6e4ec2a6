// `pnpm check`: everything that CI checks besides the rehearsal, two steps at a time.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ROOT, run, tool } from './repository.mjs';

/** Where the unit tests leave their results, and `npm test` finds them. */
export const UNIT_REPORT = join(ROOT, 'reports', 'unit.json');

/** The longest first, so that the short ones fill the time beside it. */
const STEPS = [
  ['unit tests', 'vitest', ['run', '--maxWorkers=100%', '--reporter=json', `--outputFile=${UNIT_REPORT}`]],
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
        const shown = name === 'unit tests' ? (failuresIn(UNIT_REPORT) ?? output) : output;
        console.log(`\n--- ${name} ---\n${shown.trimEnd()}\n`);
      }
      console.log(`${exitCode === 0 ? 'ok    ' : 'failed'}  ${name.padEnd(16)}${seconds.toFixed(1).padStart(6)} s`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return { passed: STEPS.length - failed.length, failed: failed.length };
}

/** Counts of the tests of a vitest report; undefined when there is none. */
export function reportCounts(path) {
  const report = readReport(path);
  if (report === undefined) return undefined;
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = report;
  // A file that does not even load has no tests to count.
  const broken = testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0);
  return {
    passed: numPassedTests,
    failed: numFailedTests + broken.length,
    skipped: numPendingTests + numTodoTests,
  };
}

/** What went wrong according to a vitest report; undefined when nothing in it did. */
export function failuresIn(path) {
  const failures = (readReport(path)?.testResults ?? []).flatMap(({ name, status, message, assertionResults }) => {
    const tests = assertionResults.filter((one) => one.status === 'failed');
    if (tests.length === 0) return status === 'failed' ? [`${relative(ROOT, name)}\n${message}`] : [];
    return tests.map((one) => `${relative(ROOT, name)}: ${one.fullName}\n${one.failureMessages.join('\n')}`);
  });
  return failures.length === 0 ? undefined : failures.join('\n\n');
}

function readReport(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
}

if (process.argv[1] === join(ROOT, 'scripts', 'check.mjs')) {
  const { failed } = await check();
  process.exitCode = failed === 0 ? 0 : 1;
}
