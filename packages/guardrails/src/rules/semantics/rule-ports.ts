import { argumentRules } from '../../reading/argument-rules.ts';
import type { Rule } from '../../rule.ts';

export const rulePorts: Rule = {
  id: 'SMILE_RULE_PORTS',
  family: 'semantics',
  severity: 'high',
  title: 'A rule has ports, or all protocols',
  what: 'Ports of a security-group rule lie in order between 0 and 65535, and are absent with protocol -1.',
  why: 'Plan accepts ports beside -1; AWS drops them, and every later plan shows a change.',
  remedy: "Open ports by connections.allowFrom(peer, 'why', port).",
  source: 'https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/vpc_security_group_ingress_rule',
  check: argumentRules(
    'rule-all-protocols-from-port',
    'rule-all-protocols-to-port',
    'rule-from-port',
    'rule-to-port',
    'rule-port-order',
  ),
};
