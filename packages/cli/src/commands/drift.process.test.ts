import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runSmile, temporaryFolders } from '../fixtures/run-smile.ts';

const folder = temporaryFolders();
const STACK = 'indonesia-dev-network';
const VPC = 'aws_vpc.Vpc';

/** A plan in JSON. Format: https://developer.hashicorp.com/terraform/internals/json-format */
function planFile(plan: object, stack = STACK): string {
  const path = join(folder(), `${stack}.json`);
  const expressions = { cidr_block: { constant_value: '10.2.0.0/16' }, enable_dns_support: { constant_value: true } };
  const configuration = {
    root_module: { resources: [{ address: VPC, mode: 'managed', type: 'aws_vpc', name: 'Vpc', expressions }] },
  };
  writeFileSync(path, JSON.stringify({ format_version: '1.2', terraform_version: '1.11.4', configuration, ...plan }));
  return path;
}

const change = (before: object, after: object, actions = ['update']) => ({
  address: VPC,
  mode: 'managed',
  type: 'aws_vpc',
  name: 'Vpc',
  change: { actions, before, after, after_unknown: {} },
});
const AS_WRITTEN = { cidr_block: '10.2.0.0/16', enable_dns_support: true };
const BY_HAND = { ...AS_WRITTEN, enable_dns_support: false };

const DRIFTED = { resource_drift: [change(AS_WRITTEN, BY_HAND)], resource_changes: [change(BY_HAND, AS_WRITTEN)] };
const WAITING = { resource_changes: [change(BY_HAND, AS_WRITTEN)] };
const smile = (...args: string[]) => runSmile(['drift', 'dev', ...args], { env: { TMPDIR: folder() } });

describe('smile drift ends by its verdict', () => {
  test.each<[string, object, number]>([
    ['clean', { resource_changes: [] }, 0],
    ['not judged', { resource_changes: [], errored: true }, 3],
    ['drift', DRIFTED, 4],
    ['pending', WAITING, 5],
  ])('%s', async (verdict, plan, exitCode) => {
    const ended = await smile('--json', '--plan', planFile(plan));
    expect([ended.exitCode, JSON.parse(ended.stdout).verdict]).toEqual([exitCode, verdict]);
  });

  test('and with 0 where drift weighs less than asked', async () => {
    const { exitCode, stdout } = await smile('--fail-on', 'high', '--plan', planFile(DRIFTED));
    expect([exitCode, stdout.split('\n').at(-2)]).toEqual([
      0,
      expect.stringMatching(
        /^drift: 1 stacks, 1 resources changed outside, 0 changes not applied, 0 stacks not judged, /,
      ),
    ]);
  });
});

test('smile drift writes what was changed, since when, as a table and for machines', async () => {
  const history = join(folder(), 'history.json');
  const plan = planFile(DRIFTED);
  await smile('--plan', plan, '--history', history, '--json');
  const [seen] = JSON.parse(readFileSync(history, 'utf8')).seen;
  const day = seen.at.slice(0, 10);
  const markdown = await smile('--plan', plan, '--history', history, '--format', 'markdown');
  expect(markdown.stdout).toContain(
    `| medium | ${STACK} | \`${VPC}\` | \`enable_dns_support\` | true | false | the code sets it | ${day} |`,
  );
  const junit = await smile('--plan', plan, '--format', 'junit');
  expect(junit.stdout).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="drift" tests="2" failures="1" skipped="0">
  <testsuite name="${STACK}" tests="2" failures="1" skipped="0">
    <testcase classname="indonesia/dev.${STACK}" name="drift">
      <failure message="1 resources changed outside">medium ${VPC} enable_dns_support: the code sets it</failure>
    </testcase>
    <testcase classname="indonesia/dev.${STACK}" name="pending"/>
  </testsuite>
</testsuites>
`);
});

describe('smile drift refuses', () => {
  test('states, and plans of stacks that the code does not have', async () => {
    const state = planFile({ version: 4, lineage: 'x', serial: 1 });
    expect(await smile('--plan', state)).toEqual({
      exitCode: 1,
      stdout: '',
      stderr: `error: stack ${STACK}: this is a state, not a plan; pass what "terraform show -json <plan file>" prints\n`,
    });
    const other = planFile({ resource_changes: [] }, 'indonesia-dev-netwrk');
    expect(await smile('--plan', other)).toEqual({
      exitCode: 1,
      stdout: '',
      stderr: `error: the code has no stack indonesia-dev-netwrk, of which there is a plan in ${other}; write <stack>=<file>, or name the environment\n`,
    });
  });
});

describe('smile drift without a cloud', () => {
  test('plans a stack that was never applied, and does not judge one that somebody applies', async () => {
    const states = folder();
    const run = () => smile('--offline', '--states', states, '--stack', '*-network', '--json');
    const first = await run();
    const { stacks, verdict } = JSON.parse(first.stdout);
    expect([first.exitCode, verdict, stacks.length]).toEqual([5, 'pending', 1]);
    expect(stacks[0].pending).toContainEqual(expect.objectContaining({ address: VPC, action: 'create' }));
    const lock = join(states, '.state', 'indonesia', 'dev', '.network.tfstate.lock.info');
    mkdirSync(join(states, '.state', 'indonesia', 'dev'), { recursive: true });
    writeFileSync(
      lock,
      '{"ID":"1","Operation":"OperationTypeApply","Who":"ani@laptop","Created":"2026-11-27T01:00:00Z"}',
    );
    const second = await run();
    expect([second.exitCode, JSON.parse(second.stdout).stacks[0].notJudged]).toEqual([
      3,
      [
        'ani@laptop holds its state since 2026-11-27T01:00:00Z (OperationTypeApply), so what differs may be half of an apply; judge it afterwards, or see docs/runbooks/broken-lock.md',
      ],
    ]);
  });
});
