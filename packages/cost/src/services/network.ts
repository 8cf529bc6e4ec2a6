import { type Inventory, type Resource, textsAt } from '@smile/inventory';
import { type Charge, HOURS_PER_MONTH, type Pricer } from '../charge.ts';
import { blocks, literal } from '../read-values.ts';

const VPC = 'VPC';
const ELB = 'Elastic Load Balancing';

/** Gateways for NAT. */
export const natGateways: Pricer = {
  types: ['aws_nat_gateway'],
  charges: (_, { prices }) => [
    { service: VPC, what: 'NAT gateways', quantity: HOURS_PER_MONTH, price: prices.find('vpc/nat-gateway') },
  ],
};

/** Public addresses, in use or idle. https://aws.amazon.com/vpc/pricing */
export const addresses: Pricer = {
  types: ['aws_eip'],
  charges: (_, { prices }) => [
    { service: VPC, what: 'public addresses', quantity: HOURS_PER_MONTH, price: prices.find('vpc/public-address') },
  ],
};

/** Interface endpoints, for each subnet; gateway endpoints cost nothing. https://aws.amazon.com/privatelink/pricing */
export const endpoints: Pricer = {
  types: ['aws_vpc_endpoint'],
  charges: (resource, { inventory, prices }): readonly Charge[] => {
    const type = literal(resource.values, 'vpc_endpoint_type') ?? 'Gateway';
    if (type === 'Gateway') return [];
    if (type !== 'Interface') {
      return [{ service: VPC, what: `${type} endpoints`, count: 1, why: 'no price was found' }];
    }
    const zones = subnetsIn(inventory, resource, 'subnet_ids');
    if (zones === 0) return [{ service: VPC, what: 'interface endpoints', count: 1, why: 'its zones are not known' }];
    const price = prices.find('vpc/interface-endpoint');
    return [{ service: VPC, what: 'interface endpoints by zone', quantity: zones * HOURS_PER_MONTH, price }];
  },
};

/** Load balancers with their capacity units, and an address in each public subnet. */
export const loadBalancers: Pricer = {
  types: ['aws_lb', 'aws_alb'],
  charges: (resource, { inventory, prices, use }): readonly Charge[] => {
    const { values } = resource;
    const type = literal(values, 'load_balancer_type') ?? 'application';
    const isPublic = literal(values, 'internal') !== 'true';
    const subnets = subnetsIn(inventory, resource, 'subnets') + blocks(values, 'subnet_mapping').length;
    return [
      { service: ELB, what: `${type} load balancers`, quantity: HOURS_PER_MONTH, price: prices.find(`elb/${type}`) },
      {
        service: ELB,
        what: `capacity units of ${type} load balancers`,
        quantity: use('loadBalancerCapacityUnits') * HOURS_PER_MONTH,
        uses: 'loadBalancerCapacityUnits',
        price: prices.find(`elb/${type}-capacity`),
      },
      ...(isPublic && type === 'application'
        ? [
            {
              service: VPC,
              what: 'public addresses',
              quantity: subnets * HOURS_PER_MONTH,
              price: prices.find('vpc/public-address'),
            },
          ]
        : []),
    ];
  },
};

/** Subnets that an argument names. A plan does not know the ids of those that it makes, but which they are. */
function subnetsIn(inventory: Inventory, resource: Resource, argument: string): number {
  const written = textsAt(resource.values, argument).length;
  return written > 0 ? written : inventory.referencesAt(resource, argument).length;
}
