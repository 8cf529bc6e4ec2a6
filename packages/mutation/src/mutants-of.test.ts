import type { JsonObject } from '@smile/inventory';
import { describe, expect, test } from 'vitest';
import { describeMutant, type Mutant } from './mutant.ts';
import { mutantsOf } from './mutants-of.ts';

const only = (resource: JsonObject, more: JsonObject = {}) => [...mutantsOf({ s: { resource, ...more } })];
const told = (mutants: readonly Mutant[]) => mutants.map((mutant) => describeMutant(mutant).replace(/^s /, ''));
const bodyOf = (mutants: readonly Mutant[], text: string) =>
  mutants.find((one) => describeMutant(one).endsWith(text))?.body;

describe('the mutants of a resource', () => {
  test('leave it out, unset each argument, and get each value wrong', () => {
    const mutants = only({
      aws_vpc: { Main: { '//': { metadata: {} }, cidr_block: '10.0.0.0/16', enable_dns: true } },
    });
    expect(told(mutants)).toEqual([
      'aws_vpc.Main: left out',
      'aws_vpc.Main cidr_block: unset',
      'aws_vpc.Main cidr_block: open to the world',
      'aws_vpc.Main enable_dns: unset',
      'aws_vpc.Main enable_dns: flip',
    ]);
  });

  test('have one fault each, and everything else as it was', () => {
    const before = { aws_vpc: { Main: { cidr_block: '10.0.0.0/16', enable_dns: true } } };
    expect(bodyOf(only(before), 'cidr_block: unset')).toEqual({
      resource: { aws_vpc: { Main: { enable_dns: true } } },
    });
    expect(bodyOf(only(before), 'enable_dns: flip')).toEqual({
      resource: { aws_vpc: { Main: { cidr_block: '10.0.0.0/16', enable_dns: false } } },
    });
  });

  test('reach into blocks and lists', () => {
    const mutants = only({ aws_a: { A: { rule: [{ ports: [80, 443] }, { ports: [22] }], names: ['a', 'b'] } } });
    expect(told(mutants)).toEqual(
      expect.arrayContaining([
        'aws_a.A rule: without the last',
        'aws_a.A rule[0].ports: without the last',
        'aws_a.A rule[1].ports[0]: ten times',
        'aws_a.A names: with * added',
      ]),
    );
    expect(bodyOf(mutants, 'names: with * added')).toMatchObject({
      resource: { aws_a: { A: { names: ['a', 'b', '*'] } } },
    });
  });

  test('point references at another resource of the same type', () => {
    const group = (name: string) => ({ group_id: `\${aws_security_group.${name}.id}` });
    const mutants = only({ aws_security_group: { A: {}, B: {} }, aws_rule: { FromA: group('A') } });
    expect(bodyOf(mutants, 'another of its type')).toMatchObject({ resource: { aws_rule: { FromA: group('B') } } });
  });

  test('point outputs of another stack at another one of the same type and attribute', () => {
    const output = (name: string) =>
      `\${data.terraform_remote_state.net.outputs.cross-stack-output-aws_subnet${name}id}`;
    const mutants = only({ aws_a: { A: { subnets: [output('One'), output('Two')] } } });
    expect(bodyOf(mutants, 'another of its type')).toMatchObject({
      resource: { aws_a: { A: { subnets: [output('Two'), output('Two')] } } },
    });
  });
});

test('providers and the backend have mutants, too', () => {
  const mutants = only(
    {},
    { provider: { aws: [{ region: 'ap-southeast-3' }] }, terraform: { backend: { s3: { encrypt: true } } } },
  );
  expect(told(mutants)).toEqual(
    expect.arrayContaining(['provider.aws [0].region: another region', 'terraform.backend s3.encrypt: flip']),
  );
});
