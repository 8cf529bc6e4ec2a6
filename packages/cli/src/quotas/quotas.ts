import type { Inventory, Resource } from '@smile/inventory';

/** A quota of an account in its region, and what an environment asks of it. */
export interface Quota {
  /** As in `L-1216C47A`. */
  readonly code: string;
  /** As Service Quotas calls the service. */
  readonly service: string;
  readonly name: string;
  /** What a new account has. */
  readonly initially: number;
  /** Where AWS says so. */
  readonly source: string;
  /** The most that one place needs, with the place. */
  readonly demand: (inventory: Inventory, environment: string) => Demand;
}

/** How much of something is needed, and what by. */
interface Demand {
  readonly amount: number;
  readonly of: string;
}

const GUIDE = 'https://docs.aws.amazon.com/general/latest/gr';
const VPC = 'https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html';

/** Quotas that a first apply meets. A new account has the least of virtual machines; AWS raises that with use, or when asked. */
export const QUOTAS: readonly Quota[] = [
  {
    code: 'L-1216C47A',
    service: 'ec2',
    name: 'Running On-Demand Standard (A, C, D, H, I, M, R, T, Z) instances, vCPUs',
    initially: 5,
    source: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-on-demand-instances.html',
    demand: (inventory, environment) => {
      const hosts = all(inventory, environment, 'aws_instance').map(({ values }) => vcpusOf(values.instance_type));
      const nodes = all(inventory, environment, 'aws_eks_node_group').map((group) => vcpusOfGroup(inventory, group));
      return {
        amount: sum([...hosts, ...nodes]),
        of: 'hosts, and node groups at their largest with one node more for updates',
      };
    },
  },
  {
    code: 'L-0263D0A3',
    service: 'ec2',
    name: 'EC2-VPC Elastic IPs',
    initially: 5,
    source: `${GUIDE}/ec2-service.html`,
    demand: counted('aws_eip'),
  },
  {
    code: 'L-FE5A380F',
    service: 'vpc',
    name: 'NAT gateways per Availability Zone',
    initially: 5,
    source: VPC,
    demand: perValue('aws_nat_gateway', 'subnet_id'),
  },
  {
    code: 'L-0EA8095F',
    service: 'vpc',
    name: 'Inbound or outbound rules per security group',
    initially: 60,
    source: VPC,
    demand: (inventory, environment) =>
      largest(['ingress', 'egress'].flatMap((direction) => rulesByGroup(inventory, environment, direction))),
  },
  {
    code: 'L-7B6409FD',
    service: 'rds',
    name: 'DB instances',
    initially: 40,
    source: `${GUIDE}/rds-service.html`,
    demand: counted('aws_db_instance'),
  },
  {
    code: 'L-7ADDB58A',
    service: 'rds',
    name: 'Total storage for all DB instances, GB',
    initially: 100_000,
    source: `${GUIDE}/rds-service.html`,
    demand: (inventory, environment) => ({
      amount: sum(
        all(inventory, environment, 'aws_db_instance').map(
          ({ values }) =>
            Number(values.max_allocated_storage ?? values.allocated_storage ?? 0) * (values.multi_az === true ? 2 : 1),
        ),
      ),
      of: 'databases grown to their most, standbys included',
    }),
  },
  {
    code: 'L-FE177D64',
    service: 'iam',
    name: 'Roles per account',
    initially: 1000,
    source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html',
    demand: counted('aws_iam_role'),
  },
];

function all(inventory: Inventory, environment: string, type: string): readonly Resource[] {
  return inventory.resources({ environment: [environment], type, mode: 'managed' });
}

function counted(type: string): Quota['demand'] {
  return (inventory, environment) => ({ amount: all(inventory, environment, type).length, of: type });
}

/** Most resources that share the value of an argument: a reference is the same text wherever it is written. */
function perValue(type: string, argument: string): Quota['demand'] {
  return (inventory, environment) => {
    const counts = new Map<string, number>();
    for (const { values } of all(inventory, environment, type)) {
      const value = String(values[argument]);
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    return largest([...counts].map(([of, amount]) => ({ of, amount })));
  };
}

/** Rules by group. A rule on a prefix list counts as many as the list may have entries. */
function rulesByGroup(inventory: Inventory, environment: string, direction: string): Demand[] {
  const counts = new Map<string, number>();
  for (const rule of all(inventory, environment, `aws_vpc_security_group_${direction}_rule`)) {
    const [group] = inventory.referencesAt(rule, 'security_group_id');
    const [list] = inventory.referencesAt(rule, 'prefix_list_id');
    const place = group?.address ?? String(rule.values.security_group_id);
    counts.set(place, (counts.get(place) ?? 0) + Number(list?.values.max_entries ?? 1));
  }
  return [...counts].map(([of, amount]) => ({ of: `${of}, ${direction}`, amount }));
}

function vcpusOfGroup(inventory: Inventory, group: Resource): number {
  const { instance_types: types, scaling_config: scaling } = group.values;
  const template = inventory.referencesAt(group, 'launch_template')[0];
  const type = Array.isArray(types) ? types[0] : template?.values.instance_type;
  const sizes = [scaling].flat()[0];
  const most = typeof sizes === 'object' && sizes !== null && 'max_size' in sizes ? Number(sizes.max_size) : 0;
  return most === 0 ? 0 : (most + 1) * vcpusOf(type);
}

/**
 * Virtual processors of an instance type: in current families two up to `large`, four for `xlarge`, and as many more as its
 * multiplier says; one for a `medium` that has no burst. https://docs.aws.amazon.com/ec2/latest/instancetypes
 *
 * @throws Error for a size of another form, since a demand must not be too small.
 */
export function vcpusOf(type: unknown): number {
  const [family = '', size = ''] = String(type).split('.');
  if (size === 'medium' && !family.startsWith('t')) return 1;
  if (['nano', 'micro', 'small', 'medium', 'large'].includes(size)) return 2;
  const multiplier = /^(\d*)xlarge$/.exec(size)?.[1];
  if (multiplier === undefined) throw new Error(`how many virtual processors has ${String(type)}? add its size here`);
  return 4 * Number(multiplier === '' ? 1 : multiplier);
}

function largest(demands: readonly Demand[]): Demand {
  return demands.toSorted((one, other) => other.amount - one.amount)[0] ?? { amount: 0, of: 'nothing' };
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
