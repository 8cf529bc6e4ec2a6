import { checkGuardrails, RULES } from '@smile/guardrails';
import { Inventory } from '@smile/inventory';
import { describe, expect, test } from 'vitest';
import { guardrailFacts } from './guardrail-facts.ts';
import { inventoryFacts } from './inventory-facts.ts';

const PRODUCTION = 'indonesia/production';

/** An environment with some resources in one stack, by type and name. */
function estateOf(resource: Readonly<Record<string, Readonly<Record<string, unknown>>>>): Inventory {
  const named = Object.entries(resource).map(([type, all]) => {
    const withPaths = Object.entries(all).map(([name, values]) => {
      const metadata = { path: `indonesia-production-clusters/${name}/Default`, uniqueId: name };
      return [name, { '//': { metadata }, ...(values as object) }];
    });
    return [type, Object.fromEntries(withPaths)];
  });
  return Inventory.fromStacks({
    'indonesia-production-clusters': {
      provider: { aws: [{ region: 'ap-southeast-3', allowed_account_ids: ['111111111111'] }] },
      terraform: { backend: { s3: { key: 'indonesia/production/clusters.tfstate' } } },
      resource: Object.fromEntries(named),
    },
  });
}

describe('what guardrails found', () => {
  const stack = (name: string) => ({
    [`indonesia-${name}-storage`]: {
      terraform: { backend: { s3: { key: `indonesia/${name}/storage.tfstate` } } },
      resource: {
        aws_ecr_repository: {
          Images: {
            '//': { metadata: { path: `indonesia-${name}-storage/Images/Default` } },
            image_tag_mutability: 'MUTABLE',
          },
        },
      },
    },
  });
  const estate = Inventory.fromStacks({ ...stack('production'), ...stack('staging') });
  const report = checkGuardrails(estate, { rules: ['CKV_AWS_51'] });

  test('is taken for the stacks of one environment, with what to do', () => {
    expect(guardrailFacts(report, ['indonesia-production-storage'])).toEqual({
      rules: 1,
      findings: [
        {
          rule: 'CKV_AWS_51',
          severity: 'high',
          status: 'failed',
          stack: 'indonesia-production-storage',
          address: 'aws_ecr_repository.Images',
          constructPath: 'indonesia-production-storage/Images/Default',
          message: 'image_tag_mutability must be IMMUTABLE or IMMUTABLE_WITH_EXCLUSION, got "MUTABLE"',
          remedy: RULES.find(({ id }) => id === 'CKV_AWS_51')?.remedy,
        },
      ],
      waiverProblems: [],
    });
  });
});

describe('the inventory', () => {
  test('lists managed resources with construct, and the most frequent types first', () => {
    const { rows, byType, byStack } = inventoryFacts(
      estateOf({
        aws_vpc: { Main: { lifecycle: { prevent_destroy: true } } },
        aws_subnet: { A: {}, B: {} },
      }),
      PRODUCTION,
    );
    expect(rows[2]).toEqual({
      layer: 'clusters',
      type: 'aws_vpc',
      address: 'aws_vpc.Main',
      construct: 'Main',
      isProtected: true,
    });
    expect(byType).toEqual([
      ['aws_subnet', 2],
      ['aws_vpc', 1],
    ]);
    expect(byStack).toEqual([['indonesia-production-clusters', 3]]);
  });

  test('holds no value of any resource, so that no secret can be on a page', () => {
    const facts = inventoryFacts(estateOf({ aws_ssm_parameter: { Token: { value: 'hunter2' } } }), PRODUCTION);
    expect(JSON.stringify(facts)).not.toContain('hunter2');
  });
});
