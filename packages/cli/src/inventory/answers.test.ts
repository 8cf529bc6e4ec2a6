import { Inventory } from '@smile/inventory';
import { describe, expect, test } from 'vitest';
import { reachesAnswer } from './answers.ts';

/** One stack with one resource of each type, in no security group. */
function withTypes(...types: readonly string[]): Inventory {
  const resources = types.map((type) => ({
    mode: 'managed',
    type,
    name: 'It',
    provider: 'provider["registry.terraform.io/hashicorp/aws"]',
    instances: [{ schema_version: 0, attributes: { id: 'x' } }],
  }));
  const json = { version: 4, terraform_version: '1.11.4', serial: 1, lineage: 'x', outputs: {}, resources };
  return Inventory.fromState({ stack: 'one', json });
}

// Services that have no security group at all, a type of each kind, and a group that nothing may enter.
describe('who reaches what no security group judges', () => {
  test.each([
    'aws_s3_bucket',
    'aws_kms_key',
    'aws_sns_topic',
    'aws_secretsmanager_secret',
    'aws_iam_role',
    'aws_subnet',
    'aws_route53_zone',
    'aws_lb_target_group',
    'aws_apigatewayv2_api',
    'cloudflare_dns_record',
    'helm_release',
    'aws_vpc_security_group_ingress_rule',
    'aws_something_new',
    'aws_instance',
  ])('is not "none" for %s', (type) => {
    const inventory = withTypes(type);
    const [resource] = inventory.resources();
    if (resource === undefined) throw new Error(`no ${type} in the state`);
    expect(reachesAnswer(inventory, resource)).toMatchObject({
      rows: [],
      notJudged: expect.stringMatching(
        new RegExp(`^${type}\\.It is not judged by security groups, since it is in none; .+`),
      ),
    });
  });

  test('is nobody for a security group without a rule, which was judged', () => {
    const inventory = withTypes('aws_security_group');
    const [group] = inventory.resources();
    if (group === undefined) throw new Error('no group in the state');
    const { rows, notJudged } = reachesAnswer(inventory, group);
    expect({ rows, notJudged }).toEqual({ rows: [], notJudged: undefined });
  });
});
