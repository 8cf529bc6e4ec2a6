import { roleOutcomes } from '@smile/inventory';
import type { Rule, Violation } from '../../rule.ts';

export const deliveryRole: Rule = {
  id: 'SMILE_DELIVERY_ROLE',
  family: 'semantics',
  severity: 'high',
  title: 'Roles that services and hosts write by may write where their configuration says',
  what: "Trust and permissions of the role of a trail or a flow log to CloudWatch Logs, of an event target, and of every host that records sessions, with its boundary, the policies and keys of what it writes to, and the policies of the VPC endpoints on the way, evaluated for the actions that the service's guide names; a verdict that depends on what is not known yet is a warning.",
  why: 'The configuration is taken, and no event, record or transcript ever arrives; Session Manager ends a session that it cannot record.',
  remedy: 'Give the role what the message names; the contracts in packages/policy/src/delivery name the page of each.',
  source:
    'https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-create-iam-instance-profile.html',
  check: ({ inventory }) => {
    const told = new Set<string>();
    return roleOutcomes(inventory).flatMap(({ producer, argument, verdict, reason }): Violation[] => {
      const message = `${argument}: ${reason}`;
      const key = `${producer.stack} ${producer.address} ${message}`;
      if (verdict === 'allowed' || told.has(key)) return [];
      // One plan or state of many shows little of roles, keys and endpoints of other stacks.
      if (verdict === 'unknown' && inventory.source !== 'synth') return [];
      told.add(key);
      return [{ place: producer, message, ...(verdict === 'unknown' ? { status: 'warned' as const } : {}) }];
    });
  },
};
