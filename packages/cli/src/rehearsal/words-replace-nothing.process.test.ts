import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Inventory } from '@smile/inventory';
import { reword } from '@smile/rehearsal';
import { expect, test } from 'vitest';
import { appliedEstate } from '../fixtures/applied-estate.ts';
import { estateJson } from '../fixtures/estate-json.ts';

// Between them these have every type of the estate: production all of what staging and dev have, shared the Git server.
const ENVIRONMENTS = ['indonesia/production', 'indonesia/shared'];

test('other words replace nothing in production and shared, planned by Terraform', async () => {
  const { folder, synthesized } = await appliedEstate(...ENVIRONMENTS);
  const json = await estateJson();
  const stacks = synthesized.stacks.filter(({ environment = '' }) => ENVIRONMENTS.includes(environment));
  for (const { name } of stacks) {
    const state = JSON.parse(readFileSync(join(folder, name, 'terraform.tfstate'), 'utf8'));
    expect([name, state.resources.length > 0]).toEqual([name, true]);
  }
  const some = Inventory.fromStacks(Object.fromEntries(stacks.map(({ name }) => [name, json[name]])));
  const reports = await reword({ synthesized: some, folder, env: process.env });
  expect(reports.map(({ stack }) => stack).sort()).toEqual(stacks.map(({ name }) => name).sort());
  expect(reports.flatMap((one) => one.harmed.map((what) => `${one.stack}: ${what}`))).toEqual([]);
  for (const { stack, reworded, updated } of reports) {
    // Words of a stack without a resource of AWS are its default tags alone, which then reach nothing.
    const ofAws = some.resources({ mode: 'managed' }).some((one) => one.stack === stack && one.type.startsWith('aws_'));
    expect([stack, reworded > 0, updated.length > 0]).toEqual([stack, true, ofAws]);
  }
});
