import type { Json, JsonObject } from '@smile/inventory';
import type { Choice, EditableEstate } from './editable-estate.ts';
import { DEV, type Mutant, mutantsOf, PRODUCTION } from './mutant.ts';

type Mutable = { [key: string]: Json };

/** Changes the values of releases whose construct path has a word, as somebody would who edits the chart's values. */
function values(word: Choice, change: (values: Mutable) => void): Mutant['apply'] {
  return (estate) =>
    estate.edit('helm_release', word, (body) => {
      const [text] = body.values as readonly string[];
      const parsed = JSON.parse(text ?? '{}') as Mutable;
      change(parsed);
      body.values = [JSON.stringify(parsed)];
    });
}

/** Sets what lies at a path; undefined takes it away. */
function at(word: Choice, path: readonly string[], value: Json | undefined): Mutant['apply'] {
  return values(word, (whole) => {
    let inner = whole;
    for (const step of path.slice(0, -1)) {
      inner[step] ??= {};
      inner = inner[step] as Mutable;
    }
    const last = path.at(-1) ?? '';
    if (value === undefined) delete inner[last];
    else inner[last] = value;
  });
}

/** Changes the objects that a release of our own chart prints. */
function objects(word: Choice, change: (manifests: Mutable[]) => Json[]): Mutant['apply'] {
  return values(word, (whole) => {
    whole.manifests = change(whole.manifests as Mutable[]);
  });
}

const without = (type: string, name: Choice) => (estate: EditableEstate) => estate.remove(type, name);
const policies = (name: RegExp) => without('kubernetes_network_policy_v1', name);

const KPS = /PrometheusStack_Release/;
const ROUTING = /PrometheusStack_Objects/;
const GRAFANA = /Addons_Grafana_Release/;
const LOKI = /Addons_Loki_Release/;
const TEMPO = /Addons_Tempo_Release/;
const JAEGER = /Addons_Jaeger_Release/;
const GATEWAY = /OpenTelemetryGateway_Release/;
const AGENT = /OpenTelemetryAgent_Release/;

/** The statements of a role, all but those that name an action. */
function forbid(role: RegExp, action: RegExp): Mutant['apply'] {
  return (estate) =>
    estate.edit('data.aws_iam_policy_document', role, (body) => {
      const statements = body.statement as readonly JsonObject[];
      body.statement = statements.map((statement) => {
        const actions = (statement.actions as readonly string[]).filter((one) => !action.test(one));
        return { ...statement, actions: actions.length === 0 ? ['sts:GetCallerIdentity'] : actions };
      });
    });
}

const routeOf = (spec: Mutable) => (spec.route as Mutable).routes as Mutable[];

/** Gateways by the cluster that they are in. */
const inStack = (stack: string, name: RegExp) => (one: { readonly stack: string; readonly name: string }) =>
  one.stack.endsWith(stack) && name.test(one.name);
const RELAY = inStack('data-platform', GATEWAY);
const RECEIVER = inStack('app-platform', GATEWAY);
const BINDING = /OpenTelemetryGateway_Objects/;
const LINK_TLS = ['config', 'exporters', 'otlp_grpc/environment', 'tls'];

/** Ways in which what a signal of the data cluster goes by can be broken. */
const brokenWays = (signal: string): Readonly<Record<string, Mutant['apply']>> => ({
  [`the gateway of the data cluster, of which ${signal} are`]: without('helm_release', RELAY),
  [`${signal} of the data cluster that are only printed`]: at(
    RELAY,
    ['config', 'service', 'pipelines', signal, 'exporters'],
    ['debug'],
  ),
  [`${signal} of the data cluster in clear`]: at(RELAY, LINK_TLS, { insecure: true }),
  [`${signal} of the data cluster to whoever answers`]: at(RELAY, [...LINK_TLS, 'insecure_skip_verify'], true),
  [`${signal} of the data cluster without a certificate of its own`]: at(RELAY, [...LINK_TLS, 'cert_file'], undefined),
  [`${signal} of anybody who sends`]: at(
    RECEIVER,
    ['config', 'receivers', 'otlp/clusters', 'protocols', 'grpc', 'tls', 'client_ca_file'],
    undefined,
  ),
  [`${signal} of other clusters that nobody keeps`]: at(
    RECEIVER,
    ['config', 'service', 'pipelines', `${signal}/clusters`],
    undefined,
  ),
  [`${signal} of the data cluster without a load balancer`]: without('aws_lb', /^Telemetry$/),
  [`${signal} of the data cluster without a name`]: without('aws_route53_record', /^Telemetry_/),
  [`${signal} of the data cluster at a load balancer on the internet`]: (estate) =>
    estate.set('aws_lb', /^Telemetry$/, 'internal', false),
  [`${signal} of the data cluster at a load balancer that ends TLS`]: (estate) =>
    estate.set('aws_lb_listener', /^Telemetry_/, 'protocol', 'TLS'),
  [`${signal} of the data cluster without a binding`]: without('helm_release', BINDING),
  [`${signal} of the data cluster to pods of somebody else`]: objects(
    BINDING,
    (manifests) =>
      JSON.parse(
        JSON.stringify(manifests).replaceAll('"name":"otel-gateway","port"', '"name":"loki","port"'),
      ) as Json[],
  ),
  [`${signal} of the data cluster to the target group of the web`]: (estate) => {
    let web = '';
    estate.edit('helm_release', /GatewayWeb_Objects/, (body) => {
      web = /"targetGroupARN":"(\$\{[^}]*\})"/.exec(String((body.values as readonly string[])[0]))?.[1] ?? '';
    });
    objects(BINDING, (manifests) =>
      manifests.map((one) => ({ ...one, spec: { ...(one.spec as Mutable), targetGroupARN: web } })),
    )(estate);
  },
  [`nodes of the data cluster that may not send ${signal}`]: without(
    'aws_vpc_security_group_ingress_rule',
    /^Telemetry_SecurityGroup/,
  ),
  [`a gateway of the data cluster that may not send ${signal}`]: policies(/OutOtelGatewayToTelemetryLoadBalancer/),
  [`a gateway that may not take in ${signal}`]: policies(/InTelemetryLoadBalancerToOtelGateway/),
});

/** Weakenings of telemetry, from the words of the requirements. */
export const TELEMETRY_MUTANTS: readonly Mutant[] = [
  ...mutantsOf('OBS-METRICS', PRODUCTION, {
    'Prometheus of the data cluster': (estate) =>
      estate.remove('helm_release', ({ stack, name }) => stack.endsWith('data-platform') && KPS.test(name)),
    'samples in memory alone': at(KPS, ['prometheus', 'prometheusSpec', 'storageSpec'], undefined),
    'Prometheus switched off': at(KPS, ['prometheus', 'enabled'], false),
    'metrics of nodes': at(KPS, ['nodeExporter'], { enabled: false }),
    'monitors of everybody else': at(
      KPS,
      ['prometheus', 'prometheusSpec', 'serviceMonitorSelectorNilUsesHelmValues'],
      true,
    ),
    'rules of everybody else': at(KPS, ['prometheus', 'prometheusSpec', 'ruleSelectorNilUsesHelmValues'], undefined),
    'a routing of another name': at(KPS, ['alertmanager', 'alertmanagerSpec', 'alertmanagerConfiguration'], {
      name: 'other',
    }),
    'alerts that go to a topic of somebody else': objects(
      ROUTING,
      (manifests) => JSON.parse(JSON.stringify(manifests).replaceAll('smile-alarms', 'marketing')) as Json[],
    ),
    'warnings that reach nobody': objects(ROUTING, (manifests) =>
      manifests.map((one) => {
        const spec = one.spec as Mutable;
        const routes = routeOf(spec).filter((route) => !JSON.stringify(route).includes('"warning"'));
        return { ...one, spec: { ...spec, route: { ...(spec.route as Mutable), routes } } };
      }),
    ),
    'critical alerts that a route before them swallows': objects(ROUTING, (manifests) =>
      manifests.map((one) => {
        const spec = one.spec as Mutable;
        const swallow = {
          receiver: 'nobody',
          matchers: [{ name: 'severity', value: 'critical|warning', matchType: '=~' }],
        };
        return {
          ...one,
          spec: { ...spec, route: { ...(spec.route as Mutable), routes: [swallow, ...routeOf(spec)] } },
        };
      }),
    ),
    'the right to publish': forbid(/PrometheusStack/, /^sns:/),
    'the identity of Alertmanager': without('aws_eks_pod_identity_association', /PrometheusStack/),
    'the way from Prometheus to Alertmanager': policies(/InPrometheusToAlertmanager/),
    'every alert of our own': without('helm_release', /AlertRules/),
    'alerts without a severity': objects(
      /AlertRules/,
      (manifests) => JSON.parse(JSON.stringify(manifests).replaceAll('"severity"', '"importance"')) as Json[],
    ),
    Grafana: without('helm_release', GRAFANA),
    'sign-in by Keycloak': at(GRAFANA, ['grafana.ini', 'auth.generic_oauth', 'enabled'], false),
    'the data source of logs': values(GRAFANA, (whole) => {
      const file = (whole.datasources as Mutable)['datasources.yaml'] as Mutable;
      file.datasources = (file.datasources as Mutable[]).filter(({ type }) => type !== 'loki');
    }),
    'every dashboard': without('kubernetes_config_map_v1', /Dashboards/),
    'dashboards that Grafana does not look for': (estate) =>
      estate.set('kubernetes_config_map_v1', /Dashboards/, 'metadata.labels', { dashboard: '1' }),
    'the way from Grafana to Prometheus': policies(/GrafanaToPrometheus/),
  }),
  ...mutantsOf('OBS-METRICS', PRODUCTION, {
    ...brokenWays('metrics'),
    'a gateway that does not read Prometheus of the data cluster': at(
      RELAY,
      ['config', 'receivers', 'prometheus'],
      null,
    ),
  }),
  ...mutantsOf('OBS-METRICS', DEV, {
    Prometheus: without('helm_release', KPS),
    Grafana: without('helm_release', GRAFANA),
  }),
  ...mutantsOf('OBS-LOGS', PRODUCTION, {
    Loki: without('helm_release', LOKI),
    'logs on the disk of a pod': at(LOKI, ['loki', 'storage', 'type'], 'filesystem'),
    'logs in the bucket of traces': (estate) => {
      let traces = '';
      estate.edit('helm_release', TEMPO, (body) => {
        traces = /\$\{[^}]*bucket\}/.exec(String((body.values as readonly string[])[0]))?.[0] ?? '';
      });
      at(LOKI, ['loki', 'storage', 'bucketNames'], { chunks: traces })(estate);
    },
    'an index on the disk of a pod': values(LOKI, (whole) => {
      const [config] = ((whole.loki as Mutable).schemaConfig as Mutable).configs as Mutable[];
      if (config !== undefined) config.object_store = 'filesystem';
    }),
    'the right to write to the bucket': forbid(/Addons_Loki/, /PutObject/),
    'the right to delete from the bucket': forbid(/Addons_Loki/, /DeleteObject/),
    'the identity of Loki': without('aws_eks_pod_identity_association', /Addons_Loki/),
    'a retention that nobody applies': at(LOKI, ['loki', 'compactor', 'retention_enabled'], false),
    'logs that S3 deletes before Loki does': at(LOKI, ['loki', 'limits_config', 'retention_period'], '8760h'),
    'logs that are kept for ever': at(LOKI, ['loki', 'limits_config', 'retention_period'], '0s'),
    'a copy of each line': at(LOKI, ['loki', 'commonConfig', 'replication_factor'], 2),
    'pods for the copies': at(LOKI, ['singleBinary', 'replicas'], 1),
    'the way from the pipeline to Loki': policies(/InOtelGatewayToLokiGateway/),
    'the way out of the pipeline': policies(/OutOtelGatewayToLokiGateway/),
  }),
  ...mutantsOf('OBS-LOGS', PRODUCTION, brokenWays('logs')),
  ...mutantsOf('OBS-LOGS', DEV, { Loki: without('helm_release', LOKI) }),
  ...mutantsOf('OBS-TRACES', PRODUCTION, {
    Tempo: without('helm_release', TEMPO),
    Jaeger: without('helm_release', JAEGER),
    'traces on the disk of a pod': at(TEMPO, ['tempo', 'storage', 'trace', 'backend'], 'local'),
    'traces in a bucket of somebody else': at(TEMPO, ['tempo', 'storage', 'trace', 's3', 'bucket'], 'somebody-elses'),
    'a volume of Tempo': at(TEMPO, ['persistence', 'enabled'], false),
    'traces that S3 deletes before Tempo does': at(TEMPO, ['tempo', 'retention'], '8760h'),
    'the right to read the bucket': forbid(/Addons_Tempo/, /GetObject/),
    'two pods of Jaeger on one store': at(JAEGER, ['jaeger', 'replicas'], 2),
    'a new pod of Jaeger before the old one is gone': at(JAEGER, ['jaeger', 'strategy', 'type'], 'RollingUpdate'),
    'spans in memory': at(JAEGER, ['userconfig', 'extensions', 'jaeger_storage', 'backends'], {
      recent: { memory: { max_traces: 100_000 } },
    }),
    'spans that go with the pod': at(JAEGER, ['jaeger', 'extraVolumes'], [{ name: 'traces', emptyDir: {} }]),
    'the way from the pipeline to Tempo': policies(/OtelGatewayToTempo/),
    'the way from the pipeline to Jaeger': policies(/InOtelGatewayToJaeger/),
  }),
  ...mutantsOf('OBS-TRACES', PRODUCTION, brokenWays('traces')),
  ...mutantsOf('OBS-OTEL', PRODUCTION, {
    'the agents of the data cluster': without('helm_release', inStack('data-platform', AGENT)),
    'the gateway': without('helm_release', GATEWAY),
    'the agents': without('helm_release', AGENT),
    'an agent on one node': at(AGENT, ['mode'], 'deployment'),
    'agents on nodes without taints alone': at(AGENT, ['tolerations'], []),
    'agents on the nodes of the platform alone': at(AGENT, ['nodeSelector'], { 'smile/role': 'app' }),
    'agents that read no logs': at(AGENT, ['presets', 'logsCollection', 'enabled'], false),
    'agents that send nowhere': at(AGENT, ['config', 'exporters', 'otlp_grpc', 'endpoint'], 'collector.example:4317'),
    'the pipeline of metrics': at(GATEWAY, ['config', 'service', 'pipelines', 'metrics'], undefined),
    'logs that are only printed': at(GATEWAY, ['config', 'service', 'pipelines', 'logs', 'exporters'], ['debug']),
    'traces that Jaeger does not get': at(
      GATEWAY,
      ['config', 'service', 'pipelines', 'traces', 'exporters'],
      ['otlp_grpc/tempo'],
    ),
    'traces that Tempo does not get': at(
      GATEWAY,
      ['config', 'exporters', 'otlp_grpc/tempo', 'endpoint'],
      'traces.example:4317',
    ),
    'traces that nobody takes in': at(GATEWAY, ['config', 'service', 'pipelines', 'traces', 'receivers'], ['zipkin']),
    'the address of the gateway': at(GATEWAY, ['fullnameOverride'], undefined),
    'the way from agents to the gateway': policies(/OtelAgentToOtelGateway/),
    'the way from the gateway to Prometheus': policies(/InOtelGatewayToPrometheus/),
  }),
  ...mutantsOf('OBS-OTEL', DEV, {
    'the agents': without('helm_release', AGENT),
    'the gateway': without('helm_release', GATEWAY),
  }),
];
