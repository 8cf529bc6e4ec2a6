import { describe, expect, test } from 'vitest';
import { deriveProviderSchema, listTypes } from './derive-provider-schema.ts';
import type { AttributeSchema, BlockSchema, NestedBlockSchema } from './schema.ts';

function resource(type: string): BlockSchema {
  return found(
    deriveProviderSchema(providerOf(type), { resources: [type], dataSources: [] }).resources.get(type),
    type,
  );
}

function dataSource(type: string): BlockSchema {
  return found(
    deriveProviderSchema(providerOf(type), { resources: [], dataSources: [type] }).dataSources.get(type),
    type,
  );
}

function providerOf(type: string): 'aws' | 'kubernetes' | 'helm' | 'cloudflare' {
  return type.split('_')[0] as 'aws' | 'kubernetes' | 'helm' | 'cloudflare';
}

function attribute(block: BlockSchema, name: string): AttributeSchema {
  return found(
    block.attributes.find((candidate) => candidate.name === name),
    name,
  );
}

function nested(block: BlockSchema, ...path: string[]): NestedBlockSchema {
  const [name = '', ...rest] = path;
  const child = found(
    block.blocks.find((candidate) => candidate.name === name),
    name,
  );
  return rest.length === 0 ? child : nested(child.block, ...rest);
}

function found<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new Error(`${name} is missing`);
  return value;
}

/** Nesting and limits of a block, as in `list 1..1`; `*` means no limit. */
function occurs({ nesting, minItems = 0, maxItems = 0 }: NestedBlockSchema): string {
  return `${nesting} ${minItems}..${maxItems === 0 ? '*' : maxItems}`;
}

describe('arguments and attributes', () => {
  test('a required, an optional, a computed, and an optional and computed one are told apart', () => {
    const subnet = resource('aws_subnet');
    expect(attribute(subnet, 'vpc_id')).toEqual({ name: 'vpc_id', type: 'string', required: true });
    expect(attribute(subnet, 'map_public_ip_on_launch')).toEqual({
      name: 'map_public_ip_on_launch',
      type: 'bool',
      optional: true,
    });
    expect(attribute(subnet, 'arn')).toEqual({ name: 'arn', type: 'string', computed: true });
    expect(attribute(subnet, 'availability_zone')).toEqual({
      name: 'availability_zone',
      type: 'string',
      optional: true,
      computed: true,
    });
  });

  test('what every AWS resource has is optional and computed', () => {
    const vpc = resource('aws_vpc');
    for (const name of ['id', 'region', 'tags_all']) {
      expect(attribute(vpc, name)).toMatchObject({ optional: true, computed: true });
    }
    expect(attribute(vpc, 'tags')).toEqual({ name: 'tags', type: ['map', 'string'], optional: true });
  });

  test('meta-arguments are left out', () => {
    const metaArguments = ['count', 'for_each', 'depends_on', 'lifecycle', 'provider', 'connection', 'provisioner'];
    const { attributes, blocks } = resource('aws_instance');
    const names = [...attributes, ...blocks].map(({ name }) => name);
    expect(names.filter((name) => metaArguments.includes(name))).toEqual([]);
  });

  test('a set of strings is not a list', () => {
    expect(attribute(resource('aws_vpc_endpoint'), 'subnet_ids').type).toEqual(['set', 'string']);
    expect(attribute(resource('aws_db_instance'), 'domain_dns_ips').type).toEqual(['list', 'string']);
  });

  test('secrets and write-only arguments are flagged', () => {
    const database = resource('aws_db_instance');
    expect(attribute(database, 'password')).toMatchObject({ sensitive: true });
    expect(attribute(database, 'password_wo')).toEqual({
      name: 'password_wo',
      type: 'string',
      optional: true,
      sensitive: true,
      writeOnly: true,
    });
    expect(attribute(resource('kubernetes_secret_v1'), 'data')).toMatchObject({ sensitive: true });
    expect(attribute(resource('kubernetes_secret_v1'), 'data_wo')).toMatchObject({
      type: ['map', 'string'],
      writeOnly: true,
    });
  });

  test('a computed structure is an attribute that references can index', () => {
    const cluster = resource('aws_eks_cluster');
    expect(attribute(cluster, 'certificate_authority')).toEqual({
      name: 'certificate_authority',
      type: ['list', ['object', { data: 'string' }]],
      computed: true,
    });
    expect(attribute(resource('helm_release'), 'metadata').type).toMatchObject([
      'object',
      { notes: 'string', revision: 'number' },
    ]);
  });

  test('a name that is reserved in TypeScript keeps its name in Terraform', () => {
    const rule = ['from_port', 'self', 'to_port'];
    expect(attribute(resource('aws_security_group'), 'ingress')).toMatchObject({
      type: ['set', ['object', Object.fromEntries(rule.map((name) => [name, name === 'self' ? 'bool' : 'number']))]],
      optional: true,
      computed: true,
    });
    expect(attribute(resource('aws_vpc_security_group_ingress_rule'), 'security_group_id')).toMatchObject({
      required: true,
    });
  });
});

describe('blocks', () => {
  test('a block that references address with [0] is a list of at most one', () => {
    expect(occurs(nested(resource('aws_flow_log'), 'destination_options'))).toBe('list 0..1');
    expect(occurs(nested(resource('aws_eks_cluster'), 'vpc_config'))).toBe('list 1..1');
    expect(occurs(nested(resource('kubernetes_namespace_v1'), 'metadata'))).toBe('list 1..1');
    const vpcConfig = nested(resource('aws_eks_cluster'), 'vpc_config').block;
    expect(attribute(vpcConfig, 'cluster_security_group_id')).toMatchObject({ type: 'string', computed: true });
  });

  test('a block that references address without an index is single', () => {
    expect(nested(resource('aws_vpc_endpoint'), 'timeouts')).toMatchObject({
      nesting: 'single',
      minItems: 0,
      maxItems: 0,
    });
    expect(nested(resource('cloudflare_dns_record'), 'data')).toMatchObject({ nesting: 'single' });
  });

  test('sets and lists are told apart at every depth', () => {
    const document = dataSource('aws_iam_policy_document');
    expect(occurs(nested(document, 'statement'))).toBe('list 0..*');
    expect(occurs(nested(document, 'statement', 'principals'))).toBe('set 0..*');
    expect(attribute(nested(document, 'statement', 'condition').block, 'values')).toEqual({
      name: 'values',
      type: ['list', 'string'],
      required: true,
    });
    expect(occurs(nested(resource('aws_s3_bucket_lifecycle_configuration'), 'rule', 'filter', 'and'))).toBe(
      'list 0..*',
    );
    expect(occurs(nested(resource('aws_s3_bucket_lifecycle_configuration'), 'rule', 'transition'))).toBe('set 0..*');
    expect(occurs(nested(resource('aws_lb_listener'), 'default_action'))).toBe('list 1..*');
  });

  test('a large type whose structures are in files of their own is complete', () => {
    const container = nested(resource('kubernetes_deployment_v1'), 'spec', 'template', 'spec', 'container').block;
    expect(attribute(container, 'image')).toMatchObject({ type: 'string', optional: true });
  });

  test('nested attributes of Cloudflare and Helm are blocks, so that keys may be left out', () => {
    expect(occurs(nested(resource('cloudflare_ruleset'), 'rules'))).toBe('list 0..*');
    expect(nested(resource('cloudflare_ruleset'), 'rules', 'action_parameters', 'response').nesting).toBe('single');
    expect(occurs(nested(resource('helm_release'), 'set'))).toBe('list 0..*');
  });

  test('a write-only nested attribute is one value of any type, because a block cannot be write-only', () => {
    expect(attribute(resource('helm_release'), 'set_wo')).toEqual({
      name: 'set_wo',
      type: 'dynamic',
      optional: true,
      writeOnly: true,
    });
    expect(nested(dataSource('helm_template'), 'set_wo').nesting).toBe('list');
  });

  test('a set block with a value of any type in it is a list, because Terraform refuses the set', () => {
    const rule = nested(resource('aws_wafv2_web_acl'), 'rule');
    expect(rule.nesting).toBe('list');
    expect(attribute(rule.block, 'statement')).toEqual({ name: 'statement', type: 'dynamic', optional: true });
    expect(nested(rule.block, 'visibility_config').nesting).toBe('list');
  });
});

describe('the provider itself', () => {
  test('names its source and version', () => {
    expect(deriveProviderSchema('aws', { resources: [], dataSources: [] })).toMatchObject({
      name: 'aws',
      source: 'hashicorp/aws',
      version: '6.25.0',
    });
  });

  test('has its configuration block, without alias', () => {
    const { provider } = deriveProviderSchema('aws', { resources: [], dataSources: [] });
    expect(attribute(provider, 'region')).toEqual({ name: 'region', type: 'string', optional: true });
    expect(attribute(provider, 'allowed_account_ids').type).toEqual(['set', 'string']);
    expect(provider.attributes.map(({ name }) => name)).not.toContain('alias');
    expect(attribute(nested(provider, 'default_tags').block, 'tags').type).toEqual(['map', 'string']);
  });

  test('has nested blocks at every depth, with what they require', () => {
    const { provider } = deriveProviderSchema('helm', { resources: [], dataSources: [] });
    expect(occurs(nested(provider, 'kubernetes', 'exec'))).toBe('list 0..1');
    expect(attribute(nested(provider, 'kubernetes', 'exec').block, 'command')).toMatchObject({ required: true });
    expect(attribute(nested(provider, 'registries').block, 'url')).toMatchObject({ required: true });
  });
});

describe('types that the bindings do not have', () => {
  test('are all named, with the nearest names that exist', () => {
    const usage = { resources: ['aws_vpc', 'aws_subent', 'aws_provider'], dataSources: ['aws_regoin'] };
    expect(() => deriveProviderSchema('aws', usage)).toThrow(
      new Error(
        [
          'unknown resource type aws_subent: @cdktf/provider-aws 21.22.1 (hashicorp/aws 6.25.0) does not have it; did you mean aws_subnet?',
          'unknown resource type aws_provider: @cdktf/provider-aws 21.22.1 (hashicorp/aws 6.25.0) does not have it; did you mean aws_route, aws_iam_user?',
          'unknown data source type aws_regoin: @cdktf/provider-aws 21.22.1 (hashicorp/aws 6.25.0) does not have it; did you mean aws_region, aws_regions?',
        ].join('\n'),
      ),
    );
  });

  test('are told from types of the other kind', () => {
    const usage = { resources: ['aws_iam_policy_document'], dataSources: [] };
    expect(() => deriveProviderSchema('aws', usage)).toThrow(
      new Error(
        'unknown resource type aws_iam_policy_document: @cdktf/provider-aws 21.22.1 (hashicorp/aws 6.25.0) does not have it; it has a data source of that name',
      ),
    );
  });

  test('listTypes names all types of a provider', () => {
    expect(listTypes('helm')).toEqual({ resources: ['helm_release'], dataSources: ['helm_template'] });
  });
});
