import { join } from 'node:path';
import { compareEstates, type DiffReport } from '@smile/diff';
import { Inventory } from '@smile/inventory';
import { beforeAll, describe, expect, test } from 'vitest';
import { SmallWorld } from '../delivery/fixtures/small-world.ts';
import { type Draft, PLANTED, synthesizeStacks, threeStacks } from '../delivery/fixtures/three-stacks.ts';
import { ROOT, temporaryFolders } from '../fixtures/run-smile.ts';
import { diffAgainstStates } from './state-diff.ts';

const temporaryFolder = temporaryFolders();

const body = (stack: Draft, type: string, name: string) => ((stack.resource as Draft)[type] as Draft)[name] as Draft;

/** Edits of every kind at once: an identity that others refer to over stacks, a size, something new, something that goes. */
function edited() {
  const stacks = threeStacks();
  body(stacks.network, 'aws_vpc', 'Vpc').cidr_block = '10.10.0.0/16';
  body(stacks.databases, 'aws_db_instance', 'Mysql').instance_class = 'db.m5.2xlarge';
  (stacks.databases.resource as Draft).aws_kms_key = { Key: { description: 'a key' } };
  delete ((stacks.workloads.resource as Draft).aws_ssm_parameter as Draft).Planted;
  return stacks;
}

const actions = ({ changes }: DiffReport) => changes.map(({ action, address }) => `${action} ${address}`).sort();

describe('what two syntheses tell of an edit', () => {
  const world = new SmallWorld(temporaryFolder());
  let byTerraform: DiffReport;
  let byCode: DiffReport;
  beforeAll(async () => {
    await world.apply(await world.plan());
    const before = synthesizeStacks(join(temporaryFolder(), 'before'), threeStacks());
    const after = synthesizeStacks(join(temporaryFolder(), 'after'), edited());
    byCode = compareEstates({
      before: { name: 'before', inventory: before },
      after: { name: 'after', inventory: after },
      environments: [],
      at: new Date(),
    });
    byTerraform = await diffAgainstStates({
      root: ROOT,
      work: temporaryFolder(),
      synthesized: after,
      states: world.states,
      name: 'states',
      env: process.env,
      onStep: () => undefined,
    });
  });

  test('is what Terraform plans on a state', () => {
    expect(actions(byTerraform)).toEqual([
      'create aws_kms_key.Key',
      'destroy aws_ssm_parameter.Planted',
      'replace aws_security_group.Database',
      'replace aws_vpc.Vpc',
      'update aws_db_instance.Mysql',
    ]);
    expect(actions(byCode)).toEqual(actions(byTerraform));
  });

  test('names the same reasons of a replacement', () => {
    const reasons = ({ changes }: DiffReport) =>
      changes
        .filter(({ action }) => action === 'replace')
        .flatMap(({ address, attributes }) =>
          attributes.filter(({ replaces }) => replaces).map(({ path }) => `${address} ${path}`),
        )
        .sort();
    expect(reasons(byTerraform)).toEqual(['aws_security_group.Database vpc_id', 'aws_vpc.Vpc cidr_block']);
    expect(reasons(byCode)).toEqual(reasons(byTerraform));
  });

  test('shows no secret', () => {
    expect(JSON.stringify([byCode, byTerraform])).not.toContain(PLANTED);
  });

  test('leaves the states as they are', () => {
    expect(world.addresses('workloads')).toEqual(['aws_ssm_parameter.Address', 'aws_ssm_parameter.Planted']);
  });
});

test('an environment that the other side does not have is wholly new', () => {
  const after = synthesizeStacks(join(temporaryFolder(), 'after'), threeStacks());
  const report = compareEstates({
    before: { name: 'before', inventory: Inventory.ofNothing() },
    after: { name: 'after', inventory: after },
    environments: [],
    at: new Date(),
  });
  expect(report).toMatchObject({ counts: { create: 5, destroy: 0 }, losesData: false });
});
