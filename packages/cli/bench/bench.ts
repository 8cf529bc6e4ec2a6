import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { renderTable } from '../src/output/table.ts';
import type { Judging } from './judging.ts';

/** One figure with its budget. Budgets are looked at, not asserted: machines differ. */
interface Measurement {
  readonly what: string;
  readonly value: number;
  readonly unit: 's' | 'MB' | '×';
  /** @default - none */
  readonly budget?: number;
}

const ROOT = join(__dirname, '..', '..', '..');
const SMILE = join(ROOT, 'packages', 'cli', 'bin', 'smile.cjs');

/** How often short runs are repeated; their median counts. */
const REPEATS = 5;

/** Prints the peak memory of a process when it ends, in KiB, after everything else. */
const REPORT_MEMORY = `process.on('exit', () => console.error('\\npeak ' + process.resourceUsage().maxRSS))`;

/** How many times the estate is judged at once; with the largest it has more than 100,000 resources. */
const SIZES = [10, 30] as const;

/** Memory that any command may take, in MB. */
const MOST_MEMORY = 300;

/** Measures everything that has a budget, and prints a table, or JSON with `--json`; with `--all` also what CI runs. */
function bench(scratch: string): void {
  const out = join(scratch, 'out');
  const measurements: Measurement[] = [
    { what: 'smile --help', value: median(() => seconds([SMILE, '--help'])), unit: 's', budget: 0.15 },
    { what: 'synth of all', value: median(() => seconds(entry(out))), unit: 's', budget: 3 },
    ...environments().map((id) => ({
      what: `synth of ${id}`,
      value: median(() => seconds(entry(join(scratch, id)), { SMILE_ENV: id })),
      unit: 's' as const,
      budget: 1.5,
    })),
    ...judging(out),
    memory('synth of all', entry(out)),
    memory('smile guardrails', [SMILE, 'guardrails']),
    memory('smile requirements', [SMILE, 'requirements']),
    ...environments().map((id) => rehearsal(id, [id], id.endsWith('/production') ? 35 : undefined)),
    rehearsal('all', [], 80),
    ...secondJudge(),
    ...(process.argv.includes('--all') ? whatCiRuns() : []),
  ];
  process.stdout.write(
    process.argv.includes('--json') ? `${JSON.stringify({ measurements }, null, 2)}\n` : `${asText(measurements)}\n`,
  );
}

/** Guardrails and requirements of what is synthesized in a folder, and whether a larger estate takes more for each resource. */
function judging(out: string): Measurement[] {
  const judge = (copies: number): Judging =>
    JSON.parse(
      run(['--max-old-space-size=8192', '--import', 'tsx', join(__dirname, 'judging.ts'), ROOT, out, `${copies}`])
        .stdout,
    );
  const ofAll = Array.from({ length: REPEATS }, () => judge(1)).sort((a, b) => a.judgeSeconds - b.judgeSeconds);
  const one = ofAll[Math.floor(REPEATS / 2)] ?? judge(1);
  const [smaller, larger] = SIZES.map(judge);
  if (smaller === undefined || larger === undefined) return [];
  const perResource = ({ judgeSeconds, resources }: Judging) => judgeSeconds / resources;
  return [
    { what: 'reading all, processor time', value: one.readSeconds, unit: 's' },
    { what: 'judging all, processor time', value: one.judgeSeconds, unit: 's', budget: 0.5 },
    { what: `judging ${larger.resources} resources, processor time`, value: larger.judgeSeconds, unit: 's' },
    {
      // Linear growth is 1. The estate as it is makes no measure: half of that time is what happens once in a process.
      what: `time for each of ${larger.resources} resources to each of ${smaller.resources}`,
      value: perResource(larger) / perResource(smaller),
      unit: '×',
      budget: 1,
    },
  ];
}

function memory(what: string, args: readonly string[]): Measurement {
  return { what: `peak memory of ${what}`, value: peakMegabytes(args), unit: 'MB', budget: MOST_MEMORY };
}

function rehearsal(name: string, words: readonly string[], budget?: number): Measurement {
  return { what: `rehearsal of ${name}`, value: seconds([SMILE, 'rehearse', ...words, '--json']), unit: 's', budget };
}

function whatCiRuns(): Measurement[] {
  return [
    { what: 'pnpm check', value: seconds([join(ROOT, 'scripts', 'check.mjs')]), unit: 's', budget: 60 },
    { what: 'npm test', value: seconds([join(ROOT, 'scripts', 'test.mjs')]), unit: 's', budget: 360 },
  ];
}

/** How long real plugins take to plan what stand-ins rehearse as a whole; nothing where no plugin is. */
function secondJudge(): Measurement[] {
  const plugins = process.env.SMILE_PLUGIN_DIR;
  if (plugins === undefined || plugins === '') {
    process.stderr.write('real plans were not measured: SMILE_PLUGIN_DIR names no plugins\n');
    return [];
  }
  const report = JSON.parse(run([SMILE, 'rehearse', '--providers', 'real', '--json']).stdout) as {
    readonly stacks: readonly { readonly steps: readonly { readonly step: string; readonly seconds: number }[] }[];
  };
  const steps = report.stacks.flatMap((stack) => stack.steps);
  const total = (one: (step: string) => boolean) =>
    steps.reduce((sum, { step, seconds: took }) => sum + (one(step) ? took : 0), 0);
  const real = total((step) => step === 'real-plan');
  const rehearsed = total((step) => step !== 'real-plan');
  return [
    { what: 'one real plan of all, stack by stack', value: real, unit: 's' },
    { what: 'whole rehearsal of all, stack by stack', value: rehearsed, unit: 's' },
    { what: 'whole rehearsal to one real plan', value: rehearsed / real, unit: '×', budget: 1 },
  ];
}

function asText(measurements: readonly Measurement[]): string {
  const shown = ({ unit }: Measurement, value: number | undefined) =>
    value === undefined ? '' : `${value.toFixed(unit === 'MB' ? 0 : 2)} ${unit}`;
  return renderTable<Measurement>(
    [
      { title: 'what', value: ({ what }) => what },
      { title: 'measured', value: (one) => shown(one, one.value), align: 'right' },
      { title: 'budget', value: (one) => shown(one, one.budget), align: 'right' },
    ],
    measurements,
  );
}

/** Arguments of Node.js that synthesize everything, or what `SMILE_ENV` names, into a folder. */
function entry(out: string): string[] {
  const start = `process.env.CDKTF_OUTDIR = ${JSON.stringify(out)}; require('./apps/main.ts')`;
  return ['--require', join(ROOT, 'packages', 'cli', 'bin', 'typescript.cjs'), '-e', start];
}

function environments(): string[] {
  const folders = (path: string) =>
    readdirSync(join(ROOT, path), { withFileTypes: true }).flatMap((one) =>
      one.isDirectory() && one.name !== 'node_modules' ? [one.name] : [],
    );
  return folders('apps').flatMap((country) => folders(join('apps', country)).map((stage) => `${country}/${stage}`));
}

function seconds(args: readonly string[], env: Readonly<Record<string, string>> = {}): number {
  const started = performance.now();
  run(args, env);
  return (performance.now() - started) / 1000;
}

function peakMegabytes(args: readonly string[]): number {
  const { stderr } = run(['--import', `data:text/javascript,${encodeURIComponent(REPORT_MEMORY)}`, ...args]);
  const kibibytes = Number(/^peak (\d+)$/m.exec(stderr)?.[1]);
  return (kibibytes * 1024) / 1e6;
}

function run(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): { readonly stdout: string; readonly stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: ROOT,
    env: { ...process.env, ...env },
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (status === 0) return { stdout, stderr };
  throw new Error(`node ${args.join(' ')} ended with exit code ${status}: ${stderr.trim()}`);
}

function median(measure: () => number): number {
  const sorted = Array.from({ length: REPEATS }, measure).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

const scratch = mkdtempSync(join(tmpdir(), 'smile-bench-'));
try {
  bench(scratch);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
