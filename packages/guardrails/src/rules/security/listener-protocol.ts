import { each } from '../../reading/checks.ts';
import { isOfNetworkBalancer } from '../../reading/network-balancers.ts';
import type { Rule } from '../../rule.ts';

export const listenerProtocol: Rule = {
  id: 'CKV_AWS_2',
  family: 'security',
  severity: 'high',
  title: 'Load balancers speak HTTPS',
  what: '`protocol` of every `aws_lb_listener` is HTTPS or TLS, or the listener redirects to HTTPS; that of an internal network load balancer may be TCP, which passes TLS through.',
  why: "Patients' data would cross the internet in clear text.",
  remedy: 'Give the listener a certificate, or redirect.',
  source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/create-https-listener.html',
  includes: ['CKV2_AWS_20'],
  check: each('aws_lb_listener', (listener, resource, context) => {
    if (isOfNetworkBalancer(resource, context)) return undefined;
    const isSafe = ['HTTPS', 'TLS', undefined].includes(listener.text('protocol'));
    const redirects = listener
      .blocks('default_action')
      .every((action) => action.block('redirect').text('protocol') === 'HTTPS');
    return isSafe || (redirects && listener.has('default_action'))
      ? undefined
      : `protocol must be HTTPS, or a redirect to it, got ${listener.show('protocol')}`;
  }),
};
