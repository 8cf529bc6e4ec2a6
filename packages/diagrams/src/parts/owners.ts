import type { Inventory, Resource } from '@smile/inventory';
import { DESCRIBED_TYPES } from './describe.ts';

/** What a security group is attached to: the resources that people think of when they read its name. */
export function ownersOf(inventory: Inventory, group: Resource): Resource[] {
  if (group.type !== 'aws_security_group') return [group];
  const near = inventory.referencedBy(group);
  const templates = near.filter(({ type }) => type === 'aws_launch_template');
  const found = [...near, ...templates.flatMap((template) => inventory.referencedBy(template))];
  return [...new Set(found)].filter(({ type }) => DESCRIBED_TYPES.includes(type) || type === 'aws_vpc_endpoint');
}
