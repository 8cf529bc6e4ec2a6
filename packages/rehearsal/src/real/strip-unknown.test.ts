import { expect, test } from 'vitest';
import type { KnownProvider } from './known-arguments.ts';
import { stripUnknown } from './strip-unknown.ts';

/** An older version of a provider: it knows one type, two arguments, a block, and an argument that is an object. */
const OLDER: KnownProvider = {
  provider: { attributes: { region: { type: 'string' } } },
  resources: {
    aws_bucket: {
      attributes: {
        name: { type: 'string' },
        arn: { type: 'string' },
        owner: { type: ['list', ['object', { id: 'string' }]] },
      },
      block_types: { rule: { block: { attributes: { days: { type: 'number' } } } } },
    },
  },
  dataSources: {},
};

const strip = (configuration: Parameters<typeof stripUnknown>[0]) =>
  stripUnknown(configuration, new Map([['aws', OLDER]]));

test('what a version does not know is left out at any depth, and listed', () => {
  const { configuration, unknown } = strip({
    provider: { aws: [{ alias: 'other', region: 'ap-southeast-3', newer: true }] },
    resource: {
      aws_bucket: {
        A: {
          name: 'a',
          newer: 1,
          absent: null,
          lifecycle: { prevent_destroy: true },
          owner: [{ id: 'x', newer: 1 }],
          rule: [{ days: 1 }, { days: 2, newer: { deep: 1 } }],
          dynamic: { rule: { for_each: [1], content: { days: 3, newer: 4 } }, newer: { content: {} } },
        },
      },
    },
  });
  expect(configuration).toEqual({
    provider: { aws: [{ alias: 'other', region: 'ap-southeast-3' }] },
    resource: {
      aws_bucket: {
        A: {
          name: 'a',
          lifecycle: { prevent_destroy: true },
          owner: [{ id: 'x' }],
          rule: [{ days: 1 }, { days: 2 }],
          dynamic: { rule: { for_each: [1], content: { days: 3 } } },
        },
      },
    },
  });
  expect(unknown).toEqual([
    { kind: 'argument', address: 'aws_bucket.A', path: 'newer' },
    { kind: 'argument', address: 'aws_bucket.A', path: 'owner.newer' },
    { kind: 'argument', address: 'aws_bucket.A', path: 'rule.newer' },
    { kind: 'argument', address: 'aws_bucket.A', path: 'rule.newer' },
    { kind: 'argument', address: 'aws_bucket.A', path: 'newer' },
    { kind: 'argument', address: 'provider.aws', path: 'newer' },
  ]);
});

test('what refers to a type or attribute that is not known gets an unknown value', () => {
  const { configuration, unknown } = strip({
    resource: {
      aws_new: { B: { name: 'b' } },
      aws_bucket: {
        A: { name: '${aws_new.B.id}-logs', depends_on: ['aws_new.B', 'aws_bucket.C'] },
        C: { name: '${aws_bucket.A.arn}${aws_bucket.A.colour}' },
        D: { name: '${aws_bucket.A.arn}' },
      },
      other_thing: { E: { whatever: '${aws_new.B.id}' } },
    },
    output: { id: { value: '${aws_new.B.id}' } },
  });
  const placeholder = '${terraform_data.SmileUnknown.output}';
  expect(configuration).toEqual({
    resource: {
      aws_bucket: {
        A: { name: placeholder, depends_on: ['aws_bucket.C'] },
        C: { name: placeholder },
        D: { name: '${aws_bucket.A.arn}' },
      },
      other_thing: { E: { whatever: placeholder } },
      terraform_data: {
        SmileUnknownSeed: {},
        SmileUnknown: { input: '${terraform_data.SmileUnknownSeed.id}' },
      },
    },
    output: { id: { value: placeholder } },
  });
  expect(unknown).toEqual([
    { kind: 'type', address: 'aws_new.B', path: 'aws_new' },
    { kind: 'attribute', address: 'aws_bucket.A', path: 'colour' },
  ]);
});

test('a configuration that is known as a whole stays as it is', () => {
  const known = { terraform: { x: 1 }, resource: { aws_bucket: { A: { name: 'a' } }, other_thing: { B: { c: 1 } } } };
  expect(strip(known)).toEqual({ configuration: known, unknown: [] });
});
