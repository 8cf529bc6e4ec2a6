import type { Resource } from '@smile/inventory';
import { COMPANIONS, type Companions } from '../../data/companions.ts';
import { withLifecycles } from '../../reading/checks.ts';
import { isOfNetworkBalancer } from '../../reading/network-balancers.ts';
import type { Rule, RuleContext } from '../../rule.ts';

/** Types that are in another stack than what they name, so that one stack alone does not tell. */
const ELSEWHERE = new Set([
  'aws_backup_restore_testing_selection',
  'aws_route53_record',
  'aws_route53_resolver_query_log_config_association',
  'aws_cloudwatch_metric_alarm',
]);

/** Types whose companions are in their own stack all the same. */
const BESIDE = new Set([
  'aws_route53_resolver_query_log_config',
  'aws_lb',
  'aws_lb_target_group',
  'aws_eks_node_group',
]);

export const companions: Rule = {
  id: 'SMILE_COMPANIONS',
  family: 'semantics',
  severity: 'high',
  title: 'Each resource has the others that it does nothing without, as many as there must be',
  what: 'As many resources name each one of a type as the table says (packages/guardrails/src/data/companions.ts): one validation for a certificate, one ACL for a subnet, one selection for a backup plan. Resources of an environment whose stacks do not hold the other type are not asked.',
  why: 'A reference that leads to another resource of the type is valid: that one has two then, and this one none.',
  remedy: 'Make the missing resource, or point the reference back.',
  source: 'packages/guardrails/src/data/companions.ts',
  check: withLifecycles((context) => {
    const named = namedBy(context);
    return COMPANIONS.flatMap((row) =>
      context.resources(row.of).flatMap((place) => {
        if (row.for !== undefined && row.for !== kindOf(place, context)) return [];
        const count = named.get(keyOf(row.by, place)) ?? 0;
        const message = problemOf(row, count, place, context);
        return message === undefined ? [] : [{ place, message }];
      }),
    );
  }),
};

function problemOf(
  { of, by, many, why }: Companions,
  count: number,
  place: Resource,
  context: RuleContext,
): string | undefined {
  const isRight = many === 'some' ? count > 0 : count === (many === 'one' ? 1 : many);
  if (isRight) return undefined;
  // In a state its identifier is that of the certificate, to which everything then leads.
  if (of === 'aws_acm_certificate_validation' && context.inventory.source === 'state') return undefined;
  const [type = '', argument = ''] = splitAt(by);
  // Without its stack, nothing tells whether there is one.
  if (
    ELSEWHERE.has(type) &&
    !BESIDE.has(of) &&
    context.resources(type).every(({ environment }) => environment !== place.environment)
  ) {
    return undefined;
  }
  const wanted = many === 'some' ? 'at least one' : many === 'one' ? 'one' : String(many);
  return `must be named by ${wanted} ${type} in ${argument}, got ${count}: ${why}`;
}

/** Kind of a load balancer, or of the one that it belongs to. */
function kindOf(place: Resource, context: RuleContext): Companions['for'] {
  return isOfNetworkBalancer(place, context) ? 'network' : 'application';
}

/** How many resources name each one, by the argument in which they do. */
function namedBy({ inventory, resources }: RuleContext): ReadonlyMap<string, number> {
  const wanted = new Set(COMPANIONS.map(({ by }) => by));
  const types = [...new Set(COMPANIONS.map(({ by }) => splitAt(by)[0]))];
  const counts = new Map<string, number>();
  for (const resource of resources(types)) {
    const seen = new Set<string>();
    for (const { stack, address, path } of resource.references) {
      const by = `${resource.type}.${path.replace(/\[[^\]]*\]/g, '')}`;
      const target = wanted.has(by) ? inventory.byAddress(stack, address) : undefined;
      if (target === undefined) continue;
      seen.add(keyOf(by, target));
    }
    for (const key of seen) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

function keyOf(by: string, { stack, address }: Resource): string {
  return `${by} ${stack} ${address}`;
}

function splitAt(by: string): readonly [type: string, argument: string] {
  const dot = by.indexOf('.');
  return [by.slice(0, dot), by.slice(dot + 1)];
}
