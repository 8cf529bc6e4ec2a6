import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const packages = join(__dirname, '../..');
const read = (path: string) => readFileSync(join(packages, path), 'utf8');

describe.each(readdirSync(packages))('README of %s', (name) => {
  test('exists, and starts with the package and what it is', () => {
    expect(existsSync(join(packages, name, 'README.md'))).toBe(true);
    expect(read(`${name}/README.md`)).toMatch(new RegExp(`^# (@smile/)?${name}\n\n\\S`));
  });

  test('shows its example as it is compiled', () => {
    const shown = read(`${name}/README.md`).match(/```ts\n(.*?)```\n/s)?.[1];
    const examples = ['readme-example.ts', 'readme-example.test.ts'].map((file) => join(packages, name, 'src', file));
    const compiled = examples.filter((path) => existsSync(path)).map((path) => readFileSync(path, 'utf8'));
    expect(compiled).toEqual(shown === undefined ? [] : [shown]);
  });
});
