import { type MetricService, NO_SUM } from './metric-service.ts';

const LOAD_BALANCER = [['LoadBalancer'], ['AvailabilityZone', 'LoadBalancer']];
const TARGETS = [
  ['LoadBalancer', 'TargetGroup'],
  ['AvailabilityZone', 'LoadBalancer', 'TargetGroup'],
];
const BOTH = [...LOAD_BALANCER, ...TARGETS];
/** HTTP APIs name themselves by id. */
const HTTP_API = [['ApiId'], ['ApiId', 'Stage'], ['ApiId', 'Method', 'Resource', 'Stage']];
const REST_API = [['ApiName'], ['ApiName', 'Stage'], ['ApiName', 'Method', 'Resource', 'Stage']];

/** Metrics of what faces the internet. */
export const EDGE_METRICS: readonly MetricService[] = [
  {
    namespace: 'AWS/ApplicationELB',
    source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html',
    rows: [
      { names: 'RequestCount', dimensions: BOTH, unit: 'count', bad: 'either', statistics: ['Sum'], sparse: true },
      {
        names: 'RequestCountPerTarget',
        dimensions: [['TargetGroup'], ['LoadBalancer', 'TargetGroup']],
        unit: 'count',
        bad: 'either',
        statistics: ['Sum'],
        sparse: true,
      },
      {
        names:
          'HTTPCode_ELB_3XX_Count HTTPCode_ELB_4XX_Count HTTPCode_ELB_5XX_Count HTTPCode_ELB_500_Count HTTPCode_ELB_502_Count HTTPCode_ELB_503_Count HTTPCode_ELB_504_Count RejectedConnectionCount ClientTLSNegotiationErrorCount DroppedInvalidHeaderRequestCount',
        dimensions: LOAD_BALANCER,
        unit: 'count',
        bad: 'high',
        statistics: ['Sum'],
        sparse: true,
      },
      {
        names:
          'HTTPCode_Target_3XX_Count HTTPCode_Target_4XX_Count HTTPCode_Target_5XX_Count TargetConnectionErrorCount TargetTLSNegotiationErrorCount',
        dimensions: BOTH,
        unit: 'count',
        bad: 'high',
        statistics: ['Sum'],
        sparse: true,
      },
      {
        names: 'HTTPCode_Target_2XX_Count',
        dimensions: BOTH,
        unit: 'count',
        bad: 'either',
        statistics: ['Sum'],
        sparse: true,
      },
      {
        names: 'TargetResponseTime',
        dimensions: BOTH,
        unit: 'seconds',
        bad: 'high',
        statistics: ['Average', 'Maximum', 'Minimum', 'percentile'],
        sparse: true,
        // A load balancer gives up after its idle timeout, a minute unless somebody raises it.
        plausible: [0, 300],
      },
      { names: 'HealthyHostCount', dimensions: TARGETS, unit: 'count', bad: 'low', statistics: NO_SUM },
      { names: 'UnHealthyHostCount', dimensions: TARGETS, unit: 'count', bad: 'high', statistics: NO_SUM },
      {
        names: 'ActiveConnectionCount NewConnectionCount ProcessedBytes ConsumedLCUs',
        dimensions: LOAD_BALANCER,
        unit: 'count',
        bad: 'either',
      },
    ],
  },
  {
    namespace: 'AWS/NetworkELB',
    source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-cloudwatch-metrics.html',
    rows: [
      { names: 'HealthyHostCount', dimensions: TARGETS, unit: 'count', bad: 'low', statistics: NO_SUM },
      { names: 'UnHealthyHostCount', dimensions: TARGETS, unit: 'count', bad: 'high', statistics: NO_SUM },
      {
        names:
          'TCP_Client_Reset_Count TCP_ELB_Reset_Count TCP_Target_Reset_Count PortAllocationErrorCount ClientTLSNegotiationErrorCount',
        dimensions: LOAD_BALANCER,
        unit: 'count',
        bad: 'high',
      },
      {
        names: 'ActiveFlowCount NewFlowCount ProcessedBytes ConsumedLCUs',
        dimensions: LOAD_BALANCER,
        unit: 'count',
        bad: 'either',
      },
    ],
  },
  {
    namespace: 'AWS/WAFV2',
    source: 'https://docs.aws.amazon.com/waf/latest/developerguide/waf-metrics.html',
    rows: [
      {
        names: 'AllowedRequests BlockedRequests CountedRequests CaptchaRequests ChallengeRequests PassedRequests',
        // Web ACLs of a region; those of CloudFront have no `Region`, and live in us-east-1.
        dimensions: [['Region', 'Rule', 'WebACL']],
        unit: 'count',
        bad: 'either',
        statistics: ['Sum'],
        sparse: true,
      },
    ],
  },
  {
    namespace: 'AWS/Route53',
    source: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/monitoring-cloudwatch.html',
    region: 'us-east-1',
    rows: [
      { names: 'HealthCheckStatus', dimensions: [['HealthCheckId']], unit: 'flag', bad: 'low' },
      {
        names: 'HealthCheckPercentageHealthy',
        dimensions: [['HealthCheckId']],
        unit: 'percent',
        bad: 'low',
        statistics: NO_SUM,
      },
      { names: 'DNSQueries', dimensions: [['HostedZoneId']], unit: 'count', bad: 'either' },
      {
        names: 'DNSSECInternalFailure DNSSECKeySigningKeysNeedingAction',
        dimensions: [['HostedZoneId']],
        unit: 'count',
        bad: 'high',
        everySeconds: 14_400,
      },
    ],
  },
  {
    namespace: 'AWS/CertificateManager',
    source: 'https://docs.aws.amazon.com/acm/latest/userguide/cloudwatch-metrics.html',
    // "Twice daily".
    everySeconds: 43_200,
    rows: [
      {
        names: 'DaysToExpiry',
        dimensions: [['CertificateArn']],
        unit: 'days',
        bad: 'low',
        statistics: NO_SUM,
        plausible: [1, 395],
      },
    ],
  },
  {
    namespace: 'AWS/ApiGateway',
    source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html',
    rows: [
      { names: '4xx 5xx', dimensions: HTTP_API, unit: 'count', bad: 'high', sparse: true },
      { names: '4XXError 5XXError', dimensions: REST_API, unit: 'count', bad: 'high', sparse: true },
      { names: 'Count', dimensions: [...HTTP_API, ...REST_API], unit: 'count', bad: 'either', sparse: true },
      {
        names: 'Latency IntegrationLatency',
        dimensions: [...HTTP_API, ...REST_API],
        unit: 'milliseconds',
        bad: 'high',
        statistics: NO_SUM,
        sparse: true,
        // No answer takes longer than the integration's timeout of 30 seconds.
        plausible: [10, 30_000],
      },
    ],
  },
];
