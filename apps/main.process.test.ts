import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { environmentIds } from './environments.ts';

const folders: string[] = [];

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'smile-apps-'));
  folders.push(folder);
  return folder;
}

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

const TSX = pathToFileURL(require.resolve('tsx')).href;

/** Runs the entry as cdktf does: as a program of its own. */
function synth(env: Record<string, string>, cwd: string = __dirname) {
  const outdir = temporaryFolder();
  const run = spawnSync(process.execPath, ['--import', TSX, join(__dirname, 'main.ts')], {
    cwd,
    env: { ...process.env, SMILE_ENV: '', SMILE_STATE: 's3', ...env, CDKTF_OUTDIR: outdir },
    encoding: 'utf8',
  });
  return { outdir, ...run };
}

/** Every file below a folder with its content. */
function filesIn(folder: string): Record<string, string> {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(paths.map((path) => [path.slice(folder.length), readFileSync(path, 'utf8')]));
}

const stacksIn = (folder: string) => readdirSync(join(folder, 'stacks')).sort();

describe('the entry', () => {
  let whole: ReturnType<typeof synth>;
  beforeAll(() => {
    whole = synth({});
  });

  test('synthesizes what SMILE_ENV names, and nothing of it depends on what else is synthesized', () => {
    const { outdir, status } = synth({ SMILE_ENV: 'indonesia/production,indonesia/dev' });
    expect(status).toBe(0);
    const { '/manifest.json': manifest = '', ...stacks } = filesIn(outdir);
    const { '/manifest.json': ofAll = '', ...all } = filesIn(whole.outdir);
    expect(all).toMatchObject(stacks);
    expect(JSON.parse(ofAll)).toMatchObject(JSON.parse(manifest));
    expect(stacksIn(outdir).map((stack) => stack.split('-')[1])).toEqual(expect.arrayContaining(['dev', 'production']));
    expect(stacksIn(outdir).filter((stack) => /staging|shared/.test(stack))).toEqual([]);
  });

  test('writes the same bytes in two runs, and from another folder', () => {
    const second = synth({}, tmpdir());
    const files = filesIn(whole.outdir);
    expect(Object.keys(files).length).toBeGreaterThan(8);
    expect(filesIn(second.outdir)).toEqual(files);
  });

  test('holds no path of the machine it ran on', () => {
    const { outdir } = whole;
    const text = Object.values(filesIn(outdir)).join('\n');
    expect(text).not.toContain(outdir);
    expect(text).not.toContain(join(__dirname, '..'));
  });

  test.each([
    [
      { SMILE_ENV: 'indonesia/prod' },
      `SMILE_ENV: no environment "indonesia/prod", expected some of ${environmentIds().join(', ')}; did you mean indonesia/production?\n`,
    ],
    [{ SMILE_STATE: 'gcs' }, 'SMILE_STATE: expected one of s3, local, offline, got "gcs"; leave it unset to deploy\n'],
  ])('with %j says what is wrong, in one line, and fails', (env, message) => {
    const { status, stderr, outdir } = synth(env);
    expect(status).toBe(1);
    expect(stderr).toBe(message);
    expect(readdirSync(outdir)).toEqual([]);
  });
});
