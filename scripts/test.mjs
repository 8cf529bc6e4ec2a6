// `npm test`: everything that has to hold, from a fresh clone. Its last line counts tests and rehearsed steps.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { browser, GET_BROWSER } from './browser.mjs';
import { check, failuresIn, reportCounts, UNIT_REPORT } from './check.mjs';
import { GET_TERRAFORM, install, ROOT, requireNode, run, terraformVersion, tool } from './repository.mjs';

const browserRequired = process.env.CI === 'true' || process.env.SMILE_REQUIRE_BROWSER === '1';
const terraformRequired = process.env.CI === 'true' || process.env.SMILE_REQUIRE_TERRAFORM === '1';

requireNode();
if (terraformVersion() === undefined && terraformRequired) {
  console.error(`error: the rehearsal must run here, but there is no Terraform 1.11 or newer; ${GET_TERRAFORM}`);
  finish([{ passed: 0, failed: 1 }]);
} else {
  await install();
  const steps = await check();
  const counts = [await unitTests(), await browserTests(), await rehearsal()];
  // A failed step such as the linter is a failure like any other; that the unit tests failed is counted by test.
  const otherFailures = Math.max(0, steps.failed - (counts[0].failed > 0 ? 1 : 0));
  finish([...counts, { passed: 0, failed: otherFailures }]);
}

async function unitTests() {
  const counts = reportCounts(UNIT_REPORT);
  if (counts === undefined) {
    console.error('error: the unit tests left no report');
    return { passed: 0, failed: 1 };
  }
  if (counts.skipped === 0) return counts;
  console.error(`error: ${counts.skipped} unit tests were skipped; run them or remove them`);
  return { passed: counts.passed, failed: counts.failed + counts.skipped };
}

async function browserTests() {
  const path = await browser();
  if (path === undefined) {
    console.error(`\n*** the browser tests were NOT run: there is no browser; ${GET_BROWSER} ***\n`);
    return { passed: 0, failed: browserRequired ? 1 : 0 };
  }
  const report = join(ROOT, 'reports', 'browser.json');
  const args = ['run', '--config', 'vitest.browser.config.mts', '--reporter=json', `--outputFile=${report}`];
  rmSync(report, { force: true });
  const { exitCode, output, seconds } = await run(tool('vitest'), args, { env: { SMILE_BROWSER: path } });
  const counts = reportCounts(report);
  const ended = exitCode === 0 && counts !== undefined && counts.failed === 0 && counts.skipped === 0;
  if (!ended) console.error(`\n--- browser tests ---\n${failuresIn(report) ?? output.trimEnd()}\n`);
  console.log(`${ended ? 'ok    ' : 'failed'}  ${'browser tests'.padEnd(16)}${seconds.toFixed(1).padStart(6)} s`);
  return { passed: counts?.passed ?? 0, failed: ended ? 0 : Math.max(1, counts?.failed ?? 1) };
}

async function rehearsal() {
  if (terraformVersion() === undefined) {
    console.error(`\n*** the rehearsal was NOT run: there is no Terraform 1.11 or newer; ${GET_TERRAFORM} ***\n`);
    return { passed: 0, failed: 0 };
  }
  const args = ['rehearse', '--drift', '--json', '--junit', 'reports/rehearsal.xml'];
  const { exitCode, stdout, output, seconds } = await run(tool('smile'), args);
  if (!stdout.startsWith('{')) {
    console.error(`\n--- rehearsal ---\n${output.trimEnd()}\n`);
    return { passed: 0, failed: 1 };
  }
  const steps = JSON.parse(stdout).stacks.flatMap(({ stack, steps }) => steps.map((step) => ({ stack, ...step })));
  const bad = steps.filter(({ status }) => status !== 'passed');
  for (const { stack, step, findings } of bad) {
    for (const { summary, detail, constructPath } of findings) {
      console.error(`${stack}, ${step}: ${[constructPath, summary, detail].filter(Boolean).join('\n  ')}`);
    }
  }
  const ended = exitCode === 0 && bad.length === 0;
  console.log(`${ended ? 'ok    ' : 'failed'}  ${'rehearsal'.padEnd(16)}${seconds.toFixed(1).padStart(6)} s`);
  return { passed: steps.length - bad.length, failed: ended ? 0 : Math.max(1, bad.length) };
}

function finish(counts) {
  const sum = (of) => counts.reduce((total, count) => total + count[of], 0);
  process.exitCode = sum('failed') === 0 && sum('passed') > 0 ? 0 : 1;
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`);
}
