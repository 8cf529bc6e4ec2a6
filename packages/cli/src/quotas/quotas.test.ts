import { Inventory } from '@smile/inventory';
import { describe, expect, test } from 'vitest';
import { checkQuotas } from './check-quotas.ts';
import { QUOTAS, vcpusOf } from './quotas.ts';

const ENVIRONMENT = 'indonesia/dev';

type Resources = Readonly<Record<string, Readonly<Record<string, object>>>>;

/** A stack of an environment as cdktf writes it. */
function withResources(resource: Resources): Inventory {
  const backend = { s3: { bucket: 'b', key: `${ENVIRONMENT}/network.tfstate` } };
  return Inventory.fromStacks({ one: { terraform: { backend }, resource } });
}

/** What the environment needs of a quota, and by what. */
function demandOf(code: string, resources: Resources) {
  const quota = QUOTAS.find((one) => one.code === code);
  if (quota === undefined) throw new Error(`no quota ${code}`);
  return quota.demand(withResources(resources), ENVIRONMENT);
}

const many = (count: number, value: object) =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`R${i}`, value]));

describe('what an environment needs', () => {
  test('is virtual processors of hosts, and of groups at their largest with a node more', () => {
    const group = (max: number, type: string) => ({ instance_types: [type], scaling_config: { max_size: max } });
    const { amount } = demandOf('L-1216C47A', {
      aws_instance: { Bastion: { instance_type: 't3.small' } },
      aws_eks_node_group: { App: group(10, 'm6g.2xlarge'), Idle: group(0, 'm6g.large') },
    });
    // 2 + (10 + 1) x 8
    expect(amount).toBe(90);
  });

  test('is rules of the fullest security group, with each prefix list at its weight', () => {
    const group = '${aws_security_group.Web.id}';
    const demand = demandOf('L-0EA8095F', {
      aws_security_group: { Web: {}, Other: {} },
      aws_ec2_managed_prefix_list: { Cloudflare: { max_entries: 20 } },
      aws_vpc_security_group_ingress_rule: {
        Https: { security_group_id: group, prefix_list_id: '${aws_ec2_managed_prefix_list.Cloudflare.id}' },
        Http: { security_group_id: group, prefix_list_id: '${aws_ec2_managed_prefix_list.Cloudflare.id}' },
        Check: { security_group_id: group, cidr_ipv4: '10.0.0.0/16' },
        Other: { security_group_id: '${aws_security_group.Other.id}', cidr_ipv4: '10.0.0.0/16' },
      },
      aws_vpc_security_group_egress_rule: many(30, { security_group_id: group, cidr_ipv4: '10.0.0.0/16' }),
    });
    expect(demand).toEqual({ amount: 41, of: 'aws_security_group.Web, ingress' });
  });

  test('is storage of databases at their most, standbys included', () => {
    const { amount } = demandOf('L-7ADDB58A', {
      aws_db_instance: {
        Main: { allocated_storage: 500, max_allocated_storage: 2000, multi_az: true },
        Wms: { allocated_storage: 100, multi_az: false },
      },
    });
    expect(amount).toBe(4100);
  });

  test('is NAT gateways of one subnet, not of all', () => {
    const inSubnet = (name: string) => ({ subnet_id: `\${aws_subnet.${name}.id}` });
    expect(demandOf('L-FE5A380F', { aws_nat_gateway: { A: inSubnet('A'), B: inSubnet('B') } }).amount).toBe(1);
  });
});

test('what a new account would refuse is told, with the commands that read and raise it', () => {
  const inventory = withResources({ aws_eip: many(6, {}), aws_iam_role: many(3, {}) });
  const results = checkQuotas(inventory, ENVIRONMENT, 'ap-southeast-3');
  expect(results.filter(({ status }) => status !== 'ok')).toEqual([
    {
      name: 'indonesia/dev: ec2 L-0263D0A3',
      status: 'warn',
      found: '6 needed, 5 in a new account: EC2-VPC Elastic IPs (aws_eip)',
      remedy:
        'see what the account has: aws service-quotas get-service-quota --region ap-southeast-3 --service-code ec2 --quota-code L-0263D0A3 --query Quota.Value\nask for more: aws service-quotas request-service-quota-increase --region ap-southeast-3 --service-code ec2 --quota-code L-0263D0A3 --desired-value 6',
    },
  ]);
  expect(results.find(({ name }) => name.endsWith('L-FE177D64'))?.found).toBe('3 of 1000: Roles per account');
});

// https://docs.aws.amazon.com/ec2/latest/instancetypes: gp.html, so.html
test.each([
  ['m6g.2xlarge', 8],
  ['m6g.xlarge', 4],
  ['m6g.large', 2],
  ['m6g.medium', 1],
  ['d3en.2xlarge', 8],
  ['t3.small', 2],
  ['t3.2xlarge', 8],
  ['i3en.24xlarge', 96],
])('%s has %i virtual processors', (type, expected) => {
  expect(vcpusOf(type)).toBe(expected);
});

test('a size of another form is not guessed', () => {
  expect(() => vcpusOf('m5.metal')).toThrow('how many virtual processors has m5.metal? add its size here');
});

test('every quota has its code, a number and a page of AWS', () => {
  for (const { code, initially, source } of QUOTAS) {
    expect({ code, initially, source }).toEqual({
      code: expect.stringMatching(/^L-[0-9A-F]{8}$/),
      initially: expect.any(Number),
      source: expect.stringMatching(/^https:\/\/docs\.aws\.amazon\.com\//),
    });
  }
});
