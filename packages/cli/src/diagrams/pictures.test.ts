import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { environmentIds } from '@smile/apps';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../fixtures/run-smile.ts';
import { diagramPages } from './diagram-pages.ts';

const FOLDER = join(ROOT, 'docs', 'diagrams');

describe('pictures of the documentation', () => {
  test('are of the whole estate, of production, and of what staging lacks of it', () => {
    expect(
      diagramPages(['indonesia/dev', 'indonesia/production', 'indonesia/staging']).map(({ path }) => path),
    ).toEqual([
      'docs/diagrams/README.md',
      'docs/diagrams/estate.svg',
      'docs/diagrams/indonesia-production-network.svg',
      'docs/diagrams/indonesia-production-traffic.svg',
      'docs/diagrams/indonesia-production-clusters.svg',
      'docs/diagrams/indonesia-production-telemetry.svg',
      'docs/diagrams/indonesia-production-data-flow.svg',
      'docs/diagrams/indonesia-production-reachability.svg',
      'docs/diagrams/indonesia-production-stacks.svg',
      'docs/diagrams/indonesia-dev-previews.svg',
      'docs/diagrams/indonesia-staging-to-indonesia-production-estate.svg',
      'docs/diagrams/indonesia-staging-to-indonesia-production-network.svg',
    ]);
  });

  test('come with every country (CTY-1)', () => {
    const paths = diagramPages(['fiji/production', 'indonesia/production']).map(({ path }) => path);
    expect(paths).toContain('docs/diagrams/fiji-production-network.svg');
    expect(paths.filter((path) => path.includes('-to-'))).toEqual([]);
  });

  test.each(readdirSync(FOLDER).filter((name) => name.endsWith('.svg')))('%s has a shape that fits a wall', (name) => {
    const svg = readFileSync(join(FOLDER, name), 'utf8');
    const [, width = '', height = ''] = /viewBox="0 0 (\d+) (\d+)"/.exec(svg) ?? [];
    expect(Number(width) / Number(height)).toBeGreaterThan(0.5);
    expect(Number(width) / Number(height)).toBeLessThan(4);
  });

  test('has no picture that nothing writes any more', () => {
    const written = diagramPages(environmentIds()).map(({ path }) => path.split('/').at(-1));
    expect(readdirSync(FOLDER).filter((name) => !written.includes(name))).toEqual([]);
  });
});
