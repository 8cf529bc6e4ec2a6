/** A line for everything of a kind that exists, in the form that dashboards take. */
export interface EdgeWidget {
  readonly title: string;
  readonly metric: {
    readonly namespace: string;
    readonly name: string;
    readonly dimensions: readonly string[];
    readonly statistic: 'Average' | 'Maximum' | 'Minimum' | 'Sum';
  };
}

/** What somebody wants to see of the edge, from the way in to the targets. */
export const EDGE_WIDGETS: readonly EdgeWidget[] = [
  widget('Requests', 'RequestCount', ['LoadBalancer'], 'Sum'),
  widget('Answers 5xx of targets', 'HTTPCode_Target_5XX_Count', ['LoadBalancer'], 'Sum'),
  widget('Answers 5xx of load balancers', 'HTTPCode_ELB_5XX_Count', ['LoadBalancer'], 'Sum'),
  widget('Answers 4xx of load balancers', 'HTTPCode_ELB_4XX_Count', ['LoadBalancer'], 'Sum'),
  widget('Seconds to answer, on average', 'TargetResponseTime', ['LoadBalancer'], 'Average'),
  widget('Seconds to answer, at most', 'TargetResponseTime', ['LoadBalancer'], 'Maximum'),
  widget('Healthy targets', 'HealthyHostCount', ['TargetGroup', 'LoadBalancer'], 'Minimum'),
  widget('Unhealthy targets', 'UnHealthyHostCount', ['TargetGroup', 'LoadBalancer'], 'Maximum'),
  widget('Open connections', 'ActiveConnectionCount', ['LoadBalancer'], 'Sum'),
  widget('Rejected connections', 'RejectedConnectionCount', ['LoadBalancer'], 'Sum'),
  widget('TLS handshakes that failed', 'ClientTLSNegotiationErrorCount', ['LoadBalancer'], 'Sum'),
  {
    title: 'Requests that web ACLs blocked',
    metric: {
      namespace: 'AWS/WAFV2',
      name: 'BlockedRequests',
      dimensions: ['WebACL', 'Region', 'Rule'],
      statistic: 'Sum',
    },
  },
  {
    title: 'Days until certificates expire',
    metric: {
      namespace: 'AWS/CertificateManager',
      name: 'DaysToExpiry',
      dimensions: ['CertificateArn'],
      statistic: 'Minimum',
    },
  },
];

function widget(
  title: string,
  name: string,
  dimensions: readonly string[],
  statistic: EdgeWidget['metric']['statistic'],
): EdgeWidget {
  return { title, metric: { namespace: 'AWS/ApplicationELB', name, dimensions, statistic } };
}
