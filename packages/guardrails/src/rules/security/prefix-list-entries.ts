import { CLOUDFLARE_RANGES } from '../../data/cloudflare-ranges.ts';
import { each } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

/** An organisation's own addresses are no more than these. */
const WIDEST = { ipv4: 20, ipv6: 48 };

export const prefixListEntries: Rule = {
  id: 'SMILE_PREFIX_LIST_ENTRIES',
  family: 'security',
  severity: 'high',
  title: 'Prefix lists hold ranges of Cloudflare, or addresses of an office, and no more',
  what: 'Entries of an `aws_ec2_managed_prefix_list` called …cloudflare… are those that Cloudflare publishes, all of one family; entries of any other are /20 or narrower (/48 for IPv6), and of no private range.',
  why: 'A list is named by rules of every load balancer: one wide entry opens all of them, and no rule looks different.',
  remedy: 'Run pnpm refresh-cloudflare-ranges, or give the addresses of the office.',
  source: 'https://developers.cloudflare.com/fundamentals/concepts/cloudflare-ip-addresses/',
  check: each('aws_ec2_managed_prefix_list', (list) => {
    const entries = list.blocks('entry').flatMap((entry) => entry.text('cidr') ?? []);
    const isCloudflare = /cloudflare/i.test(list.text('name') ?? '');
    const family = list.text('address_family');
    if (isCloudflare) {
      const wanted = CLOUDFLARE_RANGES.filter((one) => one.includes(':') === (family === 'IPv6'));
      const missing = wanted.filter((one) => !entries.includes(one));
      return [
        ...entries
          .filter((one) => !CLOUDFLARE_RANGES.includes(one))
          .map((one) => `entry must be a range that Cloudflare publishes, got ${one}`),
        ...(missing.length === 0 || entries.length === 0
          ? []
          : [`must hold every range of Cloudflare, got none of ${missing.join(', ')}`]),
      ];
    }
    return entries.flatMap((cidr) => {
      const length = Number(cidr.split('/')[1]);
      const isWide = length < (cidr.includes(':') ? WIDEST.ipv6 : WIDEST.ipv4);
      return isWide
        ? [`entry must be /${cidr.includes(':') ? WIDEST.ipv6 : WIDEST.ipv4} or narrower, got ${cidr}`]
        : [];
    });
  }),
};
