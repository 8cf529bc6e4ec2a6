import { Inventory } from '@smile/inventory';
import { describe, expect, test } from 'vitest';
import { SIZES } from './amendments.ts';
import { checkRequirements, requirementsElsewhere } from './check-requirements.ts';

const PRODUCTION = { id: 'indonesia/production', stage: 'production' } as const;
const STAGING = { id: 'indonesia/staging', stage: 'staging' } as const;

const backend = (environment: string) => ({
  terraform: { backend: { s3: { bucket: `states-${environment}`, key: `${environment}/databases.tfstate` } } },
});

const redis = (values: object) => ({ resource: { aws_elasticache_replication_group: { Redis: values } } });

/** The databases of production, with nothing but Redis. */
const withRedis = (values: object) =>
  Inventory.fromStacks({ 'indonesia-production-databases': { ...backend(PRODUCTION.id), ...redis(values) } });

const asked = (inventory: Inventory, environments: readonly (typeof PRODUCTION | typeof STAGING)[] = [PRODUCTION]) =>
  checkRequirements(inventory, { environments, ids: ['APP-REDIS'] })[0];

/** What the owner asks for today: an amendment changes it, and not what is tested here. */
const NODE = SIZES.of('APP-REDIS', 'node_type', 'cache.m5.xlarge');

const SOUND = { engine: 'redis', engine_version: '6.2', node_type: NODE, replication_group_id: 'redis' };

describe('a requirement', () => {
  test('is met by evidence with what was expected and what was found', () => {
    const site = { stack: 'indonesia-production-databases', address: 'aws_elasticache_replication_group.Redis' };
    expect(asked(withRedis(SOUND))).toMatchObject({
      id: 'APP-REDIS',
      section: 'Application',
      status: 'met',
      environments: ['indonesia/production'],
      problems: [],
      evidence: [
        { ...site, expected: 'Redis', found: 'redis', needs: 'this' },
        { ...site, expected: 'engine redis', found: 'redis', path: 'engine' },
        { ...site, expected: 'engine_version 6.2', found: '6.2', path: 'engine_version' },
        { ...site, expected: `node_type ${NODE}`, found: NODE, path: 'node_type' },
      ],
    });
  });

  test('is unmet with the place, what was expected and what was found', () => {
    expect(asked(withRedis({ ...SOUND, node_type: 'cache.t4g.small' }))).toMatchObject({
      status: 'unmet',
      problems: [
        `indonesia-production-databases aws_elasticache_replication_group.Redis: expected node_type ${NODE}, found cache.t4g.small`,
      ],
    });
  });

  test('is unmet when nothing is there', () => {
    const empty = Inventory.fromStacks({ 'indonesia-production-databases': backend(PRODUCTION.id) });
    expect(asked(empty)?.problems).toEqual(['indonesia/production: expected 1 × Redis, found none']);
  });

  test('is unmet when there are several, and names them', () => {
    const two = Inventory.fromStacks({
      'indonesia-production-databases': {
        ...backend(PRODUCTION.id),
        resource: { aws_elasticache_replication_group: { A: SOUND, B: { ...SOUND, replication_group_id: 'other' } } },
      },
    });
    expect(asked(two)?.problems).toEqual(['indonesia/production: expected 1 × Redis, found 2 (redis, other)']);
  });

  test('takes its sizes from the requirement in production, and any size elsewhere', () => {
    const small = { ...SOUND, node_type: 'cache.t4g.small' };
    const staging = Inventory.fromStacks({
      'indonesia-staging-databases': { ...backend(STAGING.id), ...redis(small) },
    });
    expect(asked(staging, [STAGING])?.status).toBe('met');
    const { node_type, ...without } = small;
    const sizeless = Inventory.fromStacks({
      'indonesia-staging-databases': { ...backend(STAGING.id), ...redis(without) },
    });
    expect(asked(sizeless, [STAGING])?.problems).toEqual([
      "indonesia-staging-databases aws_elasticache_replication_group.Redis: expected node_type, of the environment's own size, found nothing",
    ]);
  });

  test('is asked of every environment that it is about, and of no other', () => {
    const both = Inventory.fromStacks({
      'indonesia-production-databases': { ...backend(PRODUCTION.id), ...redis(SOUND) },
      'indonesia-staging-databases': backend(STAGING.id),
    });
    expect(asked(both, [PRODUCTION])?.status).toBe('met');
    expect(asked(both, [PRODUCTION, STAGING])).toMatchObject({
      status: 'unmet',
      environments: ['indonesia/production', 'indonesia/staging'],
    });
  });

  test('has no result where it is about none of the environments', () => {
    const ids = checkRequirements(withRedis(SOUND), { environments: [PRODUCTION] }).map(({ id }) => id);
    expect(ids).not.toContain('ACC-GIT');
    expect(requirementsElsewhere([PRODUCTION]).map(({ id }) => id)).toEqual([
      'ENV-DEV',
      'ENV-STG',
      'ACC-GIT',
      'CI-GITLAB',
    ]);
  });

  test('is open with the reason while a part is not built, and says what is there', () => {
    const group = {
      node_group_name: 'smile-prd-data-etl',
      labels: { 'smile/role': 'etl' },
      instance_types: ['t3.2xlarge'],
      scaling_config: { min_size: 1, max_size: 1, desired_size: 1 },
      launch_template: { id: '${aws_launch_template.Etl.id}' },
    };
    const template = { block_device_mappings: [{ device_name: '/dev/xvda', ebs: { volume_size: 250 } }] };
    const inventory = Inventory.fromStacks({
      'indonesia-production-clusters': {
        ...backend(PRODUCTION.id),
        resource: { aws_eks_node_group: { Etl: group }, aws_launch_template: { Etl: template } },
      },
    });
    const [found] = checkRequirements(inventory, { environments: [PRODUCTION], ids: ['DAT-PENTAHO'] });
    expect(found).toMatchObject({
      status: 'open',
      reason:
        'partly met; Pentaho: not deployed until its licence is answered in the values of the environment: releases from 10 on may not be used in production without one',
    });
    expect(found?.evidence.length).toBeGreaterThan(0);
  });

  test('is open where the source cannot tell', () => {
    const results = checkRequirements(withRedis(SOUND), { environments: [PRODUCTION], ids: ['USE-TEST'] });
    expect(results[0]).toMatchObject({ status: 'open', reason: 'nothing is known of the repository' });
  });
});

describe('a plan', () => {
  const planned = (change: object) =>
    Inventory.fromPlan({
      stack: 'indonesia-production-databases',
      json: {
        format_version: '1.2',
        configuration: { root_module: {} },
        resource_changes: [
          {
            address: 'aws_elasticache_replication_group.Redis',
            mode: 'managed',
            type: 'aws_elasticache_replication_group',
            name: 'Redis',
            change,
          },
        ],
      },
    });
  const tags_all = { country: 'indonesia', environment: 'production' };

  test('is judged by what will be', () => {
    const created = { actions: ['create'], before: null, after: { ...SOUND, tags_all }, after_unknown: { arn: true } };
    expect(asked(planned(created))?.status).toBe('met');
  });

  test('that deletes something is judged without it', () => {
    const deleted = { actions: ['delete'], before: { ...SOUND, tags_all }, after: null };
    expect(asked(planned(deleted))?.problems).toEqual(['indonesia/production: expected 1 × Redis, found none']);
  });

  test('that does not tell a value yet leaves the requirement open', () => {
    const { node_type, ...rest } = SOUND;
    const unknown = {
      actions: ['create'],
      before: null,
      after: { ...rest, tags_all },
      after_unknown: { node_type: true },
    };
    expect(asked(planned(unknown))).toMatchObject({
      status: 'open',
      reason:
        'indonesia-production-databases aws_elasticache_replication_group.Redis: node_type is known only after apply',
    });
  });
});

describe('staging mirrors production (ENV-STG)', () => {
  const record = (environment: string, names: readonly string[], waivers: readonly object[] = []) => ({
    '//': { waivers },
    terraform: { backend: { s3: { key: `${environment}/edge.tfstate` } } },
    resource: {
      cloudflare_dns_record: Object.fromEntries(
        names.map((name) => [name, { '//': { metadata: { path: `edge/Hosts/${name}` } } }]),
      ),
    },
  });
  const waiver = { reason: 'a demonstration', owner: 'platform', expires: '2027-06-30', at: 'edge/Hosts/Demo' };
  const mirrored = (waivers: readonly object[]) => {
    const inventory = Inventory.fromStacks({
      'indonesia-production-edge': record(PRODUCTION.id, ['App']),
      'indonesia-staging-edge': record(STAGING.id, ['App', 'Demo'], waivers),
    });
    const [result] = checkRequirements(inventory, { environments: [STAGING], ids: ['ENV-STG'] });
    return result?.problems.filter((problem) => problem.includes('Demo'));
  };

  test('but for what a construct waives, which is where the guardrails look, too', () => {
    expect(mirrored([{ ...waiver, rule: 'SMILE_MIRROR_ADDRESSES' }])).toEqual([]);
    expect(mirrored([])).toEqual([
      'estate: indonesia/production lacks cloudflare_dns_record.Demo of indonesia-staging-edge, which indonesia/staging has',
    ]);
    expect(mirrored([{ ...waiver, rule: 'SMILE_MIRROR_TYPES' }])).toHaveLength(1);
  });
});
