import { Inventory, type Resource } from '@smile/inventory';
import { describe, expect, test } from 'vitest';
import { mirror } from './mirror.ts';

/** Resources of a stack, one for each type and name. */
function parts(stack: string, names: readonly string[]): readonly Resource[] {
  const resource: Record<string, Record<string, object>> = {};
  for (const one of names) {
    const [type = '', name = ''] = one.split('.');
    resource[type] = { ...resource[type], [name]: {} };
  }
  return Inventory.fromStacks({ [stack]: { resource } }).resources();
}

const compare = (copy: readonly string[], original: readonly string[], layer = 'network') =>
  mirror(parts(`indonesia-staging-${layer}`, copy), parts(`indonesia-production-${layer}`, original));

describe('staging mirrors production (ENV-STG)', () => {
  test('with the same parts, whatever their hash and zone', () => {
    const found = compare(
      ['aws_nat_gateway.Vpc_Nat_Gateway-apse3-az1_0A5E2FB2', 'aws_vpc.Vpc'],
      [
        'aws_nat_gateway.Vpc_Nat_Gateway-apse3-az1_0A5E2FB2',
        'aws_nat_gateway.Vpc_Nat_Gateway-apse3-az2_EFF14C8C',
        'aws_vpc.Vpc',
      ],
    );
    expect(found).toEqual({ common: 2, missing: [], added: [] });
  });

  test('names what is missing and what is added', () => {
    expect(compare(['aws_vpc.Vpc', 'aws_eip.Extra'], ['aws_vpc.Vpc', 'aws_flow_log.FlowLogs'])).toEqual({
      common: 1,
      missing: ['network/aws_flow_log.FlowLogs'],
      added: ['network/aws_eip.Extra'],
    });
  });

  test('takes equal addresses of two stacks for two parts', () => {
    const copy = parts('indonesia-staging-storage', ['aws_kms_key.Key']);
    const original = parts('indonesia-production-access', ['aws_kms_key.Key']);
    expect(mirror(copy, original)).toEqual({
      common: 0,
      missing: ['access/aws_kms_key.Key'],
      added: ['storage/aws_kms_key.Key'],
    });
  });

  test('the Cloudflare zone and the names of Jenkins included: each environment has its own', () => {
    const found = compare(
      ['cloudflare_dns_record.Web_Hosts_Jenkins_11111111'],
      ['cloudflare_zone_setting.ZoneSettings_Ssl_33333333', 'cloudflare_dns_record.CaaRecords_Reports_55555555'],
      'edge',
    );
    expect(found).toEqual({
      common: 0,
      missing: ['edge/cloudflare_dns_record.CaaRecords_Reports', 'edge/cloudflare_zone_setting.ZoneSettings_Ssl'],
      added: ['edge/cloudflare_dns_record.Web_Hosts_Jenkins'],
    });
  });

  test('but for the roles through which production deploys shared (CI-JENKINS)', () => {
    const found = compare(
      [],
      [
        'aws_iam_role.Roles_DeploysShared_0604D6CA',
        'aws_iam_role_policy.Roles_DeploysShared_Policy_0E9611A2',
        'aws_eks_pod_identity_association.Jenkins_ApplyShared_11111111',
        'aws_eks_pod_identity_association.Jenkins_Apply_22222222',
      ],
      'clusters',
    );
    expect(found.missing).toEqual(['clusters/aws_eks_pod_identity_association.Jenkins_Apply']);
  });
});
