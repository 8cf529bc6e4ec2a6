import type { Inventory, Resource } from '@smile/inventory';
import { counted } from '../words.ts';
import { nameOf } from './identity.ts';
import { blocks, literal } from './values.ts';

/** AWS keeps IPv4 and IPv6 in lists of their own; people think of the two as one. */
const FAMILY = / IPv[46]$/;

/** Lists of addresses of one construct, IPv4 first. */
export function listsWith(inventory: Inventory, list: Resource): Resource[] {
  const name = listName(list);
  return inventory
    .resources({ type: 'aws_ec2_managed_prefix_list', stack: list.stack, mode: 'managed' })
    .filter((other) => listName(other) === name);
}

/** What the addresses are, as in `Cloudflare ranges`. */
export function listName(list: Resource): string {
  return nameOf(list).replace(FAMILY, '');
}

/** How many ranges there are of each family, as in `15 IPv4 ranges`. */
export function rangeCounts(lists: readonly Resource[]): string[] {
  return lists.map(({ values }) =>
    counted(blocks(values, 'entry').length, `${literal(values, 'address_family') ?? 'address'} range`),
  );
}
