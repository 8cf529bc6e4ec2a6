import type { Block } from '../reading/block.ts';
import { type Demand, elementsOf, inAccount, perParent, perResource } from './counting.ts';
import { inBytes, inCharacters, known, policyLength } from './documents.ts';
import type { Share } from './estate-graph.ts';

/** Rules of one bus; those that name none are on the default one of their account and Region. */
const rulesPerBus: Demand = (graph) =>
  graph.resources('aws_cloudwatch_event_rule').map((place): Share => {
    const [bus] = graph.parents(place, 'event_bus_name');
    const scope = graph.scopeOf(place, false);
    const isDefault = bus === undefined || bus.text === 'default';
    const key = isDefault ? `${scope} default` : `${scope} ${bus.key}`;
    return { key, amount: graph.times(place), place, of: isDefault ? 'the default event bus' : bus.text };
  });

/** Metrics of each widget of a dashboard. */
function widgetsOf(body: string | undefined): readonly number[] {
  if (body === undefined) return [];
  try {
    const widgets: unknown = JSON.parse(body)?.widgets;
    if (!Array.isArray(widgets)) return [];
    return widgets.map((widget) => (Array.isArray(widget?.properties?.metrics) ? widget.properties.metrics.length : 0));
  } catch {
    // Not JSON: AWS says so at plan.
    return [];
  }
}

/** The body with a word for each expression, so that it stays JSON. */
function bodyOf(dashboard: Block): string | undefined {
  const body = dashboard.raw('dashboard_body');
  return typeof body === 'string' ? body.replace(/\$\{[^}]*\}/g, 'x') : undefined;
}

const ALARM_ACTIONS = ['alarm_actions', 'ok_actions', 'insufficient_data_actions'];

const analyzersOf = (types: readonly string[]): Demand =>
  inAccount('aws_accessanalyzer_analyzer', (analyzer) => Number(types.includes(analyzer.text('type') ?? 'ACCOUNT')));

/** What an estate asks of quotas of monitoring, audit, hosts' upkeep and APIs. */
export const OPERATIONS_DEMANDS = {
  'monitoring/alarms': inAccount(['aws_cloudwatch_metric_alarm', 'aws_cloudwatch_composite_alarm']),
  'monitoring/actions-per-alarm': perResource(
    ['aws_cloudwatch_metric_alarm', 'aws_cloudwatch_composite_alarm'],
    (alarm) => Math.max(...ALARM_ACTIONS.map((name) => alarm.count(name) ?? 0)),
  ),
  'monitoring/metrics-per-widget': perResource('aws_cloudwatch_dashboard', (dashboard) =>
    Math.max(0, ...widgetsOf(bodyOf(dashboard))),
  ),
  'monitoring/metrics-per-dashboard': perResource('aws_cloudwatch_dashboard', (dashboard) =>
    widgetsOf(bodyOf(dashboard)).reduce((sum, metrics) => sum + metrics, 0),
  ),
  'logs/L-C7B9AAAB': inAccount('aws_cloudwatch_log_group'),
  'logs/metric-filters': perParent('aws_cloudwatch_log_metric_filter', 'log_group_name'),
  'logs/subscription-filters': perParent('aws_cloudwatch_log_subscription_filter', 'log_group_name'),
  'logs/resource-policies': inAccount('aws_cloudwatch_log_resource_policy'),
  'logs/resource-policy-size': perResource('aws_cloudwatch_log_resource_policy', (_, resource, graph) =>
    policyLength(graph, resource, 'policy_document', inCharacters),
  ),
  'events/L-244521F2': rulesPerBus,
  'events/L-664C5505': perResource('aws_cloudwatch_event_rule', (rule) => {
    const pattern = rule.raw('event_pattern');
    return typeof pattern === 'string' ? inCharacters(known(pattern)) : undefined;
  }),
  'events/targets-per-rule': perParent('aws_cloudwatch_event_target', 'rule'),
  'sns/L-61103206': inAccount('aws_sns_topic'),
  'sns/L-B96EDA7D': perParent('aws_sns_topic_subscription', 'topic_arn', (block) => Number(block.has('filter_policy'))),

  'config/rules': inAccount('aws_config_config_rule'),
  'config/recorders': inAccount('aws_config_configuration_recorder'),
  'config/delivery-channels': inAccount('aws_config_delivery_channel'),
  'cloudtrail/trails': inAccount('aws_cloudtrail'),
  'cloudtrail/event-selectors': elementsOf('aws_cloudtrail', 'event_selector'),
  'guardduty/detectors': inAccount('aws_guardduty_detector'),
  'access-analyzer/external-access': analyzersOf(['ACCOUNT']),
  'access-analyzer/unused-access': analyzersOf(['ACCOUNT_UNUSED_ACCESS']),
  'budgets/budgets': inAccount('aws_budgets_budget'),

  'ssm/L-60D2045D': inAccount('aws_ssm_document'),
  'ssm/L-38E2D141': perResource('aws_ssm_document', (document) => {
    const content = document.raw('content');
    return typeof content === 'string' ? inBytes(known(content)) : undefined;
  }),
  'ssm/L-7727CE5B': inAccount('aws_ssm_maintenance_window'),
  'ssm/L-3D9CCA6E': perParent('aws_ssm_maintenance_window_task', 'window_id'),
  'ssm/L-B1A84B8B': perParent('aws_ssm_maintenance_window_target', 'window_id'),
  'ssm/L-218CDBD4': inAccount('aws_ssm_patch_baseline'),
  'ssm/L-F4012070': perParent('aws_ssm_patch_group', 'baseline_id'),
  'ssm/associations': inAccount('aws_ssm_association'),

  'apigateway/regional-apis': inAccount('aws_api_gateway_rest_api', (api) =>
    Number(api.block('endpoint_configuration').texts('types').includes('REGIONAL')),
  ),
  'apigateway/L-379E48B0': perParent('aws_api_gateway_stage', 'rest_api_id'),
  'apigateway/L-01C8A9E0': perParent('aws_api_gateway_resource', 'rest_api_id'),
  'apigateway/L-65B5C802': perParent('aws_apigatewayv2_route', 'api_id'),
  'apigateway/authorizers': perParent('aws_api_gateway_authorizer', 'rest_api_id'),
  'apigateway/L-A93447B8': inAccount(['aws_api_gateway_domain_name', 'aws_apigatewayv2_domain_name']),
  'apigateway/L-A4C7274F': inAccount('aws_api_gateway_vpc_link'),
  'apigateway/L-608BDCD4': inAccount('aws_apigatewayv2_vpc_link'),
  'apigateway/L-8B81B02C': perResource(
    ['aws_api_gateway_rest_api', 'aws_api_gateway_rest_api_policy'],
    (_, api, graph) => policyLength(graph, api, 'policy', inBytes),
  ),
} as const satisfies Readonly<Record<string, Demand>>;
