import { type HostWord, hostOfLabel } from '@smile/core';
import { oncePer, type Resource } from '@smile/inventory';
import type { RuleContext } from '../rule.ts';
import { Block } from './block.ts';
import { companionsOf, targetsOf } from './links.ts';

/** Blocks wider than these are no office. */
const WIDEST = { ipv4: 8, ipv6: 29 };

/** Who gets to a load balancer, and what it serves. */
export interface EntranceFacts {
  readonly balancer: Resource;
  /** Names and patterns of its listener rules, each with its rule. */
  readonly hosts: readonly { readonly pattern: string; readonly rule: Resource }[];
  /** Why not only operators get to it; empty where only they do. */
  readonly strangers: readonly string[];
  /** Whether some prefix list of Cloudflare's gets to it. */
  readonly admitsCloudflare: boolean;
}

/** Every load balancer with what it serves and whom it lets in. */
export const entrancesOf = oncePer((context: RuleContext): readonly EntranceFacts[] =>
  context.resources('aws_lb').map((balancer) => {
    const lists = listsInto(context, balancer);
    return {
      balancer,
      hosts: hostsOf(context, balancer),
      strangers: lists.flatMap(({ why }) => why ?? []),
      admitsCloudflare: lists.some(({ isCloudflare }) => isCloudflare),
    };
  }),
);

/** What a host is for; one that is on no list is for nobody known. Previews have the words of visitors' hosts before a hyphen, as in `app-*`. */
export function purposeOf(name: string): HostWord | undefined {
  return hostOfLabel(name.replace(/^([a-z-]+)-\*\./, '$1.'));
}

/** Whether a name, which may begin with `*` or hold `?`, covers a host. Source: ELB guide, "Host conditions". */
export function covers(pattern: string, host: string): boolean {
  if (!/[*?]/.test(pattern)) return pattern.toLowerCase() === host.toLowerCase();
  const expression = compiled.get(pattern) ?? expressionOf(pattern);
  compiled.set(pattern, expression);
  return expression.test(host);
}

const compiled = new Map<string, RegExp>();

function expressionOf(pattern: string): RegExp {
  const escaped = pattern.replaceAll(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`, 'i');
}

function hostsOf(context: RuleContext, balancer: Resource): EntranceFacts['hosts'] {
  return companionsOf(context, balancer, 'aws_lb_listener', 'load_balancer_arn')
    .flatMap((listener) => companionsOf(context, listener, 'aws_lb_listener_rule', 'listener_arn'))
    .flatMap((rule) => hostsOfRule(rule).map((pattern) => ({ pattern, rule })));
}

/** Names and patterns of one listener rule. */
export function hostsOfRule(rule: Resource): readonly string[] {
  return Block.of(rule)
    .blocks('condition')
    .flatMap((condition) => condition.blocks('host_header'))
    .flatMap((header) => header.texts('values'));
}

/** Everything that the security groups of a load balancer let in: a list of operators, or why it is none. */
function listsInto(context: RuleContext, balancer: Resource): { isCloudflare: boolean; why?: string }[] {
  const groups = targetsOf(context, balancer, 'security_groups', 'aws_security_group');
  const rules = groups.flatMap((group) =>
    companionsOf(context, group, 'aws_vpc_security_group_ingress_rule', 'security_group_id'),
  );
  if (rules.length === 0) return [{ isCloudflare: false, why: 'nobody is let in as far as can be seen' }];
  return rules.flatMap((rule): { isCloudflare: boolean; why?: string }[] => {
    const lists = targetsOf(context, rule, 'prefix_list_id', 'aws_ec2_managed_prefix_list');
    if (lists.length === 0) {
      const block = Block.of(rule);
      const from = block.text('cidr_ipv4') ?? block.text('cidr_ipv6') ?? 'something that is no prefix list';
      return [{ isCloudflare: false, why: `${rule.address} lets ${from} in` }];
    }
    return lists.map((list) => {
      const isCloudflare = /cloudflare/i.test(JSON.stringify(list.values));
      const wide = Block.of(list)
        .blocks('entry')
        .map((entry) => entry.text('cidr') ?? '')
        .find((cidr) => Number(cidr.split('/')[1]) < (cidr.includes(':') ? WIDEST.ipv6 : WIDEST.ipv4));
      if (isCloudflare) return { isCloudflare, why: `${rule.address} lets Cloudflare in` };
      if (wide !== undefined) return { isCloudflare, why: `${list.address} holds ${wide}, which is no office` };
      return { isCloudflare };
    });
  });
}
