import type { Resource } from '@smile/inventory';
import { Block } from '../../reading/block.ts';
import { each } from '../../reading/checks.ts';
import { companionsOf } from '../../reading/links.ts';
import type { Rule } from '../../rule.ts';

/** Whether a rule is switched on; `is_enabled` is the older argument for it. */
function isOff(rule: Block): boolean {
  return rule.text('state') === 'DISABLED' || rule.flag('is_enabled', true) === false;
}

function hasTarget(targets: readonly Resource[]): boolean {
  return targets.some((target) => Block.of(target).has('arn'));
}

export const deliveryEvents: Rule = {
  id: 'SMILE_DELIVERY_EVENTS',
  family: 'semantics',
  severity: 'high',
  title: 'Every event rule is enabled and has a target',
  what: 'Every `aws_cloudwatch_event_rule` is on and has an `aws_cloudwatch_event_target` on its own bus.',
  why: 'A rule without a target matches events and does nothing.',
  remedy: 'Use EventAlarm, or remove the rule.',
  source: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-targets.html',
  check: each('aws_cloudwatch_event_rule', (rule, resource, context) => {
    const targets = companionsOf(context, resource, 'aws_cloudwatch_event_target', 'rule');
    const bus = rule.text('event_bus_name') ?? 'default';
    const elsewhere = targets.filter((target) => (Block.of(target).text('event_bus_name') ?? 'default') !== bus);
    return [
      isOff(rule) ? 'must be on, got a rule that is disabled' : undefined,
      hasTarget(targets) ? undefined : 'must have an aws_cloudwatch_event_target, got none',
      ...elsewhere.map(({ address }) => `target ${address} must be on bus ${bus}, where the rule is`),
    ];
  }),
};
