import type { Place, Redactor } from '@smile/delivery';
import { asList, asObject, asString, type Inventory, type Json, type JsonObject } from '@smile/inventory';
import { isSame } from './differences.ts';
import type { Drift } from './drift-report.ts';
import { withoutKeys } from './held-by-code.ts';
import { readChanges } from './plan-changes.ts';

/** A plan with its stack. */
export interface PlanOfStack {
  readonly stack: string;
  readonly plan: JsonObject;
}

/** A list that a service computes of an object, and whose new entries nobody should have made but us. */
interface ComputedList {
  readonly type: string;
  readonly attribute: string;
  readonly because: string;
  /** Where the code would write an entry, which decides what is shown of it. */
  readonly writtenAs: Place;
  /** The entries as they appear in the list of one object, made from what states hold. */
  readonly owned: (held: HeldResources, object: JsonObject) => readonly Json[];
  /** One entry in the form of `owned`. @default - as it is */
  readonly entries?: (entry: Json, object: JsonObject) => readonly Json[];
}

/**
 * Lists in which AWS shows what others put on an object of ours. The code sets none of them, so they are no drift by the rule that only
 * configured attributes count; but an entry that no resource of any state made is a permission that somebody gave by hand.
 */
const LISTS: readonly ComputedList[] = [
  {
    type: 'aws_iam_role',
    attribute: 'managed_policy_arns',
    because: 'a policy is attached to the role that no code attaches',
    writtenAs: { type: 'aws_iam_role_policy_attachment', path: 'policy_arn' },
    owned: (held, { name }) =>
      held.of('aws_iam_role_policy_attachment').flatMap((one) => (one.role === name ? [one.policy_arn ?? null] : [])),
  },
  {
    type: 'aws_iam_role',
    attribute: 'inline_policy',
    because: 'the role has an inline policy that no code writes',
    writtenAs: { type: 'aws_iam_role_policy', path: 'name' },
    owned: (held, { name }) =>
      held.of('aws_iam_role_policy').flatMap((one) => (one.role === name ? [one.name ?? null] : [])),
    entries: (entry) => [asObject(entry).name ?? null],
  },
  ...(['ingress', 'egress'] as const).map((direction) => ({
    type: 'aws_security_group',
    attribute: direction,
    because: `the security group has a rule for ${direction} that no code writes`,
    writtenAs: { type: `aws_vpc_security_group_${direction}_rule` },
    owned: (held: HeldResources, { id }: JsonObject) => held.rulesOf(direction, id),
    entries: rulesIn,
  })),
];

/** Finds what was granted outside the code to objects that the code made. Needs the plans of all stacks that may hold a part. */
export function unownedGrants(
  plans: readonly PlanOfStack[],
  { code, redactor }: { readonly code?: Inventory; readonly redactor: Redactor },
): readonly Drift[] {
  const held = new HeldResources(plans.map(({ plan }) => plan));
  return plans.flatMap(({ stack, plan }) =>
    readChanges(plan, 'resource_drift').flatMap(({ address, type, action, before, after }) => {
      if (action === 'delete') return [];
      const attributes = LISTS.filter((list) => list.type === type).flatMap((list) => {
        const added = addedTo(list, asObject(before), asObject(after), held);
        if (added.length === 0) return [];
        return [
          {
            path: list.attribute,
            severity: 'high' as const,
            because: list.because,
            before: null,
            after: added.map((entry) => redactor.value(entry, list.writtenAs)),
          },
        ];
      });
      if (attributes.length === 0) return [];
      const constructPath = code?.byAddress(stack, withoutKeys(address))?.constructPath;
      return [
        { stack, address, type, constructPath, change: 'granted' as const, severity: 'high' as const, attributes },
      ];
    }),
  );
}

function addedTo(list: ComputedList, before: JsonObject, after: JsonObject, held: HeldResources): readonly Json[] {
  const entriesOf = (object: JsonObject) =>
    asList(object[list.attribute]).flatMap((entry) => list.entries?.(entry, object) ?? [entry]);
  const known = [...entriesOf(before), ...list.owned(held, after)];
  return entriesOf(after).filter((entry) => !known.some((one) => isSame(one, entry)));
}

/** What the states of several plans hold, by type. */
class HeldResources {
  private readonly byType = new Map<string, JsonObject[]>();

  constructor(plans: readonly JsonObject[]) {
    for (const { prior_state } of plans) this.read(asObject(asObject(asObject(prior_state).values).root_module));
  }

  of(type: string): readonly JsonObject[] {
    return this.byType.get(type) ?? [];
  }

  /** Rules of one security group in the form of {@link rulesIn}. */
  rulesOf(direction: 'ingress' | 'egress', group: Json | undefined): readonly Json[] {
    return this.of(`aws_vpc_security_group_${direction}_rule`)
      .filter(({ security_group_id: id }) => id === group)
      .map(({ ip_protocol, from_port, to_port, ...rule }) => {
        const [peer] = PEERS.flatMap((name) =>
          asString(rule[name]) === undefined ? [] : [{ [name]: rule[name] ?? null }],
        );
        return ruleOf(ip_protocol, from_port, to_port, peer ?? {});
      });
  }

  private read(module: JsonObject): void {
    for (const entry of asList(module.resources)) {
      const { type, values, mode } = asObject(entry);
      if (mode === 'data' || typeof type !== 'string') continue;
      const known = this.byType.get(type);
      if (known === undefined) this.byType.set(type, [asObject(values)]);
      else known.push(asObject(values));
    }
    for (const child of asList(module.child_modules)) this.read(asObject(child));
  }
}

/** Arguments of a rule that say who is meant, and the lists of a security group that hold the same. */
const PEER_LISTS = {
  cidr_ipv4: 'cidr_blocks',
  cidr_ipv6: 'ipv6_cidr_blocks',
  prefix_list_id: 'prefix_list_ids',
  referenced_security_group_id: 'security_groups',
} as const;
const PEERS = Object.keys(PEER_LISTS);

/** The rules in one entry of the list of a security group, which has all peers of the same ports together. */
function rulesIn(entry: Json, { id = null }: JsonObject): readonly Json[] {
  const { protocol, from_port, to_port, self, ...lists } = asObject(entry);
  const peers = Object.entries(PEER_LISTS).flatMap(([name, list]) =>
    asList(lists[list]).map((peer): JsonObject => ({ [name]: peer })),
  );
  const itself = self === true ? [{ referenced_security_group_id: id }] : [];
  return [...peers, ...itself].map((peer) => ruleOf(protocol, from_port, to_port, peer));
}

/** Ports say nothing where every protocol is meant; the two resources write that differently. */
function ruleOf(protocol: Json = null, from: Json = null, to: Json = null, peer: JsonObject): JsonObject {
  return { ip_protocol: protocol, ...(protocol === '-1' ? {} : { from_port: from, to_port: to }), ...peer };
}
