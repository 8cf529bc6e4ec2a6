import { argumentRules } from '../../reading/argument-rules.ts';
import { allOf, each } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const listenerArguments: Rule = {
  id: 'SMILE_LISTENER_ARGUMENTS',
  family: 'semantics',
  severity: 'high',
  title: 'Listeners and certificates have values that AWS takes',
  what: '`port` of listeners and target groups is 1 to 65535; a trust store is given exactly with mutual authentication in mode verify; `validation_method` of certificates is known; application load balancers have two zones.',
  why: 'Plan accepts them in part, Elastic Load Balancing refuses them.',
  remedy: 'Use the constructs of @smile/edge.',
  source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/mutual-authentication.html',
  check: allOf(
    argumentRules('target-port', 'certificate-validation-method', 'load-balancer-zones'),
    each('aws_lb_listener', (listener) =>
      listener.blocks('mutual_authentication').map((mutual) => {
        const verifies = mutual.text('mode') === 'verify';
        if (mutual.has('mode') && verifies !== mutual.has('trust_store_arn'))
          return `trust_store_arn must ${verifies ? 'be given' : 'be left out'} with mode ${mutual.text('mode')}`;
        return undefined;
      }),
    ),
  ),
};
