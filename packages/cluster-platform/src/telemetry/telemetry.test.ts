import { ClusterRoleV1 } from '@cdktf/provider-kubernetes/lib/cluster-role-v1';
import { NetworkPolicyV1 } from '@cdktf/provider-kubernetes/lib/network-policy-v1';
import { PodMonitor } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/PodMonitor';
import { ServiceMonitor } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/ServiceMonitor';
import { AlertmanagerConfig } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1alpha1/AlertmanagerConfig';
import { TEST_EDGE, testEnvironment } from '@smile/core/fixtures';
import '@smile/testing/matchers';
import { describe, expect, test } from 'vitest';
import { TEST_PLATFORM } from '../fixtures.ts';
import { telemetryOf } from './fixtures.ts';

const made = telemetryOf();
const RELEASES = [
  'PrometheusStack',
  'Loki',
  'Tempo',
  'Jaeger',
  'OpenTelemetryGateway',
  'OpenTelemetryAgent',
  'Grafana',
];
const textOf = (id: string) => JSON.stringify(made.values(id));

describe('no value of any chart', () => {
  test('names an image of a registry other than our own', () => {
    const registries = /quay\.io|docker\.io|ghcr\.io|registry\.k8s\.io|public\.ecr\.aws/;
    expect(RELEASES.filter((id) => registries.test(textOf(id)))).toEqual([]);
  });

  test('names a region other than that of the environment', () => {
    const regions = RELEASES.flatMap((id) => textOf(id).match(/\b(?:af|ap|ca|eu|il|me|mx|sa|us)-[a-z]+-\d\b/g) ?? []);
    expect([...new Set(regions)]).toEqual(['ap-southeast-3']);
  });

  // The charts' templates: alertmanager/secret.yaml, grafana/templates/secret.yaml, and certificates of webhooks.
  test('lets a chart render a Secret', () => {
    expect(made.values('PrometheusStack')).toMatchObject({
      alertmanager: { alertmanagerSpec: { useExistingSecret: true } },
      prometheusOperator: { admissionWebhooks: { certManager: { enabled: true }, patch: { enabled: false } } },
      grafana: { enabled: false },
    });
    expect(made.values('Grafana')).toMatchObject({
      admin: { existingSecret: 'grafana', userKey: 'admin-user', passwordKey: 'admin-password' },
    });
    expect(textOf('Grafana')).not.toMatch(/client_secret|adminPassword/);
  });
});

describe('metrics (OBS-METRICS)', () => {
  // https://prometheus.io/docs/prometheus/latest/storage/: the size should be at most 80-85 % of the disk
  test('are kept as long as the environment says, on four fifths of their volume', () => {
    expect(made.values('PrometheusStack')).toMatchObject({
      prometheus: {
        prometheusSpec: {
          replicas: 2,
          retention: '10d',
          retentionSize: '32GB',
          storageSpec: { volumeClaimTemplate: { spec: { resources: { requests: { storage: '40Gi' } } } } },
          externalLabels: { cluster: 'smile-uat-app' },
        },
      },
    });
  });

  test('of the data cluster are kept for a day, and nobody pushes there', () => {
    const data = telemetryOf({ role: 'data' }).values('PrometheusStack');
    expect(data).toMatchObject({
      prometheus: { prometheusSpec: { replicas: 1, retention: '24h', enableRemoteWriteReceiver: false } },
      grafana: { forceDeployDashboards: false },
    });
  });

  test('that are pushed all reach one pod', () => {
    const pushed = /http:\/\/kps-prometheus-0\.monitoring\.svc\.cluster\.local:9090\/api\/v1\/write/;
    expect(textOf('Tempo')).toMatch(pushed);
    expect(textOf('OpenTelemetryGateway')).toMatch(pushed);
    expect(made.values('PrometheusStack')).toMatchObject({ prometheus: { servicePerReplica: { enabled: true } } });
  });

  test('with one copy of each part have no budget that would stop the renewal of a node', () => {
    const one = telemetryOf({ values: { ...TEST_PLATFORM, copies: 'one' } });
    expect(one.values('PrometheusStack')).toMatchObject({
      prometheus: { podDisruptionBudget: { enabled: false }, prometheusSpec: { replicas: 1 } },
      alertmanager: { podDisruptionBudget: { enabled: false }, alertmanagerSpec: { replicas: 1 } },
    });
    expect(one.values('Loki')).toMatchObject({
      singleBinary: { replicas: 1, podDisruptionBudget: { enabled: false } },
      gateway: { replicas: 1, podDisruptionBudget: { enabled: false } },
      chunksCache: { enabled: false },
    });
    expect(one.values('OpenTelemetryGateway')).toMatchObject({
      podDisruptionBudget: { enabled: false },
      autoscaling: { enabled: false },
    });
  });
});

describe('alerts', () => {
  const [routing] = made.addon('PrometheusStack').objects?.objects ?? [];

  test('are routed by an object that the operator takes', () => {
    expect(() => new AlertmanagerConfig(routing as never).validate()).not.toThrow();
    expect(made.values('PrometheusStack')).toMatchObject({
      alertmanager: { alertmanagerSpec: { alertmanagerConfiguration: { name: routing?.metadata.name } } },
    });
  });

  test('go to the topic of the account, which Alertmanager may publish to and nothing else', () => {
    const topic = 'arn:aws:sns:ap-southeast-3:222222222222:smile-alarms';
    expect(JSON.stringify(routing)).toContain(`"topicARN":"${topic}"`);
    const { statements = [], serviceAccount } = made.addon('PrometheusStack').identity ?? {};
    expect(serviceAccount).toBe('alertmanager');
    expect(statements).toMatchObject([
      { actions: ['sns:Publish'], resources: [topic] },
      {
        // https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#sns-what-permissions-for-sse
        actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
        condition: [
          { variable: 'kms:ViaService', values: ['sns.ap-southeast-3.amazonaws.com'] },
          { variable: 'kms:EncryptionContext:aws:sns:topicArn', values: [topic] },
        ],
      },
    ]);
  });

  // https://github.com/prometheus/alertmanager#high-availability: memberlist needs TCP and UDP of the cluster port
  test('are known to all Alertmanagers', () => {
    expect(made.stack).toHaveResource(NetworkPolicyV1, {
      metadata: { name: 'alertmanager-from-alertmanager', namespace: 'monitoring' },
      spec: {
        ingress: [
          {
            ports: [
              { port: '9094', protocol: 'TCP' },
              { port: '9094', protocol: 'UDP' },
            ],
          },
        ],
      },
    });
  });
});

describe('logs (OBS-LOGS)', () => {
  // https://grafana.com/docs/loki/latest/operations/storage/retention/: hours; the bucket deletes after 90 days.
  test('are deleted a day before their bucket deletes what is left', () => {
    expect(made.values('Loki')).toMatchObject({
      loki: { limits_config: { retention_period: '2136h' }, compactor: { retention_enabled: true } },
    });
  });

  test('are on as many pods as each line has copies', () => {
    expect(made.values('Loki')).toMatchObject({
      singleBinary: { replicas: 3 },
      loki: { commonConfig: { replication_factor: 3 } },
    });
  });

  test('need no bucket for rules, and no right to read Secrets', () => {
    expect(made.values('Loki')).toMatchObject({
      loki: { rulerConfig: { storage: { type: 'local' } } },
      sidecar: { rules: { enabled: false } },
    });
    expect(textOf('Loki')).not.toContain('"ruler":"');
  });
});

describe('traces (OBS-TRACES)', () => {
  test('are deleted a day before their bucket deletes what is left', () => {
    expect(made.values('Tempo')).toMatchObject({ tempo: { retention: '696h' } });
  });

  test('of the last days are in Jaeger, whose one pod starts with its volume and its certificate', () => {
    expect(made.values('Jaeger')).toMatchObject({
      jaeger: { replicas: 1, strategy: { type: 'Recreate' } },
      userconfig: { extensions: { jaeger_storage: { backends: { recent: { badger: { ttl: { spans: '120h' } } } } } } },
      extraObjects: [
        { kind: 'PersistentVolumeClaim', spec: { resources: { requests: { storage: '25Gi' } } } },
        { kind: 'Certificate' },
      ],
    });
  });
});

describe('Grafana', () => {
  test('reads ConfigMaps and no Secret of other namespaces', () => {
    expect(made.values('Grafana')).toMatchObject({
      rbac: { create: false },
      sidecar: { dashboards: { resource: 'configmap' } },
    });
    expect(made.stack).toHaveResource(ClusterRoleV1, {
      metadata: { name: 'grafana-dashboards' },
      rule: [{ api_groups: [''], resources: ['configmaps'], verbs: ['get', 'list', 'watch'] }],
    });
  });

  test('leads from one data source to another that exists', () => {
    const text = textOf('Grafana');
    const known = [...text.matchAll(/"uid":"([a-z]+)"/g)].map(([, uid]) => uid);
    const meant = [...text.matchAll(/"datasourceUid":"([a-z]+)"/g)].map(([, uid]) => uid);
    expect(meant.filter((uid) => !known.includes(uid))).toEqual([]);
    expect([...new Set(meant)].sort()).toEqual(['loki', 'prometheus', 'tempo']);
  });

  test('is one pod, in the mesh by its label', () => {
    expect(made.values('Grafana')).toMatchObject({ replicas: 1, podLabels: { 'sidecar.istio.io/inject': 'true' } });
  });

  test('without a public name is refused, with what to do', () => {
    expect(() => telemetryOf({ environment: testEnvironment({ edge: TEST_EDGE }) })).toFailWith(
      'indonesia-staging-app-platform/Network: Grafana needs the public name Auth, and no load balancer of the environment has it; add Auth to the hosts of one under edge.loadBalancers',
    );
  });
});

test('the way in for telemetry is the address that proxies of the mesh send to', () => {
  expect(made.values('OpenTelemetryGateway')).toMatchObject({ fullnameOverride: 'otel-gateway', mode: 'deployment' });
  expect(made.values('OpenTelemetryAgent')).toMatchObject({
    config: { exporters: { otlp_grpc: { endpoint: 'otel-gateway.monitoring.svc.cluster.local:4317' } } },
  });
});

test('monitors are what the operator takes', () => {
  for (const object of made.addon('MeshMonitors').objects?.objects ?? []) {
    const Model = object.kind === 'PodMonitor' ? PodMonitor : ServiceMonitor;
    expect(() => new Model(object as never).validate()).not.toThrow();
  }
});
