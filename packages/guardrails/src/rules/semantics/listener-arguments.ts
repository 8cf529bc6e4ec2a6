import { argumentRules } from '../../reading/argument-rules.ts';
import type { Rule } from '../../rule.ts';

export const listenerArguments: Rule = {
  id: 'SMILE_LISTENER_ARGUMENTS',
  family: 'semantics',
  severity: 'high',
  title: 'Load balancers, listeners and certificates have values that AWS takes',
  what: 'Ports are 1 to 65535; HTTPS has a certificate; a trust store comes exactly with mutual authentication in mode verify; the conditions of a rule hold at most five values; prefixes of logs and ways of validation are known.',
  why: 'Plan accepts them in part, Elastic Load Balancing refuses them.',
  remedy: 'Use the constructs of @smile/edge.',
  source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/mutual-authentication.html',
  check: argumentRules(
    'target-port',
    'certificate-validation-method',
    'load-balancer-zones',
    'listener-trust-store',
    'listener-certificate',
    'listener-rule-values',
    'load-balancer-log-prefix',
  ),
};
