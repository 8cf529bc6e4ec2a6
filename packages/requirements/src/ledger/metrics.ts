import { asList, asObject, type Json, type JsonObject } from '@smile/inventory';
import type { EnvironmentExamination } from '../examination.ts';
import { allowedTo, allows, type ChartReleaseFound, judgeValues, releasesOf, type ValueFact } from '../releases-of.ts';
import { applicationCluster, clustersOf, mayReach, objectsOf, PARTS } from './telemetry-clusters.ts';

const notFalse = (value: Json | undefined) => value !== false;
const isText = (value: Json | undefined) => typeof value === 'string' && value !== '';
const STACK = 'kube-prometheus-stack';
const spec = 'prometheus.prometheusSpec';

/** https://github.com/prometheus-community/helm-charts/blob/kube-prometheus-stack-88.5.3/charts/kube-prometheus-stack/values.yaml */
const PROMETHEUS: readonly ValueFact[] = [
  { expected: 'Prometheus', at: 'prometheus.enabled', holds: notFalse },
  { expected: 'Alertmanager', at: 'alertmanager.enabled', holds: notFalse },
  { expected: 'metrics of nodes', at: 'nodeExporter.enabled', holds: notFalse },
  { expected: 'metrics of objects', at: 'kubeStateMetrics.enabled', holds: notFalse },
  { expected: 'a retention', at: `${spec}.retention`, holds: (value) => /^[1-9]\d*[hdwy]$/.test(String(value)) },
  {
    expected: 'a volume for samples',
    at: `${spec}.storageSpec.volumeClaimTemplate.spec.resources.requests.storage`,
    holds: isText,
  },
  // With their default, monitors and rules of everybody else are left out without a word.
  ...['serviceMonitorSelector', 'podMonitorSelector', 'ruleSelector'].map((selector) => ({
    expected: `every ${selector.replace('Selector', '')}`,
    at: `${spec}.${selector}NilUsesHelmValues`,
    holds: (value: Json | undefined) => value === false,
  })),
];

/** Prometheus in every cluster, with alerts that reach people. */
export function hasMetrics(one: EnvironmentExamination): void {
  for (const cluster of needClusters(one)) {
    const release = onlyRelease(one, STACK, cluster);
    if (release === undefined) continue;
    judgeValues(one, release, PROMETHEUS);
    hasAlerts(one, cluster);
    tellsPeople(one, release, cluster);
    mayReach(one, cluster, PARTS.prometheus, PARTS.alertmanager, 9093);
  }
}

/** Clusters; nothing runs where there is none, which is a problem of the requirement. */
export function needClusters(one: EnvironmentExamination): readonly string[] {
  const clusters = clustersOf(one);
  if (clusters.length === 0) one.lacks('expected namespaces in a cluster, found none');
  return clusters;
}

/** The one release of a chart in a cluster. */
export function onlyRelease(
  one: EnvironmentExamination,
  chart: string,
  cluster: string,
): ChartReleaseFound | undefined {
  const found = releasesOf(one, chart, cluster);
  one.exactly(
    1,
    `release of ${chart} in ${cluster}`,
    found.map(({ resource }) => resource),
  );
  return found.length === 1 ? found[0] : undefined;
}

function hasAlerts(one: EnvironmentExamination, cluster: string): void {
  const rules = objectsOf(one, 'PrometheusRule').filter((rule) => rule.cluster === cluster);
  const alerts = rules.flatMap(({ resource, spec: { groups } }) =>
    asList(groups).flatMap((group) =>
      asList(asObject(group).rules).map((rule) => ({ resource, rule: asObject(rule) })),
    ),
  );
  if (alerts.length === 0) one.lacks(`expected alerts of our own in ${cluster}, found none`);
  for (const { resource, rule } of alerts) {
    const { severity } = asObject(rule.labels);
    const { runbook_url: runbook } = asObject(rule.annotations);
    const isWhole = isText(rule.expr) && (severity === 'critical' || severity === 'warning') && isText(runbook);
    one.holds(resource, 'alerts with an expression, a severity and a runbook', `${rule.alert}`, isWhole, {
      path: 'values',
    });
  }
}

/** Alerts of both severities go to the topic of alarms of the account, and Alertmanager may publish there. */
function tellsPeople(one: EnvironmentExamination, release: ChartReleaseFound, cluster: string): void {
  const alertmanager = asObject(release.values.alertmanager);
  const configured = asObject(asObject(alertmanager.alertmanagerSpec).alertmanagerConfiguration).name;
  const routing = objectsOf(one, 'AlertmanagerConfig').find(
    (object) => object.cluster === cluster && object.name === configured,
  );
  one.holds(release.resource, 'a routing that exists', String(configured ?? 'none'), routing !== undefined, {
    path: 'values',
  });
  if (routing === undefined) return;
  for (const severity of ['critical', 'warning']) {
    const found = topicFor(routing.spec, severity);
    const expected = `alerts of severity ${severity} to the topic of alarms`;
    one.holds(routing.resource, expected, found ?? 'nobody', found !== undefined, { path: 'values' });
  }
  const topic = topicFor(routing.spec, 'critical');
  const account = String(asObject(alertmanager.serviceAccount).name ?? 'kps-alertmanager');
  const may = topic !== undefined && allows(allowedTo(one, release, 'monitoring', account), 'sns:Publish', topic);
  if (may) one.holds(release.resource, 'Alertmanager may publish to the topic', account, true);
  else
    one.lacks(
      `expected that pods of monitoring/${account} in ${cluster} may publish to ${topic}, found no role that lets them`,
    );
}

const TOPIC = /^arn:aws[\w-]*:sns:[a-z0-9-]+:\d{12}:[\w-]*alarms$/;

/** Topic to which the first route that matches a severity leads. */
function topicFor(spec: JsonObject, severity: string): string | undefined {
  const route = asObject(spec.route);
  const routes = asList(route.routes).map((child) => asObject(child));
  const matching = routes.find(({ matchers }) =>
    asList(matchers).every((matcher) => isOf(asObject(matcher), severity)),
  );
  const name = matching?.receiver ?? route.receiver;
  const receivers = asList(spec.receivers).map((receiver) => asObject(receiver));
  const { snsConfigs } = receivers.find((receiver) => receiver.name === name) ?? {};
  return asList(snsConfigs)
    .map((sns) => String(asObject(sns).topicARN))
    .find((topic) => TOPIC.test(topic));
}

function isOf({ name, value, matchType = '=' }: JsonObject, severity: string): boolean {
  if (name !== 'severity') return false;
  if (matchType === '=~') return new RegExp(`^(?:${String(value)})$`).test(severity);
  return matchType === '=' && value === severity;
}

/** Grafana where SMILE runs, over every store, with dashboards. */
export function hasDashboards(one: EnvironmentExamination): void {
  const cluster = applicationCluster(one);
  const release = cluster === undefined ? undefined : onlyRelease(one, 'grafana', cluster);
  if (cluster === undefined || release === undefined) {
    if (cluster === undefined) one.lacks('expected a cluster with the namespace smile, found none');
    return;
  }
  // https://grafana.com/docs/grafana/latest/setup-grafana/configure-security/configure-authentication/keycloak/
  const { enabled, auth_url: page } = asObject(asObject(release.values['grafana.ini'])['auth.generic_oauth']);
  const isSignIn = enabled === true && isText(page);
  one.holds(release.resource, 'sign-in by Keycloak', String(page ?? 'none'), isSignIn, { path: 'values' });
  judgeValues(one, release, [
    { expected: 'an administrator whose password is in a Secret', at: 'admin.existingSecret', holds: isText },
  ]);
  const types = dataSourceTypes(release.values);
  for (const type of ['prometheus', 'loki', 'tempo', 'cloudwatch']) {
    one.holds(release.resource, `data source ${type}`, types.join(', '), types.includes(type), { path: 'values' });
  }
  one.some(
    'dashboard of our own',
    objectsOf(one, 'ConfigMap')
      .filter((object) => object.cluster === cluster && object.labels.grafana_dashboard !== undefined)
      .map(({ resource }) => resource),
  );
  mayReach(one, cluster, PARTS.grafana, PARTS.prometheus, 9090);
  mayReach(one, cluster, PARTS.grafana, PARTS.lokiGateway, 8080);
  mayReach(one, cluster, PARTS.grafana, PARTS.tempo, 3200);
}

function dataSourceTypes({ datasources }: JsonObject): readonly string[] {
  return Object.values(asObject(datasources)).flatMap((file) =>
    asList(asObject(file).datasources).map((source) => String(asObject(source).type)),
  );
}
