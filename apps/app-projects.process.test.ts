import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { environmentIds } from './environments.ts';

const folders: string[] = [];

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'smile-app-'));
  folders.push(folder);
  return folder;
}

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** Runs a program in an app's folder, as a person or Jenkins would. */
function runIn(folder: string, program: string, args: readonly string[]) {
  const outdir = temporaryFolder();
  const { CI: _, ...env } = process.env;
  const run = spawnSync(program, args, {
    cwd: folder,
    env: { ...env, SMILE_ENV: 'unheard-of', SMILE_STATE: 's3', CDKTF_OUTDIR: outdir, CHECKPOINT_DISABLE: '1' },
    encoding: 'utf8',
  });
  return { outdir, ...run };
}

/** What cdktf itself would run: the `app` of a `cdktf.json`. */
function runApp(folder: string) {
  const { app }: { app: string } = JSON.parse(readFileSync(join(folder, 'cdktf.json'), 'utf8'));
  const [program = '', ...args] = app.split(' ');
  return runIn(folder, program, args);
}

describe.each(environmentIds())('the app %s', (id) => {
  const folder = join(__dirname, id);

  test('is a cdktf project of its own, which synthesizes its environment and no other', () => {
    const { outdir, status, stderr } = runApp(folder);
    expect(stderr).toBe('');
    expect(status).toBe(0);
    const stacks = readdirSync(join(outdir, 'stacks'));
    expect(stacks).toContain(`${id.replace('/', '-')}-network`);
    expect(stacks.filter((stack) => !stack.startsWith(`${id.replace('/', '-')}-`))).toEqual([]);
  });

  test('has a project id of its own, and sends nothing to anybody', () => {
    const settings = JSON.parse(readFileSync(join(folder, 'cdktf.json'), 'utf8'));
    expect(settings.projectId).toBe(`smile-${id.replace('/', '-')}`);
    expect(settings.sendCrashReports).toBe('false');
  });

  test('offers synth, plan and apply as scripts', () => {
    const { scripts } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    expect(scripts).toEqual({ synth: 'cdktf synth', plan: 'cdktf plan', apply: 'cdktf apply' });
  });
});

describe('cdktf in the folder of an app', () => {
  const folder = join(__dirname, 'indonesia', 'shared');

  test('lists the stacks of that environment alone', () => {
    const { status, stdout } = runIn(folder, join(folder, 'node_modules', '.bin', 'cdktf'), ['list']);
    expect(status).toBe(0);
    expect([...new Set(stdout.match(/indonesia-[a-z]+-/g))]).toEqual(['indonesia-shared-']);
  });
});

describe('a wrong value in an app', () => {
  test('ends in the error alone, without a stack trace, and writes nothing', () => {
    const folder = mkdtempSync(join(__dirname, 'indonesia', 'shared', '.test-'));
    folders.push(folder);
    const at = (name: string) => join(__dirname, 'indonesia', 'shared', 'src', name);
    const values = readFileSync(at('environment.ts'), 'utf8').replace("'10.3.0.0/16'", "'10.3.0.1/16'");
    const absolute = values.replaceAll(/'(\.\.?\/[^']+)'/g, (_, path) => `'${join(at('..'), 'src', path)}'`);
    writeFileSync(join(folder, 'environment.ts'), absolute);
    writeFileSync(join(folder, 'main.ts'), readFileSync(at('main.ts'), 'utf8'));
    const { status, stderr, outdir } = runIn(folder, process.execPath, ['--import', 'tsx', 'main.ts']);
    expect(stderr).toMatch(/^indonesia\/shared: network\.cidr: .*did you mean 10\.3\.0\.0\/16\?\n$/);
    expect(status).toBe(1);
    expect(existsSync(join(outdir, 'stacks'))).toBe(false);
  });
});
