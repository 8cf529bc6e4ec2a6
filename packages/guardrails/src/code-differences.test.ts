import { Inventory, type JsonObject } from '@smile/inventory';
import { describe, expect, test } from 'vitest';
import { checkGuardrails } from './check-guardrails.ts';

const STACK = 'indonesia-dev-network';
const metadata = { '//': { metadata: { environment: 'indonesia/dev', layer: 'network' } } };
const CODE: JsonObject = {
  ...metadata,
  resource: {
    aws_vpc: { Main: { cidr_block: '10.2.0.0/16', enable_dns_support: true, tags: { Name: 'smile-dev-vpc' } } },
    aws_subnet: { One: { vpc_id: '${aws_vpc.Main.id}', cidr_block: '10.2.0.0/24' } },
    aws_sqs_queue: { Jobs: { name: 'jobs', policy: '{"Version":"2012-10-17","Statement":[]}' } },
    aws_security_group: { Open: { ingress: { from_port: 443, cidr_blocks: ['10.2.0.0/16'] } } },
  },
};

// As `terraform show -json` prints it: https://developer.hashicorp.com/terraform/internals/json-format
const values: Readonly<Record<string, JsonObject>> = {
  'aws_vpc.Main': {
    id: 'vpc-1',
    cidr_block: '10.2.0.0/16',
    enable_dns_support: true,
    instance_tenancy: 'default',
    tags: { Name: 'smile-dev-vpc' },
  },
  'aws_subnet.One': { id: 'subnet-1', vpc_id: 'vpc-1', cidr_block: '10.2.0.0/24' },
  'aws_sqs_queue.Jobs': { name: 'jobs', policy: '{"Statement":[],"Version":"2012-10-17"}' },
  'aws_security_group.Open': { ingress: [{ from_port: 443, cidr_blocks: ['10.2.0.0/16'], description: '' }] },
};

function stateOf(all: Readonly<Record<string, JsonObject>>): Inventory {
  const resources = Object.entries(all).map(([address, of]) => {
    const [type = '', name = ''] = address.split('.');
    return { address, mode: 'managed', type, name, values: of, provider_name: 'registry.terraform.io/hashicorp/aws' };
  });
  const json = { format_version: '1.0', terraform_version: '1.11.4', values: { root_module: { resources } } };
  return Inventory.fromState([{ stack: STACK, json }]);
}

const code = Inventory.fromStacks({ [STACK]: CODE });
const differences = (all: Readonly<Record<string, JsonObject>>) =>
  checkGuardrails(stateOf(all).completedFrom(code), { code })
    .findings.filter(({ rule }) => rule.id === 'SMILE_CODE_DIFFERENCE')
    .map(({ resource, message }) => `${resource.address} ${message}`);
const changed = (address: string, of: JsonObject) => ({ ...values, [address]: { ...values[address], ...of } });

test('a state that has what the code says differs in nothing: not by what the provider fills in, lists around blocks, or documents written anew', () => {
  expect(differences(values)).toEqual([]);
});

describe('is told', () => {
  test.each([
    [
      changed('aws_vpc.Main', { enable_dns_support: false }),
      'aws_vpc.Main enable_dns_support is true in the code, got false',
    ],
    [
      changed('aws_vpc.Main', { tags: { Name: 'smile-dev-vpc', by: 'hand' } }),
      'aws_vpc.Main tags is {"Name":"smile-dev-vpc"} in the code, got {"Name":"smile-dev-vpc","by":"hand"}',
    ],
    // A state knows everything: what is empty there was taken away.
    [
      changed('aws_subnet.One', { vpc_id: null }),
      'aws_subnet.One vpc_id is "${aws_vpc.Main.id}" in the code, got null',
    ],
    [
      changed('aws_subnet.One', { vpc_id: 'vpc-2' }),
      'aws_subnet.One vpc_id is "${aws_vpc.Main.id}" in the code, got "vpc-2"',
    ],
    [
      changed('aws_sqs_queue.Jobs', { policy: '{"Version":"2012-10-17","Statement":["all"]}' }),
      'aws_sqs_queue.Jobs policy is "{\\"Version\\":\\"2012-10-17\\",\\"Statement\\":[]}" in the code, got "{\\"Version\\":\\"2012-10-17\\",\\"Statement\\":[\\"all\\"]}"',
    ],
    [
      changed('aws_security_group.Open', { ingress: [{ from_port: 443, cidr_blocks: ['0.0.0.0/0'] }] }),
      'aws_security_group.Open ingress is {"from_port":443,"cidr_blocks":["10.2.0.0/16"]} in the code, got [{"from_port":443,"cidr_blocks":["0.0.0.0/0"]}]',
    ],
  ])('an argument that somebody changed: %j', (state, expected) => {
    expect(differences(state)).toEqual([expected]);
  });

  test('a resource that only one side has', () => {
    const { 'aws_subnet.One': subnet, ...others } = values;
    expect(subnet).toBeDefined();
    expect(differences(others)).toEqual(['aws_subnet.One is in the code and not in the state']);
    expect(differences({ ...values, 'aws_vpc.Other': { id: 'vpc-9' } })).toEqual([
      'aws_vpc.Other is in the state and not in the code',
    ]);
  });
});

test('code alone is compared with nothing, and single rules are asked alone', () => {
  expect(checkGuardrails(code, { code }).findings.map(({ rule }) => rule.id)).not.toContain('SMILE_CODE_DIFFERENCE');
  const state = stateOf(changed('aws_vpc.Main', { enable_dns_support: false })).completedFrom(code);
  expect(checkGuardrails(state, { code, rules: ['CKV_AWS_51'] }).findings).toEqual([]);
});
