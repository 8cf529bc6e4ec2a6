import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from './fixtures/run-smile.ts';

/** Written by `pnpm docs`, and compared with what it writes elsewhere. */
const GENERATED = /^docs\/(diagrams\/|guardrails\.md|inventory\.md|requirements\.md)/;

/** Everything that tells people or pipelines what to type: pages, and programs that print commands. */
const files = execFileSync(
  'git',
  ['ls-files', '-co', '--exclude-standard', '*.md', '*.ts', '*.mjs', '*.json', '*.yaml'],
  {
    cwd: ROOT,
    encoding: 'utf8',
  },
)
  .split('\n')
  .filter((path) => path !== '' && !GENERATED.test(path) && path !== 'packages/cli/src/commands-in-documents.test.ts');

/**
 * Calls of npx that may run a package from a registry which nobody chose: where it finds no program of that name, npx asks the
 * registry, and without a terminal it does not ask anybody. https://docs.npmjs.com/cli/v10/commands/npx
 */
function unsafe(text: string): string[] {
  const calls = text.match(/\b(?:npx|npm exec|pnpm dlx|yarn dlx)\s+[^\n`'"]+/g) ?? [];
  return calls.filter(
    (call) => !/\s--no(-install)?\s/.test(call) && !/\s--yes pnpm@(\d+\.\d+\.\d+|\$\{pinned\})/.test(call),
  );
}

describe('a call of npx', () => {
  test.each([
    ['npx smile doctor', true],
    ['npx cdktf plan x', true],
    ['CI=1 npx --yes smile rehearse', true],
    ['pnpm dlx smile', true],
    ['npm exec smile', true],
    ['npx --yes pnpm@latest install', true],
    ['npx --no cdktf plan x', false],
    ['npm exec --no -- smile', false],
    ['npx --yes pnpm@10.34.8 install', false],
  ])('%s could run a stranger: %s', (call, expected) => {
    expect(unsafe(call).length > 0).toBe(expected);
  });

  test('is nowhere told to run what a registry has', () => {
    const found = files.flatMap((path) =>
      unsafe(readFileSync(join(ROOT, path), 'utf8')).map((call) => `${path}: ${call}`),
    );
    expect(found).toEqual([]);
  });
});
