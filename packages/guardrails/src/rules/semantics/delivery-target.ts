import { delivered } from '../../reading/deliveries.ts';
import type { Rule } from '../../rule.ts';

export const deliveryTarget: Rule = {
  id: 'SMILE_DELIVERY_TARGET',
  family: 'semantics',
  severity: 'high',
  title: 'Services may write where their configuration says',
  what: 'The policy of the bucket, topic, queue or log group that a flow log, trail, delivery channel, load balancer, alarm, event rule or any other producer names, evaluated for the principal, actions, path and condition keys of the service; a verdict that depends on what is not known yet is a warning.',
  why: 'Nothing fails at apply, or too late, and the logs and alarms never arrive.',
  remedy:
    "Give the policy the service's own principal, path and conditions; the contracts in packages/policy/src/delivery name the page of each.",
  source: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-and-resource-policy.html',
  check: delivered('target'),
};
