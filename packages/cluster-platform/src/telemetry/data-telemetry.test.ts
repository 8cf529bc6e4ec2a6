import { NetworkPolicyV1 } from '@cdktf/provider-kubernetes/lib/network-policy-v1';
import { Certificate } from '@kubernetes-models/cert-manager/cert-manager.io/v1/Certificate';
import '@smile/testing/matchers';
import { describe, expect, test } from 'vitest';
import { awsLoadBalancerController } from '../addons/aws-load-balancer-controller/aws-load-balancer-controller.ts';
import { madeAddon } from '../fixtures.ts';
import { telemetryOf } from './fixtures.ts';
import type { TelemetryLink } from './telemetry-link.ts';

const GROUP =
  'arn:aws:elasticloadbalancing:ap-southeast-3:222222222222:targetgroup/smile-uat-telemetry/0123456789abcdef';
const LINK: TelemetryLink = {
  host: 'telemetry.uat.smile.internal',
  port: 4317,
  targetGroup: { targetGroupArn: GROUP, port: 4319, health: { port: 13_133 }, drainSeconds: 30 },
};

const data = telemetryOf({ role: 'data' }, LINK);
const application = telemetryOf({}, LINK);
const gateway = (made: typeof data) => made.values('OpenTelemetryGateway');

// https://github.com/open-telemetry/opentelemetry-collector/blob/main/config/configtls/README.md
describe('the gateway of the data cluster', () => {
  test('sends all three to the load balancer, by TLS with its own certificate, and to nobody else', () => {
    const config = gateway(data).config as { service: { pipelines: Record<string, { exporters: string[] }> } };
    expect(Object.values(config.service.pipelines).map(({ exporters }) => exporters)).toEqual([
      ['otlp_grpc/environment'],
      ['otlp_grpc/environment'],
      ['otlp_grpc/environment'],
    ]);
    expect(config).toMatchObject({
      exporters: {
        'otlp_grpc/environment': {
          endpoint: 'telemetry.uat.smile.internal:4317',
          tls: {
            ca_file: '/etc/otelcol/telemetry-link/ca.crt',
            cert_file: '/etc/otelcol/telemetry-link/tls.crt',
            key_file: '/etc/otelcol/telemetry-link/tls.key',
            min_version: '1.3',
          },
        },
      },
    });
  });

  test('names the cluster on everything that it sends', () => {
    const pipelines = ['traces', 'logs', 'metrics'].map((signal) => ({
      [signal]: { processors: expect.arrayContaining(['resource/cluster']) },
    }));
    expect(gateway(data)).toMatchObject({
      config: {
        processors: { 'resource/cluster': { attributes: [{ key: 'k8s.cluster.name', action: 'upsert' }] } },
        service: { pipelines: Object.assign({}, ...pipelines) },
      },
    });
  });

  // https://prometheus.io/docs/prometheus/latest/federation/#configuring-federation
  test('takes all series of Prometheus as they are, in one pod, so that none comes twice', () => {
    expect(gateway(data)).toMatchObject({
      replicaCount: 1,
      autoscaling: { enabled: false },
      config: {
        receivers: {
          prometheus: {
            config: {
              scrape_configs: [
                {
                  metrics_path: '/federate',
                  honor_labels: true,
                  honor_timestamps: true,
                  params: { 'match[]': ['{job!=""}'] },
                },
              ],
            },
          },
        },
      },
    });
  });

  test('reaches Prometheus of its cluster and the load balancer in the intra subnets', () => {
    expect(data.stack).toHaveResource(NetworkPolicyV1, {
      metadata: { name: 'otel-gateway-to-telemetry-load-balancer', namespace: 'monitoring' },
      spec: { egress: [{ ports: [{ port: '4317', protocol: 'TCP' }] }] },
    });
    expect(data.stack).toHaveResource(NetworkPolicyV1, {
      metadata: { name: 'prometheus-from-otel-gateway' },
      spec: { ingress: [{ ports: [{ port: '9090', protocol: 'TCP' }] }] },
    });
  });
});

describe('the gateway of the application cluster', () => {
  test('asks other clusters for a certificate at a port of its own, and sends what comes to the stores', () => {
    expect(gateway(application)).toMatchObject({
      ports: { 'otlp-clusters': { enabled: true, containerPort: 4319, servicePort: 4319 } },
      config: {
        receivers: {
          'otlp/clusters': {
            protocols: {
              grpc: {
                endpoint: '${env:MY_POD_IP}:4319',
                tls: { client_ca_file: '/etc/otelcol/telemetry-link/ca.crt', min_version: '1.3' },
              },
            },
          },
        },
        service: {
          pipelines: {
            'traces/clusters': { receivers: ['otlp/clusters'], exporters: ['otlp_grpc/tempo', 'otlp_grpc/jaeger'] },
            'logs/clusters': { receivers: ['otlp/clusters'], exporters: ['otlp_http/loki'] },
            'metrics/clusters': { receivers: ['otlp/clusters'], exporters: ['prometheus_remote_write/clusters'] },
          },
        },
      },
    });
  });

  test('leaves names of series as they are, which have their units and endings already', () => {
    expect(gateway(application)).toMatchObject({
      config: { exporters: { 'prometheus_remote_write/clusters': { add_metric_suffixes: false } } },
    });
  });

  test('is bound to the target group, which its controller may fill', () => {
    expect(application.addon('OpenTelemetryGateway').objects?.objects).toMatchObject([
      {
        kind: 'TargetGroupBinding',
        metadata: { namespace: 'monitoring' },
        spec: { targetGroupARN: GROUP, targetType: 'ip', serviceRef: { name: 'otel-gateway', port: 4319 } },
      },
    ]);
    const filled = (role: 'application' | 'data') =>
      JSON.stringify(madeAddon((context) => awsLoadBalancerController(context, [], LINK), { role }).addon.identity);
    expect(filled('application')).toContain(GROUP);
    expect(filled('data')).not.toContain(GROUP);
  });

  test('lets in the load balancer, at that port and at that of health', () => {
    expect(application.stack).toHaveResource(NetworkPolicyV1, {
      metadata: { name: 'otel-gateway-from-telemetry-load-balancer' },
      spec: {
        ingress: [
          {
            ports: [
              { port: '4319', protocol: 'TCP' },
              { port: '13133', protocol: 'TCP' },
            ],
          },
        ],
      },
    });
  });

  test('opens nothing where there is no other cluster', () => {
    const alone = telemetryOf();
    expect(JSON.stringify(gateway(alone))).not.toContain('clusters');
    expect(alone.addon('OpenTelemetryGateway').objects).toBeUndefined();
  });
});

// https://cert-manager.io/docs/usage/certificate/#creating-certificate-resources: usages
describe('certificates of both ends', () => {
  const certificateOf = (made: typeof data) =>
    made.addon('TelemetryTrust').objects?.objects.find(({ kind }) => kind === 'Certificate');

  test('are what cert-manager takes', () => {
    for (const made of [data, application])
      expect(() => new Certificate(certificateOf(made) as never).validate()).not.toThrow();
  });

  test('are of an authority of their own, and neither end can pass for the other', () => {
    const issuerRef = { name: 'telemetry', kind: 'ClusterIssuer' };
    expect(certificateOf(application)).toMatchObject({
      spec: { issuerRef, dnsNames: ['telemetry.uat.smile.internal'], usages: ['digital signature', 'server auth'] },
    });
    expect(certificateOf(data)).toMatchObject({ spec: { issuerRef, usages: ['digital signature', 'client auth'] } });
    expect(data.addon('TelemetryTrust').objects?.objects).toContainEqual(
      expect.objectContaining({ kind: 'ClusterIssuer', spec: { ca: { secretName: 'telemetry-authority' } } }),
    );
  });
});

test('silence of the data cluster is an alert where it would arrive', () => {
  const alerts = (made: typeof data) => JSON.stringify(made.addon('AlertRules').objects);
  expect(alerts(application)).toContain('DataClusterSilent');
  expect(alerts(data)).not.toContain('DataClusterSilent');
  expect(alerts(telemetryOf())).not.toContain('DataClusterSilent');
});
