// What vitest leaves behind when `pnpm check` and `npm test` run it: a report that can be counted.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './repository.mjs';

const pathOf = (name) => join(ROOT, 'reports', `${name}.json`);

/**
 * Arguments that make vitest run a project, leave its results where the other functions find them, and print what failed: the report in
 * JSON has neither why a test timed out nor what happened in a hook.
 */
export const vitestArguments = (name, project) => [
  'run',
  `--project=${project}`,
  '--maxWorkers=100%',
  '--reporter=dot',
  '--silent=passed-only',
  '--reporter=json',
  `--outputFile.json=${pathOf(name)}`,
];

/** Removes the results of an earlier run, so that they are not taken for those of a run that did not start. */
export function startVitest(name) {
  rmSync(pathOf(name), { force: true });
}

/** Counts of a run; undefined when it left no report. */
export function testCounts(name) {
  const report = reportOf(name);
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

function reportOf(name) {
  return existsSync(pathOf(name)) ? JSON.parse(readFileSync(pathOf(name), 'utf8')) : undefined;
}
