import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { renderTable } from '../src/output/table.ts';

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
const REPORT_MEMORY = `process.on('exit', () => console.log('\\npeak ' + process.resourceUsage().maxRSS))`;

/** Measures everything that has a budget, and prints a table, or JSON with `--json`. */
function bench(scratch: string): void {
  const measurements: Measurement[] = [
    { what: 'smile --help', value: median(() => seconds([SMILE, '--help'])), unit: 's', budget: 0.3 },
    { what: 'synth of all', value: median(() => seconds(entry(join(scratch, 'out')))), unit: 's', budget: 3 },
    { what: 'peak memory of the app', value: peakMegabytes(entry(join(scratch, 'out'))), unit: 'MB' },
    {
      what: 'memory of importing the estate',
      value: peakMegabytes(['--import', 'tsx', '-e', "require('./packages/estate/src/index.ts')"]),
      unit: 'MB',
      budget: 300,
    },
    ...environments().map((id) => rehearsal(id, [id], id.endsWith('/production') ? 30 : undefined)),
    rehearsal('all', [], 90),
    ...secondJudge(),
  ];
  process.stdout.write(
    process.argv.includes('--json') ? `${JSON.stringify({ measurements }, null, 2)}\n` : `${asText(measurements)}\n`,
  );
}

function rehearsal(name: string, words: readonly string[], budget?: number): Measurement {
  return { what: `rehearsal of ${name}`, value: seconds([SMILE, 'rehearse', ...words, '--json']), unit: 's', budget };
}

/** How long real plugins take to plan what stand-ins rehearse as a whole; nothing where no plugin is. */
function secondJudge(): Measurement[] {
  const plugins = process.env.SMILE_PLUGIN_DIR;
  if (plugins === undefined || plugins === '') {
    process.stderr.write('real plans were not measured: SMILE_PLUGIN_DIR names no plugins\n');
    return [];
  }
  const report = JSON.parse(run([SMILE, 'rehearse', '--providers', 'real', '--json'])) as {
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
    { what: 'whole rehearsal to one real plan', value: rehearsed / real, unit: '×' },
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

/** Arguments of Node.js that synthesize everything into a folder, and report peak memory. */
function entry(out: string): string[] {
  return [
    '--import',
    'tsx',
    '-e',
    `process.env.CDKTF_OUTDIR = ${JSON.stringify(out)}; ${REPORT_MEMORY}; require('./apps/main.ts')`,
  ];
}

function environments(): string[] {
  const folders = (path: string) =>
    readdirSync(join(ROOT, path), { withFileTypes: true }).flatMap((one) =>
      one.isDirectory() && one.name !== 'node_modules' ? [one.name] : [],
    );
  return folders('apps').flatMap((country) => folders(join('apps', country)).map((stage) => `${country}/${stage}`));
}

function seconds(args: readonly string[]): number {
  const started = performance.now();
  run(args);
  return (performance.now() - started) / 1000;
}

function peakMegabytes(args: readonly string[]): number {
  const withReport = args.map((arg) => (arg.startsWith('require(') ? `${REPORT_MEMORY}; ${arg}` : arg));
  const kibibytes = Number(/^peak (\d+)$/m.exec(run(withReport))?.[1]);
  return (kibibytes * 1024) / 1e6;
}

function run(args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (status === 0) return stdout;
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
