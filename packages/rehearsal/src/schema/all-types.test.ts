import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { bindingPackage, folderOfType, PROVIDER_NAMES, type ProviderName } from './binding-package.ts';
import { deriveProviderSchema, listTypes } from './derive-provider-schema.ts';
import { readEmbeddedSource } from './embedded-source.ts';
import type { AttributeSchema, BlockSchema, CtyType, NestedBlockSchema, ProviderSchema } from './schema.ts';
import { readAwsFlags } from './sensitive-attributes.ts';

/** What the pinned bindings have; change them together with the versions in the catalog. */
const EXPECTED = {
  aws: { version: '6.25.0', resources: 1581, dataSources: 630 },
  kubernetes: { version: '2.38.0', resources: 82, dataSources: 26 },
  helm: { version: '3.1.1', resources: 1, dataSources: 1 },
  cloudflare: { version: '5.14.0', resources: 208, dataSources: 350 },
} as const satisfies Record<ProviderName, object>;

const schemas = new Map<ProviderName, ProviderSchema>();
/** Deriving all of AWS takes about a second, so each provider is derived once for all tests here. */
function schemaOf(provider: ProviderName): ProviderSchema {
  const schema = schemas.get(provider) ?? deriveProviderSchema(provider, listTypes(provider));
  schemas.set(provider, schema);
  return schema;
}

/** Attributes and blocks by path, as in `vpc_config.subnet_ids`. */
function membersByPath(block: BlockSchema, prefix = ''): Map<string, AttributeSchema | NestedBlockSchema> {
  return new Map([
    ...block.attributes.map((attribute) => [prefix + attribute.name, attribute] as const),
    ...block.blocks.flatMap((nested) => [
      [prefix + nested.name, nested] as const,
      ...membersByPath(nested.block, `${prefix}${nested.name}.`),
    ]),
  ]);
}

describe.each(PROVIDER_NAMES)('every type of %s', (provider) => {
  test('can be derived', () => {
    const { version, resources, dataSources } = schemaOf(provider);
    expect({ version, resources: resources.size, dataSources: dataSources.size }).toEqual(EXPECTED[provider]);
  });

  test('keeps the rules that Terraform checks when it loads a schema', () => {
    const { provider: configuration, resources, dataSources } = schemaOf(provider);
    const problems = [['provider', configuration] as const, ...resources, ...dataSources].flatMap(([type, block]) =>
      schemaProblems(block).map((problem) => `${type}: ${problem}`),
    );
    expect(problems).toEqual([]);
  });

  test('has exactly the arguments that its bindings write', () => {
    const { resources, dataSources } = schemaOf(provider);
    const differing = (['resource', 'dataSource'] as const).flatMap((kind) =>
      [...(kind === 'resource' ? resources : dataSources)].filter(([type, block]) => {
        const settable = block.attributes.filter(({ required, optional }) => required || optional);
        const derived = [...settable, ...block.blocks].map(({ name }) => name).sort();
        return (
          derived.join() !==
          writtenArguments(provider, folderOfType(provider, kind, type))
            .sort()
            .join()
        );
      }),
    );
    expect(differing.map(([type]) => type)).toEqual([]);
  });
});

describe('compared with the flags that AWS provider 5.100.0 reports', () => {
  const resources = () => schemaOf('aws').resources;
  const known = () => Object.entries(readAwsFlags()).filter(([type]) => resources().has(type));

  test('optional and computed attributes agree, but for what changed since', () => {
    const rows = known().flatMap(([type, flags]) => {
      const members = membersByPath(resources().get(type) ?? { attributes: [], blocks: [] });
      const reported = new Set(flags.optionalComputed);
      const added = [...members.keys()].filter((path) => !reported.has(path) && verdictOn(members, path) === 'agrees');
      return [
        ...[...reported].map((path) => ({ type, path, verdict: verdictOn(members, path) })),
        ...added.map((path) => ({ type, path, verdict: path === 'region' ? 'new: region' : 'new: other' })),
      ];
    });
    const pathsOf = (verdict: string) =>
      rows.filter((row) => row.verdict === verdict).map(({ type, path }) => `${type}.${path}`);
    const counts = Object.fromEntries(
      ['agrees', 'differs', 'in dynamic', 'gone', 'new: region', 'new: other'].map((name) => [
        name,
        pathsOf(name).length,
      ]),
    );
    console.log('optional and computed: reported by AWS provider 5.100.0, against derived from the bindings of 6.25.0');
    console.table(counts);

    // 5.100.0 has no `region` argument. `in dynamic` are the trees that the bindings call `any`: WAF statements and
    // QuickSight definitions. The lists below are what version 6 made computed only, required, optional only, or removed.
    expect(counts).toEqual({
      agrees: 4361,
      differs: 9,
      'in dynamic': 860,
      gone: 11,
      'new: region': 1343,
      'new: other': 151,
    });
    expect(pathsOf('differs')).toEqual([
      'aws_cloudfront_response_headers_policy.etag',
      'aws_guardduty_organization_configuration.auto_enable_organization_members',
      'aws_instance.user_data',
      'aws_redshift_cluster.cluster_public_key',
      'aws_redshift_cluster.cluster_revision_number',
      'aws_redshift_cluster.endpoint',
      'aws_s3_bucket_lifecycle_configuration.rule.noncurrent_version_expiration.newer_noncurrent_versions',
      'aws_s3_bucket_lifecycle_configuration.rule.noncurrent_version_transition.newer_noncurrent_versions',
      'aws_spot_instance_request.user_data',
    ]);
    expect(pathsOf('gone')).toEqual([
      'aws_batch_compute_environment.compute_environment_name',
      'aws_batch_compute_environment.compute_environment_name_prefix',
      'aws_eip.vpc',
      'aws_flow_log.log_group_name',
      'aws_guardduty_organization_configuration.auto_enable',
      'aws_instance.cpu_core_count',
      'aws_instance.cpu_threads_per_core',
      'aws_redshift_cluster.logging.bucket_name',
      'aws_redshift_cluster.logging.s3_key_prefix',
      'aws_spot_instance_request.cpu_core_count',
      'aws_spot_instance_request.cpu_threads_per_core',
    ]);
  });

  test('every secret and every write-only attribute is flagged', () => {
    const unflagged = known().flatMap(([type, flags]) => {
      const members = membersByPath(resources().get(type) ?? { attributes: [], blocks: [] });
      const lacks = (path: string, flag: 'sensitive' | 'writeOnly') => {
        const member = members.get(path);
        return member === undefined || 'block' in member || member[flag] !== true;
      };
      return [
        ...(flags.sensitive ?? []).filter((path) => lacks(path, 'sensitive')),
        ...(flags.writeOnly ?? []).filter((path) => lacks(path, 'writeOnly')),
      ].map((path) => `${type}.${path}`);
    });
    expect(unflagged).toEqual([]);
  });
});

function verdictOn(members: ReadonlyMap<string, AttributeSchema | NestedBlockSchema>, path: string): string {
  const member = members.get(path);
  if (member !== undefined) return 'optional' in member && member.optional && member.computed ? 'agrees' : 'differs';
  const steps = path.split('.');
  const parents = steps.map((_, index) => members.get(steps.slice(0, index).join('.')));
  return parents.some((parent) => parent !== undefined && 'type' in parent && parent.type === 'dynamic')
    ? 'in dynamic'
    : 'gone';
}

/** Names that a binding class writes to its resource, read from the table for HCL output. */
function writtenArguments(provider: ProviderName, folder: string): string[] {
  const { text } = readEmbeddedSource(join(bindingPackage(provider).folder, folder, 'index.js'), folder);
  const table = text.slice(text.indexOf('protected synthesizeHclAttributes()'));
  return [...table.matchAll(/^ {6}(\w+): \{$/gm)].map(([, name = '']) => name);
}

/** What Terraform's `InternalValidate` refuses (internal/configs/configschema/internal_validate.go in 1.11). */
function schemaProblems(block: BlockSchema): string[] {
  const names = [...block.attributes, ...block.blocks].map(({ name }) => name);
  const attributeProblems = block.attributes.flatMap(({ name, required, optional, computed, writeOnly, type }) => [
    ...(required === true && (optional === true || computed === true)
      ? [`${name} is required and something else`]
      : []),
    ...(required !== true && optional !== true && computed !== true ? [`${name} can neither be set nor read`] : []),
    ...(writeOnly === true && computed === true ? [`${name} is write-only and computed`] : []),
    ...(hasMixedCollection(type) ? [`${name} is a collection of values of any type`] : []),
  ]);
  const blockProblems = block.blocks.flatMap(({ name, nesting, minItems = 0, maxItems = 0, block: nested }) => [
    ...(nesting === 'single' && minItems !== maxItems ? [`${name} is single and its limits differ`] : []),
    ...(nesting === 'map' && minItems + maxItems > 0 ? [`${name} is a map and has limits`] : []),
    ...(nesting === 'set' && [...membersByPath(nested).values()].some(isDynamicAttribute)
      ? [`${name} is a set and holds any type`]
      : []),
    ...schemaProblems(nested).map((problem) => `${name}.${problem}`),
  ]);
  return [
    ...names.filter((name) => !/^[a-z0-9_]+$/.test(name)).map((name) => `${name} is not a valid name`),
    ...names.filter((name, index) => names.indexOf(name) !== index).map((name) => `${name} occurs twice`),
    ...attributeProblems,
    ...blockProblems,
  ];
}

function isDynamicAttribute(member: AttributeSchema | NestedBlockSchema): boolean {
  return 'type' in member && member.type === 'dynamic';
}

function hasMixedCollection(type: CtyType): boolean {
  if (typeof type === 'string') return false;
  if (type[0] === 'object') return Object.values(type[1]).some(hasMixedCollection);
  if (type[0] === 'tuple') return type[1].some(hasMixedCollection);
  return JSON.stringify(type[1]).includes('"dynamic"');
}
