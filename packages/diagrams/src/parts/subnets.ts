import type { Inventory, Resource } from '@smile/inventory';
import { asWords } from '../words.ts';
import { literal } from './values.ts';

/** A subnet with its place. */
export interface SubnetPart {
  readonly resource: Resource;
  /** As in `Public` or `EKS private`. */
  readonly tier: string;
  /** Zone id, or name where the code gives no id. */
  readonly zone: string;
  readonly cidr: string;
  /** Where its default route leads. @default - nowhere */
  readonly way?: Resource;
}

/** Subnets of an environment with tier, zone and default route. */
export function subnetsOf(inventory: Inventory, environment: string): SubnetPart[] {
  return inventory.resources({ type: 'aws_subnet', environment, mode: 'managed' }).map((resource) => {
    const zone =
      literal(resource.values, 'availability_zone_id') ??
      literal(resource.values, 'availability_zone') ??
      'unknown zone';
    return {
      resource,
      zone,
      tier: tierOf(resource, zone),
      cidr: literal(resource.values, 'cidr_block') ?? '',
      way: defaultWay(inventory, resource),
    };
  });
}

/** Subnets that a resource lies in, also by way of a subnet group. */
export function subnetsUnder(inventory: Inventory, resource: Resource): Resource[] {
  const near = inventory.references(resource);
  const groups = near.filter(({ type }) => type.endsWith('_subnet_group'));
  const found = [...near, ...groups.flatMap((group) => inventory.references(group))];
  return [...new Set(found.filter(({ type }) => type === 'aws_subnet'))];
}

function tierOf({ constructPath, name, values }: Resource, zone: string): string {
  const tag = literal((values.tags ?? {}) as Resource['values'], 'tier');
  const id =
    constructPath
      ?.split('/')
      .filter((word) => word !== 'Default')
      .at(-1) ?? name;
  return asWords(tag ?? id.replace(new RegExp(`[-_]?${zone}.*$`), ''));
}

/** Gateway that the route table of a subnet sends everything to. */
function defaultWay(inventory: Inventory, subnet: Resource): Resource | undefined {
  const tables = inventory
    .referencedBy(subnet)
    .filter(({ type }) => type === 'aws_route_table_association')
    .flatMap((association) => inventory.references(association))
    .filter(({ type }) => type === 'aws_route_table');
  const routes = tables
    .flatMap((table) => inventory.referencedBy(table))
    .filter(({ type, values }) => type === 'aws_route' && values.destination_cidr_block === '0.0.0.0/0');
  return routes
    .flatMap((route) => inventory.references(route))
    .find(({ type }) => type === 'aws_nat_gateway' || type === 'aws_internet_gateway');
}
