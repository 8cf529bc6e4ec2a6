import { readdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { type ReadBundle, summarize, summaryToMarkdown, summaryToText } from '@smile/delivery';
import { asObject } from '@smile/inventory';
import { schemasFor, startStandIns } from '@smile/rehearsal';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { failureOf } from '../commands/apply.ts';
import { temporaryFolders } from '../fixtures/run-smile.ts';
import { type Edit, SmallWorld } from './fixtures/small-world.ts';
import { type Draft, PLANTED, synthesizeStacks, threeStacks } from './fixtures/three-stacks.ts';

const temporaryFolder = temporaryFolders();

const body = (stack: Draft, type: string, name: string) => ((stack.resource as Draft)[type] as Draft)[name] as Draft;
const plans = ({ stacks }: ReadBundle) =>
  Object.fromEntries(stacks.map(({ stack }) => [stack.name.slice(14), stack.plan]));
const actions = ({ stacks }: ReadBundle) =>
  stacks.flatMap(({ stack }) => stack.actions.map(({ action, address }) => `${action} ${address}`));
const outcomes = (outcome: { readonly stacks: readonly { readonly stack: string; readonly outcome: string }[] }) =>
  Object.fromEntries(outcome.stacks.map(({ stack, outcome: how }) => [stack.slice(14), how]));

/** Everything that is in the files of a folder but Terraform's own plan, and the code. */
function readable(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'tfplan' && !entry.parentPath.endsWith('configuration'))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
    .join('\n');
}

describe('the first plan of an environment', () => {
  const world = new SmallWorld(temporaryFolder());
  let first: ReadBundle;
  beforeAll(async () => {
    first = await world.plan();
  });

  test('is exact where nothing else has to be made before, and else a draft', () => {
    expect(plans(first)).toEqual({ network: 'exact', databases: 'draft', workloads: 'draft' });
    expect(actions(first)).toEqual([
      'create aws_vpc.Vpc',
      'create aws_db_instance.Mysql',
      'create aws_security_group.Database',
      'create aws_ssm_parameter.Address',
      'create aws_ssm_parameter.Planted',
    ]);
  });

  test('changes no state', () => {
    expect(world.state('network')).toMatchObject({ serial: 0, resources: [] });
  });

  test('shows no secret in anything that people read', () => {
    const summary = summarize(first);
    const shown = [readable(first.folder), summaryToText(summary), summaryToMarkdown(summary), JSON.stringify(summary)];
    expect(shown.join('\n')).not.toContain(PLANTED);
    expect(shown.join('\n')).toContain('aws_ssm_parameter.Planted');
  });

  test('can be applied: exact plans as they are, drafts after planning again, and then nothing is left', async () => {
    expect(outcomes(await world.apply(first))).toEqual({
      network: 'applied',
      databases: 'applied after planning again',
      workloads: 'applied after planning again',
    });
    expect(world.addresses('databases')).toEqual(['aws_db_instance.Mysql', 'aws_security_group.Database']);
    const again = await world.plan();
    expect(actions(again)).toEqual([]);
    expect(plans(again)).toEqual({ network: 'exact', databases: 'exact', workloads: 'exact' });
    expect(outcomes(await world.apply(again))).toEqual({
      network: 'nothing to do',
      databases: 'nothing to do',
      workloads: 'nothing to do',
    });
  });

  test('leaves states that only runs without a cloud take, and records of what is applied', () => {
    expect(world.state('network').lineage).toBe('pretend-indonesia-dev-network');
    const applied = JSON.parse(readFileSync(join(world.states, '.applied', 'indonesia', 'dev.json'), 'utf8'));
    expect(Object.keys(asObject(applied.stacks)).sort()).toEqual([
      'indonesia-dev-databases',
      'indonesia-dev-network',
      'indonesia-dev-workloads',
    ]);
  });
});

describe('a later plan', () => {
  const world = new SmallWorld(temporaryFolder());
  const bigger: Edit = ({ databases }) => {
    body(databases, 'aws_db_instance', 'Mysql').instance_class = 'db.m5.2xlarge';
  };
  // The name of the first schema cannot change: https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ModifyDBInstance.html
  const renamed: Edit = ({ databases }) => {
    body(databases, 'aws_db_instance', 'Mysql').db_name = 'smile';
  };
  beforeAll(async () => {
    await world.apply(await world.plan());
  });

  test('shows a change in place with what it was, construct and file', async () => {
    const text = summaryToText(summarize(await world.plan(bigger)));
    expect(text).toContain(
      [
        'Changed in place',
        '  update aws_db_instance.Mysql  (indonesia-dev-databases)',
        '      construct indonesia-dev-databases/Small/Mysql',
        '      instance_class: "db.m5.xlarge" → "db.m5.2xlarge"',
      ].join('\n'),
    );
  });

  test('sets a database that goes apart, and needs its key', async () => {
    const read = await world.plan(renamed);
    expect(summaryToText(summarize(read))).toMatch(
      /^┌─+┐\n│ Replaced or destroyed, and holds data +│\n│ replace aws_db_instance\.Mysql {2}\(indonesia-dev-databases\) +│\n│ {5}construct indonesia-dev-databases\/Small\/Mysql +│\n│ {5}because db_name: "" → "smile" +│\n│ {5}and \d+ attributes that the code does not set +│\n└/m,
    );
    await expect(world.apply(read)).rejects.toThrow(
      'the bundle would lose what holds data:\n  - replace aws_db_instance.Mysql (indonesia-dev-databases)\nif that is meant, make sure of a backup and add --allow-destroy aws_db_instance.Mysql; else change the code and plan again',
    );
    expect(world.addresses('databases')).toContain('aws_db_instance.Mysql');
    expect(outcomes(await world.apply(read, { allowDestroy: ['aws_db_instance.Mysql'] }))).toMatchObject({
      databases: 'applied',
    });
  });

  test('of a destruction takes one stack away, and forgets that it is applied', async () => {
    const read = await world.plan(undefined, { destroy: 'indonesia-dev-workloads' });
    expect(actions(read)).toEqual(['destroy aws_ssm_parameter.Address', 'destroy aws_ssm_parameter.Planted']);
    // A bundle may be carried anywhere before it is applied.
    const elsewhere = join(temporaryFolder(), 'plans');
    renameSync(read.folder, elsewhere);
    expect(outcomes(await world.apply({ ...read, folder: elsewhere }))).toEqual({ workloads: 'applied' });
    expect(world.addresses('workloads')).toEqual([]);
    await expect(world.plan(renamed, { gone: ['workloads'] })).resolves.toBeDefined();
  });
});

/** A world whose stand-ins outlive single commands, so that a test can do something to the clouds in between. */
async function worldWithClouds() {
  const world = new SmallWorld(temporaryFolder());
  const code = synthesizeStacks(temporaryFolder(), threeStacks());
  const standIns = await startStandIns({ schemas: schemasFor(code), isWhole: false });
  onTestFinished(() => standIns.close());
  world.env = { ...process.env, TF_REATTACH_PROVIDERS: standIns.reattach };
  return { world, inject: standIns.inject };
}

test('a service that refuses one thing stops its stack; its words are shown without secrets, and --resume makes the rest', async () => {
  const { world, inject } = await worldWithClouds();
  const read = await world.plan();
  inject.fail({
    type: 'aws_ssm_parameter',
    operation: 'create',
    match: { name: '/smile-dev/planted' },
    code: 'ValidationException',
    message: `the value ${PLANTED} is refused`,
  });
  const outcome = await world.apply(read);
  expect(outcomes(outcome)).toMatchObject({ databases: 'applied after planning again', workloads: 'failed' });
  const text = failureOf(outcome, { bundle: 'plans', digest: 'sha256:1' })?.message;
  expect(text).toMatch(
    /^indonesia-dev-workloads: apply failed\n {2}ValidationException: the value «text, 33 characters, [0-9a-f]{8}» is refused \(aws_ssm_parameter\.Planted\)\nwhat was made is in the states; to go on: smile apply --bundle plans --digest sha256:1 --resume$/,
  );
  expect(world.addresses('workloads')).toEqual(['aws_ssm_parameter.Address']);
  expect(outcomes(await world.apply(read, { resume: true }))).toEqual({
    network: 'done before',
    databases: 'done before',
    workloads: 'applied after planning again',
  });
  expect(actions(await world.plan())).toEqual([]);
});

test('a draft that turns out to have shown too little stops its stack; what came before stays applied', async () => {
  const { world, inject } = await worldWithClouds();
  await world.apply(await world.plan());
  const read = await world.plan(({ databases }) => {
    body(databases, 'aws_db_instance', 'Mysql').identifier = 'smile-dev-mysql-main';
  });
  expect(plans(read)).toMatchObject({ databases: 'exact', workloads: 'draft' });
  inject.drift({
    type: 'aws_ssm_parameter',
    match: { name: '/smile-dev/planted' },
    set: { value: 'by hand' },
  });
  const before = world.state('workloads').serial;
  const { stacks } = await world.apply(read);
  expect(stacks.slice(1)).toEqual([
    { stack: 'indonesia-dev-databases', outcome: 'applied' },
    {
      stack: 'indonesia-dev-workloads',
      outcome: 'failed',
      reason:
        'indonesia-dev-workloads would now do what nobody has reviewed, so it stops here:\n  - update aws_ssm_parameter.Planted: the draft leaves it alone\nwhat is done is done and recorded; plan again, have that reviewed, and apply it (docs/runbooks/failed-apply.md)',
    },
  ]);
  expect(world.state('workloads').serial).toBe(before);
});
