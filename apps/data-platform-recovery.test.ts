import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { environmentLayout, lossTable, recoveryTable } from '@smile/data-platform/failures';
import { expect, test } from 'vitest';
import { allEnvironments } from './environments.ts';

const RUNBOOK = readFileSync(join(__dirname, '../docs/runbooks/data-platform-failures.md'), 'utf8');

const layouts = (await allEnvironments()).flatMap((environment) => environmentLayout(environment) ?? []);

const production = layouts.find(({ environment }) => environment === 'indonesia/production');

/** Tables of Markdown without the spaces that line them up. */
const plain = (text: string) => text.replaceAll(/ *\| */g, '|').replaceAll(/-{3,}/g, '---');

test('the runbook says what works in production when something is lost, as the values have it', () => {
  if (production === undefined) throw new Error('production has no data platform');
  expect(production.layout).toEqual({
    brokers: [1, 1, 1],
    controllers: [1, 1, 1],
    zookeeper: [1, 1, 1],
    clickhouse: [3, 2],
  });
  expect(plain(RUNBOOK)).toContain(plain(lossTable(production)));
});

test('the runbook says how much is lost, and how long recovery takes, in every environment', () => {
  expect(plain(RUNBOOK)).toContain(plain(recoveryTable(layouts)));
});
