import {
  type Addon,
  type HelmValues,
  NOBODY,
  onNodes,
  type PlatformContext,
  Pods,
  RESTRICTED_POD,
} from '@smile/cluster-platform';
import { PODS } from '@smile/databases/secrets';
import { CLICKHOUSE_NAMESPACE, CLICKHOUSE_PORTS } from '../clickhouse/clickhouse-addresses.ts';

const CHART = 'altinity-clickhouse-operator';
const { serviceAccount: NAME } = PODS.clickhouseOperator;
const LABELS = { 'app.kubernetes.io/name': CHART, 'app.kubernetes.io/instance': NAME };
/** What it knows of replicas, and of itself. */
const METRICS_PORTS = [8888, 9999];
const PARTS = {
  operator: { requests: { cpu: '100m', memory: '256Mi' }, limits: { memory: '512Mi' } },
  metrics: { requests: { cpu: '50m', memory: '128Mi' }, limits: { memory: '256Mi' } },
  kinds: { requests: { cpu: '50m', memory: '128Mi' }, limits: { memory: '256Mi' } },
} as const;

/** Altinity's operator (DAT-CLICKHOUSE), in the one namespace that it looks after. */
export function clickhouseOperator(context: PlatformContext): Addon {
  return {
    id: 'ClickhouseOperator',
    namespace: CLICKHOUSE_NAMESPACE,
    requires: ['monitor-kinds', 'secrets'],
    provides: ['clickhouse-kinds'],
    runsOn: [context.place],
    pods: [{ name: NAME, on: 'platform', cpu: '150m', memory: '384Mi' }],
    release: {
      chart: CHART,
      name: NAME,
      keeps: "Altinity's kinds, and every installation with them",
      values: values(context),
    },
    connect: () => connect(context),
  };
}

/** https://github.com/Altinity/clickhouse-operator/tree/0.26.0/deploy/helm/clickhouse-operator */
function values(context: PlatformContext): HelmValues {
  const security = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };
  const { nodeSelector, tolerations } = onNodes(context.place);
  return {
    nodeSelector,
    tolerations,
    fullnameOverride: NAME,
    serviceAccount: { create: true, name: NAME },
    rbac: { create: true, namespaceScoped: true },
    operator: {
      image: context.imageWithHost('clickhouse-operator'),
      resources: PARTS.operator,
      priorityClassName: 'platform',
      containerSecurityContext: security,
    },
    metrics: {
      enabled: true,
      image: context.imageWithHost('clickhouse-metrics-exporter'),
      resources: PARTS.metrics,
      containerSecurityContext: security,
    },
    podSecurityContext: { ...RESTRICTED_POD, runAsUser: NOBODY },
    // A job that brings the kinds up to the version of the chart; Helm itself would only install them once.
    crdHook: {
      enabled: true,
      image: context.imageWithHost('k8s'),
      nodeSelector,
      tolerations,
      resources: PARTS.kinds,
    },
    // Its password is a field of the secret `clickhouse`.
    secret: { create: false },
    serviceMonitor: { enabled: true },
    configs: {
      files: {
        'config.yaml': {
          // As a list, which the schema of the chart asks for; the operator takes an object as well.
          watch: { namespaces: [CLICKHOUSE_NAMESPACE] },
          clickhouse: {
            // It checks no certificate: InsecureSkipVerify in pkg/model/clickhouse/connection.go. Policies say who answers.
            access: { scheme: 'https', port: CLICKHOUSE_PORTS.https, secret: { namespace: '', name: NAME } },
          },
        },
      },
    },
  };
}

function connect(context: PlatformContext): void {
  const { owner, kubernetesApi } = context;
  const pods = clickhouseOperatorPods(context);
  pods.allowToBlocks(kubernetesApi, 'The operator reads its objects and makes others of them', [443]);
  pods.allowFrom(context.prometheus, 'Prometheus reads what the operator knows of replicas', METRICS_PORTS);
  const kinds = new Pods({
    owner,
    namespace: CLICKHOUSE_NAMESPACE,
    name: 'clickhouse-kinds',
    labels: { ...LABELS, 'app.kubernetes.io/component': 'crd-install-hook' },
  });
  kinds.allowToBlocks(kubernetesApi, 'A job brings the kinds up to the version of the chart', [443]);
}

/** The operator, which asks replicas how they are. */
export function clickhouseOperatorPods({ owner }: PlatformContext): Pods {
  return new Pods({ owner, namespace: CLICKHOUSE_NAMESPACE, name: NAME, labels: LABELS });
}
