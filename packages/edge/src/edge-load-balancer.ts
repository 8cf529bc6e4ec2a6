import type { Connectable } from '@smile/core';

/** What DNS, alarms and the API gateway need to know of a load balancer. */
export interface EdgeLoadBalancer extends Connectable {
  readonly loadBalancerArn: string;
  /** As in `app/smile-prd-web/0123456789abcdef`: its name in CloudWatch metrics. */
  readonly loadBalancerArnSuffix: string;
  readonly dnsName: string;
  /** Route 53 zone of the load balancer's own name, for alias records. */
  readonly hostedZoneId: string;
  readonly httpsListenerArn: string;
}
