import { each } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const listenerTls: Rule = {
  id: 'CKV_AWS_103',
  family: 'security',
  severity: 'high',
  title: 'Load balancers speak TLS 1.2 or newer',
  what: '`ssl_policy` of every HTTPS `aws_lb_listener` is a policy of TLS 1.2 or 1.3.',
  why: 'TLS 1.0 and 1.1 can be broken, and left out, the policy allows them.',
  remedy: 'Write ELBSecurityPolicy-TLS13-1-2-2021-06.',
  source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html',
  includes: ['CKV2_AWS_74'],
  check: each('aws_lb_listener', (listener) => {
    if (listener.text('protocol') !== 'HTTPS' || listener.isUnknown('ssl_policy')) return undefined;
    const policy = listener.text('ssl_policy') ?? '';
    return /^ELBSecurityPolicy-(?:TLS13-1-[23]-|TLS-1-2-|FS-1-2-)/.test(policy)
      ? undefined
      : `ssl_policy must be of TLS 1.2 or 1.3, got ${listener.show('ssl_policy')}`;
  }),
};
