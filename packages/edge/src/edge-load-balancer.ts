import type { Connections } from '@smile/core';

/** What DNS, the API gateway and the alarms need to know of a load balancer. */
export interface EdgeLoadBalancer {
  readonly loadBalancerArn: string;
  /** The ARN's last part, by which CloudWatch knows the load balancer. */
  readonly loadBalancerArnSuffix: string;
  readonly dnsName: string;
  /** Hosted zone of {@link dnsName}, for alias records. AWS has one per region. */
  readonly hostedZoneId: string;
  readonly httpsListenerArn: string;
  readonly connections: Connections;
}
