import { Pods } from '../../namespaces/pods.ts';
import type { PlatformContext } from '../../platform-context.ts';
import { onNodes, overZones } from '../../releases/placement-values.ts';
import type { Addon } from '../addon.ts';

const LABELS = { 'app.kubernetes.io/name': 'metrics-server', 'app.kubernetes.io/instance': 'metrics-server' };
/** The chart's containerPort: EKS opens it from the control plane to nodes. */
const PORT = 10250;
const RESOURCES = { requests: { cpu: '100m', memory: '200Mi' }, limits: { memory: '400Mi' } } as const;
/** Where kubelets answer. */
const KUBELET = 10250;

/** CPU and memory of pods, which autoscaling of pods and `kubectl top` read. It keeps nothing. */
export function metricsServer(context: PlatformContext): Addon {
  return {
    id: 'MetricsServer',
    namespace: 'kube-system',
    requires: ['monitor-kinds', 'certificates'],
    provides: ['pod-metrics'],
    runsOn: [context.place],
    pods: [{ name: 'metrics-server', on: 'platform', copies: context.copies(2), ...RESOURCES.requests }],
    release: { chart: 'metrics-server', name: 'metrics-server', values: values(context) },
    connect: () => connect(context),
  };
}

function values(context: PlatformContext) {
  return {
    ...onNodes(context.place),
    image: context.imageWithHost('metrics-server'),
    replicas: context.copies(2),
    podDisruptionBudget: { enabled: context.hasCopies, minAvailable: 1 },
    topologySpreadConstraints: overZones(LABELS),
    containerPort: PORT,
    // The API server checks the certificate; the chart's default lets any pass.
    apiService: { insecureSkipTLSVerify: false },
    // Its own way makes a key with Helm, which would be kept in the release.
    tls: { type: 'cert-manager' },
    metrics: { enabled: true },
    serviceMonitor: { enabled: true },
    resources: RESOURCES,
  };
}

function connect(context: PlatformContext): void {
  const pods = new Pods({
    owner: context.owner,
    namespace: 'kube-system',
    name: 'metrics-server',
    labels: LABELS,
    ports: [PORT],
  });
  pods.allowFromBlocks(context.controlPlane, 'The API server passes on who asks for metrics of pods');
  pods.allowFrom(context.prometheus, 'Prometheus reads how metrics-server itself does');
  pods.allowToBlocks(context.nodes, 'Kubelets tell what their pods use', [KUBELET]);
  pods.allowToBlocks(context.kubernetesApi, 'metrics-server lists the nodes', [443]);
}
