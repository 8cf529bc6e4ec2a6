import { Inventory } from '@smile/inventory';
import { describe, expect, test } from 'vitest';
import { checkGuardrails, hasPassed, waiverProblems } from './check-guardrails.ts';
import { RULES } from './rules.ts';

const AT = new Date('2026-11-25T12:00:00Z');
const WAIVER = {
  rule: 'CKV_AWS_51',
  reason: 'a test moves its tags',
  owner: 'platform',
  expires: '2027-06-30',
  at: 'registry/Images',
};

/** A stack with one repository whose tags can move, which breaks CKV_AWS_51. */
function registry(...waivers: readonly object[]): Inventory {
  const repository = { '//': { metadata: { path: 'registry/Images/Default' } }, image_tag_mutability: 'MUTABLE' };
  return Inventory.fromStacks({
    registry: { '//': { waivers }, resource: { aws_ecr_repository: { Images: repository } } },
  });
}

const only = (inventory: Inventory, at: Date = AT) => checkGuardrails(inventory, { at, rules: ['CKV_AWS_51'] });

describe('a finding', () => {
  test('names the rule, the resource, what was found and what is allowed', () => {
    const [finding] = only(registry()).findings;
    expect(finding).toMatchObject({
      rule: { id: 'CKV_AWS_51' },
      severity: 'high',
      status: 'failed',
      resource: { stack: 'registry', address: 'aws_ecr_repository.Images', constructPath: 'registry/Images/Default' },
      message: 'image_tag_mutability must be IMMUTABLE or IMMUTABLE_WITH_EXCLUSION, got "MUTABLE"',
    });
    expect(hasPassed(only(registry()))).toBe(false);
  });

  test('comes before those of lower severity, and failures before warnings', () => {
    const inventory = Inventory.fromStacks({
      s: {
        resource: {
          aws_elasticache_replication_group: { Redis: { engine: 'redis', engine_version: '6.2' } },
          aws_instance: { Host: {} },
        },
      },
    });
    const weights = checkGuardrails(inventory, { at: AT }).findings.map(
      ({ status, severity }) => `${status} ${severity}`,
    );
    expect([...new Set(weights)]).toEqual(['failed high', 'failed medium', 'failed low', 'warned high']);
  });
});

describe('a waiver', () => {
  test('lets what is at its construct or below break the rule, until its last day', () => {
    for (const at of ['registry', 'registry/Images', 'registry/Images/Default']) {
      const report = only(registry({ ...WAIVER, at }), new Date('2027-06-30T23:59:59Z'));
      expect(report.findings).toMatchObject([{ status: 'waived', waiver: { at } }]);
      expect(hasPassed(report)).toBe(true);
    }
  });

  test('fails when it has expired, and so does what it covered', () => {
    const report = only(registry(WAIVER), new Date('2027-07-01T00:00:00Z'));
    expect(report.findings).toMatchObject([{ status: 'failed', waiver: { expires: '2027-06-30' } }]);
    expect(report.expiredWaivers.map(({ message }) => message)).toEqual([
      'waiver of CKV_AWS_51 on registry/Images expired on 2027-06-30; mend what it allows, or ask platform to renew it',
    ]);
    expect(hasPassed(report)).toBe(false);
  });

  test('does not expire where no day is given', () => {
    const report = checkGuardrails(registry({ ...WAIVER, expires: '2020-01-01' }), { rules: ['CKV_AWS_51'] });
    expect(report.findings).toMatchObject([{ status: 'waived' }]);
    expect(hasPassed(report)).toBe(true);
  });

  test('fails when nothing at its construct breaks the rule', () => {
    const report = only(registry(WAIVER, { ...WAIVER, at: 'registry/Other' }));
    expect(waiverProblems(report).map(({ message }) => message)).toEqual([
      'waiver of CKV_AWS_51 on registry/Other is not needed: nothing there breaks the rule; remove it',
    ]);
    expect(hasPassed(report)).toBe(false);
  });

  test('is not called unneeded when its rule was not asked, or cannot be judged from what was read', () => {
    const mirror = { ...WAIVER, rule: 'SMILE_MIRROR_TYPES' };
    expect(checkGuardrails(registry(WAIVER, mirror), { at: AT }).unusedWaivers).toEqual([]);
    expect(
      checkGuardrails(registry({ ...WAIVER, rule: 'CKV_AWS_16' }), { rules: ['CKV_AWS_51'] }).unusedWaivers,
    ).toEqual([]);
  });

  describe('of a rule that compares staging with production', () => {
    const stack = (environment: string, resources: object, waivers: readonly object[] = []) => ({
      '//': { waivers },
      terraform: { backend: { s3: { key: `${environment}/edge.tfstate` } } },
      resource: resources,
    });
    const zoneWide = {
      cloudflare_ruleset: { Rules: { '//': { metadata: { path: 'edge/Rules/Default' } } } },
    };
    const waiver = { ...WAIVER, rule: 'SMILE_MIRROR_TYPES', at: 'edge/Rules' };
    const unneeded = (stacks: Readonly<Record<string, object>>) =>
      checkGuardrails(Inventory.fromStacks(stacks), { at: AT, rules: ['SMILE_MIRROR_TYPES'] }).unusedWaivers.map(
        ({ stack: name }) => name,
      );
    const pair = {
      'utopia-production-edge': stack('utopia/production', {}),
      'utopia-staging-edge': stack('utopia/staging', {}),
    };

    test('is neither needed nor unneeded in a country with only production, whatever other countries have', () => {
      const alone = stack('new-atlantis/production', zoneWide, [waiver]);
      expect(unneeded({ 'new-atlantis-production-edge': alone, ...pair })).toEqual([]);
    });

    test('is unneeded where staging has the same', () => {
      const both = {
        'utopia-production-edge': stack('utopia/production', zoneWide, [waiver]),
        'utopia-staging-edge': stack('utopia/staging', zoneWide),
      };
      expect(unneeded(both)).toEqual(['utopia-production-edge']);
    });

    test('is needed where staging lacks it', () => {
      expect(unneeded({ ...pair, 'utopia-production-edge': stack('utopia/production', zoneWide, [waiver]) })).toEqual(
        [],
      );
    });
  });

  test('fails when it names no rule, with the one that was probably meant', () => {
    const report = only(registry(WAIVER, { ...WAIVER, rule: 'CKV_AWS_510' }));
    expect(report.unknownWaivers.map(({ message }) => message)).toEqual([
      'waiver on registry/Images: no rule CKV_AWS_510; did you mean CKV_AWS_51?',
    ]);
    expect(hasPassed(report)).toBe(false);
  });

  test('counts for a plan and a state that are completed from the code, where none is called unneeded', () => {
    const values = { image_tag_mutability: 'MUTABLE' };
    const resource = { mode: 'managed', type: 'aws_ecr_repository', name: 'Images' };
    const state = Inventory.fromState({
      stack: 'registry',
      json: { version: 4, resources: [{ ...resource, instances: [{ attributes: values }] }] },
    });
    const report = only(state.completedFrom(registry(WAIVER, { ...WAIVER, rule: 'CKV_AWS_136' })));
    expect(report.findings).toMatchObject([{ status: 'waived' }]);
    expect(report.unusedWaivers).toEqual([]);
    expect(only(state).findings).toMatchObject([{ status: 'failed' }]);
  });
});

describe('a report', () => {
  test('judges every rule of one environment but the comparison of two', () => {
    const report = checkGuardrails(registry(), { at: AT });
    expect(report.checked).toEqual(RULES);
    expect(report.rules).toBe(RULES.length - report.notJudged.length);
    expect(report.notJudged.map(({ id }) => id)).toEqual(['SMILE_MIRROR_ADDRESSES', 'SMILE_MIRROR_TYPES']);
  });

  test('lists types that no rule knows, unless only some rules were asked', () => {
    const tables = Inventory.fromStacks({
      example: {
        resource: { aws_dynamodb_table: { Stock: { name: 'stock' }, Asset: { name: 'asset' } }, aws_vpc: { Main: {} } },
      },
    });
    expect(checkGuardrails(tables, { at: AT }).unjudgedTypes).toEqual([
      { type: 'aws_dynamodb_table', count: 2, example: 'example aws_dynamodb_table.Asset' },
    ]);
    expect(checkGuardrails(tables, { at: AT, rules: ['CKV_AWS_58'] }).unjudgedTypes).toEqual([]);
  });

  test('ignores what a plan deletes', () => {
    const change = { actions: ['delete'], before: { image_tag_mutability: 'MUTABLE' }, after: null };
    const entry = {
      address: 'aws_ecr_repository.Images',
      mode: 'managed',
      type: 'aws_ecr_repository',
      name: 'Images',
      change,
    };
    const plan = Inventory.fromPlan({
      stack: 'registry',
      json: { format_version: '1.2', resource_changes: [entry], configuration: {} },
    });
    expect(only(plan).findings).toEqual([]);
  });

  test('is refused for a rule that does not exist', () => {
    expect(() => checkGuardrails(registry(), { rules: ['CKV_AWS_5', 'SMILE_BUCKET_TSL'] })).toThrow(
      'guardrails: 2 problems\n  - no rule CKV_AWS_5; did you mean CKV_AWS_58?\n  - no rule SMILE_BUCKET_TSL; did you mean SMILE_BUCKET_TLS?',
    );
  });
});

describe('end of support (GUARDRAILS)', () => {
  const redis = Inventory.fromStacks({
    s: { resource: { aws_elasticache_replication_group: { Redis: { engine: 'redis', engine_version: '6.2' } } } },
  });
  const judged = (day: string) =>
    checkGuardrails(redis, { at: new Date(day), rules: ['SMILE_LIFECYCLE_REDIS'] }).findings.map(
      ({ status, message }) => `${status}: ${message}`,
    );

  test.each([
    ['2026-08-03', []],
    ['2026-08-04', ['warned: Redis on ElastiCache 6.2 leaves standard support on 2027-01-31, in 180 days']],
    ['2027-01-31', ['warned: Redis on ElastiCache 6.2 leaves standard support on 2027-01-31, in 0 days']],
    ['2027-03-01', ['warned: Redis on ElastiCache 6.2 left standard support on 2027-01-31, 29 days ago']],
    ['2027-03-02', ['warned: Redis on ElastiCache 6.2 left standard support on 2027-01-31, 30 days ago']],
    ['2027-03-03', ['failed: Redis on ElastiCache 6.2 left standard support on 2027-01-31, 31 days ago']],
  ])('on %s: %j', (day, messages) => {
    expect(judged(day)).toEqual(messages);
  });

  // https://docs.aws.amazon.com/linux/al2023/ug/release-cadence.html: after standard support, two years with security updates.
  test.each([
    ['2027-09-01', []],
    ['2029-06-30', ['warned: Amazon Linux 2023 leaves maintenance with security updates on 2029-06-30, in 0 days']],
    ['2029-08-01', ['failed: Amazon Linux 2023 left maintenance with security updates on 2029-06-30, 32 days ago']],
  ])('maintenance that costs nothing is support, on %s: %j', (day, messages) => {
    const nodes = Inventory.fromStacks({
      s: { resource: { aws_eks_node_group: { App: { ami_type: 'AL2023_ARM_64_STANDARD' } } } },
    });
    const report = checkGuardrails(nodes, { at: new Date(day), rules: ['SMILE_LIFECYCLE_IMAGES'] });
    expect(report.findings.map(({ status, message }) => `${status}: ${message}`)).toEqual(messages);
  });
});
