import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../fixtures/run-smile.ts';
import { findSources } from './find-sources.ts';

const sourceOf = findSources(ROOT);

/** The line of the file that a source names. */
function lineAt(source: string | undefined): string {
  if (source === undefined) return '';
  const [file = '', line = '0'] = source.split(':');
  return readFileSync(join(ROOT, file), 'utf8').split('\n')[Number(line) - 1] ?? '';
}

describe('the source of a construct', () => {
  test.each([
    ['indonesia-production-network/Vpc/Default', 'packages/network/src/vpc.ts', "'Default'"],
    ['indonesia-production-account/Trail/Role', 'packages/governance/src/trail.ts', "'Role'"],
    ['indonesia-production-access/NoSuchConstruct/Default', undefined, ''],
  ])('%s', (path, file, id) => {
    const source = sourceOf(path);
    expect(source?.split(':')[0]).toBe(file);
    expect(lineAt(source)).toContain(id);
  });

  test('is the construct around it where an id comes from a list, never another file that has the same word', () => {
    expect(sourceOf('indonesia-production-network/Vpc/Subnets/Public-apse3-az3')).toMatch(
      /^packages\/network\/src\/vpc\.ts:\d+$/,
    );
    expect(sourceOf('indonesia-production-clusters/Data/Default')).toBeUndefined();
  });
});
