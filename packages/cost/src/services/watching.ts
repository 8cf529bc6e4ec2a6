import { type Charge, HOURS_PER_MONTH, type Pricer } from '../charge.ts';
import { blocks, literal, literals, numeric } from '../read-values.ts';
import { databaseVcpus } from './databases.ts';
import { machinesOf } from './machines.ts';

const CLOUDWATCH = 'CloudWatch';

/** Period below which an alarm is one of high resolution, in seconds. */
const STANDARD_PERIOD = 60;

/** Alarms, for each metric that they look at. https://aws.amazon.com/cloudwatch/pricing */
export const alarms: Pricer = {
  types: ['aws_cloudwatch_metric_alarm'],
  charges: ({ values }, { prices }): readonly Charge[] => {
    const queries = blocks(values, 'metric_query').flatMap((query) => blocks(query, 'metric'));
    const quantity = Math.max(queries.length, 1);
    const periods = [numeric(values, 'period'), ...queries.map((query) => numeric(query, 'period'))];
    const isFast = periods.some((period) => period !== undefined && period < STANDARD_PERIOD);
    if (isFast)
      return [{ service: CLOUDWATCH, what: 'alarms of high resolution', count: quantity, why: 'no price was found' }];
    return [{ service: CLOUDWATCH, what: 'alarm metrics', quantity, price: prices.find('cloudwatch/alarm') }];
  },
};

/** Dashboards. */
export const dashboards: Pricer = {
  types: ['aws_cloudwatch_dashboard'],
  charges: (_, { prices }) => [
    { service: CLOUDWATCH, what: 'dashboards', quantity: 1, price: prices.find('cloudwatch/dashboard') },
  ],
};

/** Metrics that are made from logs. */
export const metricFilters: Pricer = {
  types: ['aws_cloudwatch_log_metric_filter'],
  charges: (_, { prices }) => [
    { service: CLOUDWATCH, what: 'metrics from logs', quantity: 1, price: prices.find('cloudwatch/metric') },
  ],
};

/** Web ACLs with their rules; a managed group counts as one. https://aws.amazon.com/waf/pricing */
export const webAcls: Pricer = {
  types: ['aws_wafv2_web_acl'],
  charges: ({ values }, { prices }) => [
    { service: 'WAF', what: 'web ACLs', quantity: 1, price: prices.find('waf/web-acl') },
    {
      service: 'WAF',
      what: 'rules of web ACLs',
      quantity: blocks(values, 'rule').length,
      price: prices.find('waf/rule'),
    },
  ],
};

/** Scans of machines by Inspector, by the hour; scans of images are by use. https://aws.amazon.com/inspector/pricing */
export const inspector: Pricer = {
  types: ['aws_inspector2_enabler'],
  charges: ({ values }, { inventory, environment, prices }) => {
    if (!literals(values, 'resource_types').includes('EC2')) return [];
    const hosts = inventory.resources({
      type: ['aws_instance', 'aws_eks_node_group', 'aws_autoscaling_group'],
      environment,
      mode: 'managed',
    });
    const count = hosts.reduce((sum, host) => sum + (machinesOf(inventory, host).count ?? 0), 0);
    const price = prices.find('inspector/instance');
    return [{ service: 'Inspector', what: 'scans of machines', quantity: count * HOURS_PER_MONTH, price }];
  },
};

/** Features of GuardDuty whose price depends on what runs, and was not found. */
const FEATURES_WITHOUT_PRICE: Readonly<Record<string, string>> = {
  EKS_AUDIT_LOGS: 'by audit events, and no price was found',
  RUNTIME_MONITORING: 'by vCPU of every machine, and no price was found; likely the largest of these',
  EBS_MALWARE_PROTECTION: 'by GB scanned after a finding, and no price was found',
  LAMBDA_NETWORK_LOGS: 'by logs of functions, and no price was found',
};

/** Features of GuardDuty: logins of databases by vCPU, the rest by use or without a price. https://aws.amazon.com/guardduty/pricing */
export const guardDutyFeatures: Pricer = {
  types: ['aws_guardduty_detector_feature'],
  charges: ({ values }, { inventory, environment, prices }): readonly Charge[] => {
    const service = 'GuardDuty';
    const name = literal(values, 'name') ?? '';
    if (literal(values, 'status') !== 'ENABLED') return [];
    const why = FEATURES_WITHOUT_PRICE[name];
    if (why !== undefined) return [{ service, what: name, count: 1, why }];
    if (name !== 'RDS_LOGIN_EVENTS') return [];
    const databases = inventory.resources({ type: 'aws_db_instance', environment, mode: 'managed' });
    const vcpus = databases.reduce((sum, one) => sum + (databaseVcpus(one) ?? 0), 0);
    return vcpus === 0
      ? []
      : [
          {
            service,
            what: 'logins of databases, by vCPU',
            quantity: vcpus,
            price: prices.find('guardduty/rds-logins'),
          },
        ];
  },
};
