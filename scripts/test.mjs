// `npm test`: everything that has to hold, from a fresh clone. Its last line counts tests, mutants and rehearsed steps.
// With --all-mutants every kind of mutant is judged, which takes hours; otherwise a sample, the same one every time.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { browser, GET_BROWSER } from './browser.mjs';
import { check } from './check.mjs';
import { GET_GROOVY, groovy } from './groovy.mjs';
import { GET_PROMTOOL, promtool } from './promtool.mjs';
import { GET_TERRAFORM, install, ROOT, requireNode, run, terraformVersion, tool } from './repository.mjs';
import { startVitest, testCounts, vitestArguments } from './test-report.mjs';

/** Mutants that every run judges, within a minute. */
const SAMPLED_MUTANTS = '40';

const browserRequired = process.env.CI === 'true' || process.env.SMILE_REQUIRE_BROWSER === '1';
const groovyRequired = process.env.CI === 'true' || process.env.SMILE_REQUIRE_GROOVY === '1';
const promtoolRequired = process.env.CI === 'true' || process.env.SMILE_REQUIRE_PROMTOOL === '1';
const terraformRequired = process.env.CI === 'true' || process.env.SMILE_REQUIRE_TERRAFORM === '1';

/** Where the rehearsal from empty accounts leaves plans and states for the tests that look at them. */
const APPLIED = join(ROOT, 'reports', 'applied');

requireNode();
if (terraformVersion() === undefined && terraformRequired) {
  console.error(`error: the rehearsal must run here, but there is no Terraform 1.11 or newer; ${GET_TERRAFORM}`);
  finish([{ passed: 0, failed: 1 }]);
} else {
  await install();
  const steps = await check();
  // The rehearsal from empty accounts comes first: stack by stack, it leaves a processor to the others.
  const [rehearsed, others] = await Promise.all([
    rehearsals(),
    oneAfterTheOther(browserTests, alertTests, pipelineTests, walkTests, mutants),
  ]);
  const counts = [countsOf('unit', 'unit tests'), ...others, ...rehearsed, await processTests()];
  rmSync(APPLIED, { recursive: true, force: true });
  // A failed step such as the linter is a failure like any other; that the unit tests failed is counted by test.
  const otherFailures = Math.max(0, steps.failed - (counts[0].failed > 0 ? 1 : 0));
  finish([...counts, { passed: 0, failed: otherFailures }]);
}

async function oneAfterTheOther(...steps) {
  const counts = [];
  for (const step of steps) counts.push(await step());
  return counts;
}

/** Tests that start real programs. */
async function processTests() {
  if (terraformVersion() === undefined) return notRun('the tests that start Terraform were NOT run');
  // What was rehearsed need not be rehearsed again by those that only look at it.
  return vitest('processes', 'process tests', existsSync(APPLIED) ? { SMILE_APPLIED: APPLIED } : {});
}

/** Tests of pages, in a real browser. */
async function browserTests() {
  const path = await browser();
  if (path !== undefined) return vitest('browser', 'browser tests', { SMILE_BROWSER: path });
  console.error(`\n*** the tests in a browser were NOT run: there is none; ${GET_BROWSER} ***\n`);
  return { passed: 0, failed: browserRequired ? 1 : 0 };
}

/** Tests that try alert rules on made-up metrics. */
async function alertTests() {
  const path = await promtool();
  if (path !== undefined) return vitest('alerts', 'tests of alerts', { SMILE_PROMTOOL: path });
  console.error(`\n*** alert rules were NOT tried: there is no promtool; ${GET_PROMTOOL} ***\n`);
  return { passed: 0, failed: promtoolRequired ? 1 : 0 };
}

/** Tests that read pipelines as Jenkins does. */
async function pipelineTests() {
  const path = await groovy();
  if (path !== undefined) return vitest('pipelines', 'tests of pipelines', { SMILE_GROOVY: path });
  console.error(`\n*** pipelines were NOT read by Groovy: there is none; ${GET_GROOVY} ***\n`);
  return { passed: 0, failed: groovyRequired ? 1 : 0 };
}

/** Tests that run pipelines, from a commit to what Terraform changes. */
async function walkTests() {
  if (terraformVersion() === undefined) return notRun('the walks through pipelines were NOT run');
  const path = await groovy();
  // That there is none was said, and counted, by the tests that read them.
  if (path === undefined) return { passed: 0, failed: 0 };
  return vitest('walks', 'walks through pipelines', { SMILE_GROOVY: path });
}

/** Runs a project of vitest. */
async function vitest(project, name, env = {}) {
  startVitest(project);
  const { exitCode, output, seconds } = await run(tool('vitest'), vitestArguments(project, project), { env });
  if (exitCode !== 0) console.log(`\n--- ${name} ---\n${output.trimEnd()}\n`);
  printStep(name, exitCode === 0, seconds);
  const counts = countsOf(project, name);
  return exitCode === 0 ? counts : { ...counts, failed: Math.max(1, counts.failed) };
}

function countsOf(report, name) {
  const counts = testCounts(report);
  if (counts === undefined) {
    console.error(`error: the ${name} left no report`);
    return { passed: 0, failed: 1 };
  }
  if (counts.skipped === 0) return counts;
  console.error(`error: ${counts.skipped} ${name} were skipped; run them or remove them`);
  return { passed: counts.passed, failed: counts.failed + counts.skipped };
}

/** Faults that anybody could make, and whether guardrails or requirements notice them. */
async function mutants() {
  const some = process.argv.includes('--all-mutants') ? [] : ['--sample', SAMPLED_MUTANTS];
  const { exitCode, stdout, output, seconds } = await run(tool('smile'), ['mutate', 'production', '--json', ...some]);
  printStep('mutants', exitCode === 0, seconds);
  if (!stdout.startsWith('{')) {
    console.error(`\n--- mutants ---\n${output.trimEnd()}\n`);
    return { passed: 0, failed: 1 };
  }
  const { mutants: made, unlisted, unneeded } = JSON.parse(stdout);
  for (const { kind, mutant } of unlisted) console.error(`not noticed: ${mutant} (${kind})`);
  for (const { kind } of unneeded)
    console.error(`noticed now: ${kind}; remove it from packages/mutation/survivors.txt`);
  const failed = unlisted.length + unneeded.length;
  return { passed: made - unlisted.length, failed: exitCode === 0 ? failed : Math.max(1, failed) };
}

/** The estate as it is changed every day, and as it is applied for the first time. */
async function rehearsals() {
  if (terraformVersion() === undefined) return [notRun('the rehearsals were NOT run')];
  const plugins = pluginFolder();
  if (plugins === undefined) {
    console.error(
      '\n*** real plugins did NOT plan the estate: there is none; set SMILE_PLUGIN_DIR to what terraform providers mirror has filled ***\n',
    );
  }
  rmSync(APPLIED, { recursive: true, force: true });
  const real = plugins === undefined ? [] : ['--providers', 'real', '--plugin-dir', plugins];
  return [
    await rehearsal('rehearsal from empty accounts', [
      '--from-empty',
      '--keep',
      APPLIED,
      '--junit',
      'reports/from-empty.xml',
    ]),
    await rehearsal('rehearsal', ['--drift', '--junit', 'reports/rehearsal.xml', ...real]),
  ];
}

async function rehearsal(name, options) {
  const args = ['rehearse', '--json', ...options];
  const { exitCode, stdout, output, seconds } = await run(tool('smile'), args);
  if (!stdout.startsWith('{')) {
    console.error(`\n--- ${name} ---\n${output.trimEnd()}\n`);
    return { passed: 0, failed: 1 };
  }
  const steps = JSON.parse(stdout).stacks.flatMap(({ stack, steps }) => steps.map((step) => ({ stack, ...step })));
  // What a stack without a real plugin skips is said by the report, and is no failure.
  const bad = steps.filter(({ step, status }) => status === 'failed' || (status === 'skipped' && step !== 'real-plan'));
  for (const { stack, step, findings } of bad) {
    for (const { summary, detail, constructPath } of findings) {
      console.error(`${stack}, ${step}: ${[constructPath, summary, detail].filter(Boolean).join('\n  ')}`);
    }
  }
  const ended = exitCode === 0 && bad.length === 0;
  printStep(name, ended, seconds);
  return { passed: steps.length - bad.length, failed: ended ? 0 : Math.max(1, bad.length) };
}

/** Folder of real provider plugins: SMILE_PLUGIN_DIR, else the mirror in Terraform's CLI configuration; undefined without. */
function pluginFolder() {
  const { SMILE_PLUGIN_DIR: named, TF_CLI_CONFIG_FILE: configuration = join(homedir(), '.terraformrc') } = process.env;
  if (named !== undefined && named !== '') return named;
  if (!existsSync(configuration)) return undefined;
  const mirror = /filesystem_mirror\s*\{[^}]*\bpath\s*=\s*"([^"]+)"/.exec(readFileSync(configuration, 'utf8'))?.[1];
  return mirror !== undefined && existsSync(mirror) ? mirror : undefined;
}

function notRun(what) {
  console.error(`\n*** ${what}: there is no Terraform 1.11 or newer; ${GET_TERRAFORM} ***\n`);
  return { passed: 0, failed: 0 };
}

function printStep(name, passed, seconds) {
  console.log(`${passed ? 'ok    ' : 'failed'}  ${name.padEnd(16)}${seconds.toFixed(1).padStart(6)} s`);
}

function finish(counts) {
  const sum = (of) => counts.reduce((total, count) => total + count[of], 0);
  process.exitCode = sum('failed') === 0 && sum('passed') > 0 ? 0 : 1;
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`);
}
