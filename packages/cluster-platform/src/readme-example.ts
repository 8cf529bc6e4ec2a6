import { type Addon, type PlatformContext, Pods } from '@smile/cluster-platform';

/** An add-on: what it needs, what it gives, its chart, the room that its pods take, and who may talk to them. */
export function metricsOfPods(context: PlatformContext): Addon {
  const requests = { cpu: '100m', memory: '200Mi' };
  return {
    id: 'MetricsOfPods',
    namespace: 'kube-system',
    requires: ['certificates'],
    provides: ['pod-metrics'],
    runsOn: [context.place],
    pods: [{ name: 'metrics-server', on: 'platform', copies: context.copies(2), ...requests }],
    release: {
      chart: 'metrics-server',
      name: 'metrics-server',
      values: { image: context.imageWithHost('metrics-server'), resources: { requests } },
    },
    connect: () => {
      const pods = new Pods({
        owner: context.owner,
        namespace: 'kube-system',
        name: 'metrics-server',
        labels: { 'app.kubernetes.io/name': 'metrics-server' },
        ports: [10250],
      });
      pods.allowFromBlocks(context.controlPlane, 'The API server asks for metrics of pods');
    },
  };
}
