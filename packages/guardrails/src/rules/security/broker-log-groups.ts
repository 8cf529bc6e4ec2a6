import { each } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const brokerLogGroups: Rule = {
  id: 'SMILE_BROKER_LOG_GROUPS',
  family: 'security',
  severity: 'low',
  title: 'Log groups of Amazon MQ brokers are encrypted and end',
  what: 'For every `aws_mq_broker` with a log there is an `aws_cloudwatch_log_group` named after its id.',
  why: 'Amazon MQ makes the groups itself: kept without end, under no key of ours, and unknown to Terraform.',
  remedy:
    'Set retention and key after the first apply (docs/first-apply.md), and waive the rule until the provider can name the group.',
  source: 'https://github.com/hashicorp/terraform-provider-aws/issues/39545',
  check: each('aws_mq_broker', (broker, place, { resources, inventory }) => {
    const logs = broker.block('logs');
    if (logs.flag('general', false) !== true && logs.flag('audit', false) !== true) return undefined;
    const groups = resources('aws_cloudwatch_log_group').filter((group) => {
      const names = inventory.references(group).includes(place);
      const id = place.values.id;
      return names || (typeof id === 'string' && String(group.values.name).startsWith(`/aws/amazonmq/broker/${id}/`));
    });
    return groups.length > 0 ? undefined : 'log groups /aws/amazonmq/broker/<id>/… must be resources, got none';
  }),
};
