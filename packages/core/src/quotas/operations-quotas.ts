import { adjustable, fixed, type ServiceQuota, UNCONFIRMED } from './service-quota.ts';

const ALARMS = 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html';
const LOGS = 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html';
const EVENTS = 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html';
const SNS = 'https://docs.aws.amazon.com/general/latest/gr/sns.html';
const CONFIG = 'https://docs.aws.amazon.com/config/latest/developerguide/configlimits.html';
const TRAIL = 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/WhatIsCloudTrail-Limits.html';
const GUARD_DUTY = 'https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_limits.html';
const ANALYZER = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-quotas.html';
const BUDGETS = 'https://docs.aws.amazon.com/cost-management/latest/userguide/management-limits.html';
const SYSTEMS = 'https://docs.aws.amazon.com/general/latest/gr/ssm.html';
const API = 'https://docs.aws.amazon.com/general/latest/gr/apigateway.html';

/** Monitoring, audit, hosts' upkeep and APIs. */
export const OPERATIONS_QUOTAS = {
  'monitoring/alarms': adjustable('CloudWatch alarms per account and Region', 5000, ALARMS, {
    ...UNCONFIRMED,
    read: 'aws cloudwatch describe-alarms --query "length(MetricAlarms)"',
  }),
  'monitoring/actions-per-alarm': fixed('Actions per alarm and state', 5, ALARMS, UNCONFIRMED),
  'monitoring/metrics-per-widget': fixed('Metrics per dashboard widget', 500, ALARMS, UNCONFIRMED),
  'monitoring/metrics-per-dashboard': fixed('Metrics across all widgets of a dashboard', 2500, ALARMS, UNCONFIRMED),
  'logs/L-C7B9AAAB': adjustable('Log groups', 1_000_000, LOGS, UNCONFIRMED),
  'logs/metric-filters': fixed('Metric filters per log group', 100, LOGS),
  'logs/subscription-filters': fixed('Subscription filters per log group', 2, LOGS, UNCONFIRMED),
  'logs/resource-policies': fixed('Resource policies per account and Region', 10, LOGS),
  'logs/resource-policy-size': fixed('Characters of a resource policy', 5120, LOGS),
  'events/L-244521F2': adjustable('Number of rules', 300, EVENTS),
  'events/L-664C5505': adjustable('Event pattern size', 2048, EVENTS),
  'events/targets-per-rule': fixed('Targets per rule', 5, EVENTS),
  'sns/L-61103206': adjustable('Topics per Account', 100_000, SNS),
  'sns/L-B96EDA7D': adjustable('Filter Policies per Topic', 200, SNS),

  'config/rules': adjustable('AWS Config rules per Region per account', 1000, CONFIG, {
    read: 'aws configservice describe-config-rules --query "length(ConfigRules)"',
  }),
  'config/recorders': fixed('Customer managed configuration recorders per Region per account', 1, CONFIG, UNCONFIRMED),
  'config/delivery-channels': fixed('Delivery channels per Region per account', 1, CONFIG, UNCONFIRMED),
  'cloudtrail/trails': fixed('Trails per Region', 5, TRAIL),
  'cloudtrail/event-selectors': fixed('Event selectors per trail', 5, TRAIL),
  'guardduty/detectors': fixed('Detectors per account and Region', 1, GUARD_DUTY, UNCONFIRMED),
  'access-analyzer/external-access': fixed(
    'External access analyzers of an account per Region',
    1,
    ANALYZER,
    UNCONFIRMED,
  ),
  'access-analyzer/unused-access': fixed('Unused access analyzers of an account per Region', 1, ANALYZER, UNCONFIRMED),
  'budgets/budgets': fixed('Budgets per account', 20_000, BUDGETS, UNCONFIRMED),

  'ssm/L-60D2045D': adjustable('Systems Manager (SSM) documents', 500, SYSTEMS, UNCONFIRMED),
  'ssm/L-38E2D141': adjustable('Systems Manager document size, in bytes', 65_536, SYSTEMS, UNCONFIRMED),
  'ssm/L-7727CE5B': adjustable('Maintenance Windows', 50, SYSTEMS),
  'ssm/L-3D9CCA6E': adjustable('Tasks per Maintenance Window', 20, SYSTEMS),
  'ssm/L-B1A84B8B': adjustable('Targets per Maintenance Window', 100, SYSTEMS),
  'ssm/L-218CDBD4': adjustable('Patch baselines', 50, SYSTEMS),
  'ssm/L-F4012070': adjustable('Patch groups per patch baseline', 25, SYSTEMS),
  'ssm/associations': fixed('State Manager associations per Region', 2000, SYSTEMS, UNCONFIRMED),

  'apigateway/regional-apis': fixed('Regional APIs per account per Region', 600, API),
  'apigateway/L-379E48B0': adjustable('Stages per API', 10, API),
  'apigateway/L-01C8A9E0': adjustable('Resources/Routes per REST/WebSocket API', 300, API),
  'apigateway/L-65B5C802': adjustable('Routes per HTTP API', 300, API),
  'apigateway/authorizers': adjustable('Authorizers per API', 10, API, {
    read: 'aws apigateway get-authorizers --rest-api-id … --query "length(items)"',
  }),
  'apigateway/L-A93447B8': adjustable('Custom Domain Names', 120, API),
  'apigateway/L-A4C7274F': adjustable('VPC links', 20, API),
  'apigateway/L-608BDCD4': adjustable('VPC links(V2)', 10, API),
  'apigateway/L-8B81B02C': adjustable('Maximum resource policy size in bytes', 8192, API),
} as const satisfies Readonly<Record<string, ServiceQuota>>;
