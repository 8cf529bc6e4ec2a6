import { findRegionFacts } from '@smile/core/regions';
import type { Problem } from '../protocol/problem.ts';
import { isList, isObject, type ObjectValue, type Value } from '../protocol/value.ts';
import type { BlockSchema } from '../schema/schema.ts';
import { zoneIdOf } from '../values/aws/zones.ts';
import { conform, emptyValue } from '../values/conform.ts';
import type { Place } from '../values/filler.ts';
import { lifecyclePolicyText } from './lifecycle-policy.ts';
import { renderPolicyDocument } from './policy-document.ts';

type Reader = (config: ObjectValue, place: Place) => { readonly [attribute: string]: Value };

/** Data sources that need no cloud, or whose answer a rehearsal knows. */
const READERS: { readonly [type: string]: Reader } = {
  aws_iam_policy_document: (config) => ({ ...renderPolicyDocument(config) }),
  aws_ecr_lifecycle_policy_document: (config) => ({ json: lifecyclePolicyText(config) }),
  aws_partition: (_config, { partition }) => ({
    id: partition,
    partition,
    dns_suffix: dnsSuffix(partition),
    reverse_dns_prefix: dnsSuffix(partition).split('.').reverse().join('.'),
  }),
  aws_region: (config, place) => {
    const region = text(config.region) ?? text(config.name) ?? place.region;
    return {
      id: region,
      region,
      name: region,
      endpoint: `ec2.${region}.${dnsSuffix(place.partition)}`,
      description: findRegionFacts(region)?.name ?? region,
    };
  },
  aws_caller_identity: (_config, { account, partition }) => ({
    id: account,
    account_id: account,
    arn: `arn:${partition}:sts::${account}:assumed-role/rehearsal/rehearsal`,
    user_id: 'AROAREHEARSALREHEARSAL:rehearsal',
  }),
  aws_service_principal: (config, place) => {
    const region = text(config.region) ?? place.region;
    const service = text(config.service_name) ?? '';
    return {
      id: `${service}.${region}.amazonaws.com`,
      name: `${service}.amazonaws.com`,
      service_name: service,
      suffix: 'amazonaws.com',
      region,
    };
  },
  aws_availability_zones: (_config, { region }) => {
    const letters = ['a', 'b', 'c'];
    return {
      id: region,
      names: letters.map((letter) => `${region}${letter}`),
      // The letter-to-id mapping differs between accounts; a rehearsal has one for all.
      zone_ids: letters.map((letter) => zoneIdOf(`${region}${letter}`)),
      group_names: [region],
    };
  },
};

/** Reads a data source, or says why it cannot be read offline. */
export function readDataSource(
  type: string,
  block: BlockSchema,
  config: ObjectValue,
  place: Place,
): { readonly state: ObjectValue } | { readonly problem: Problem } {
  const reader = READERS[type];
  if (reader === undefined) {
    return {
      problem: {
        summary: `data source ${type} would call a cloud API at plan`,
        detail: `a plan must work offline; take the value from the environment or from another stack instead; allowed are ${Object.keys(READERS).sort().join(', ')}`,
      },
    };
  }
  try {
    return { state: complete(block, config, reader(config, place)) };
  } catch (error) {
    return { problem: { summary: `${type}: ${error instanceof Error ? error.message : String(error)}` } };
  }
}

// What the configuration says stays; what the reader computed is shaped to the schema; the rest is empty.
function complete(block: BlockSchema, config: ObjectValue, computed: { readonly [name: string]: Value }): ObjectValue {
  const attributes = block.attributes.map(({ name, type, computed: isComputed }): [string, Value] => {
    const given = config[name] ?? null;
    if (given !== null) return [name, given];
    const value = computed[name];
    if (value !== undefined) return [name, conform(value, type)];
    return [name, isComputed === true ? emptyValue(type) : null];
  });
  const blocks = block.blocks.map(({ name, nesting }): [string, Value] => {
    const given = config[name] ?? null;
    return [name, isList(given) || isObject(given) ? given : nesting === 'single' ? null : []];
  });
  return Object.fromEntries([...attributes, ...blocks]);
}

function dnsSuffix(partition: string): string {
  return partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
}

function text(value: Value | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
