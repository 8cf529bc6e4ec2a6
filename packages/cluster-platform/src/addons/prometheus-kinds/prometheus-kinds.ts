import type { PlatformContext } from '../../platform-context.ts';
import type { Addon } from '../addon.ts';

/** The kinds of the Prometheus operator, before anything that brings a monitor of its own. */
export function prometheusKinds({ place }: PlatformContext): Addon {
  return {
    id: 'PrometheusKinds',
    namespace: 'monitoring',
    provides: ['monitor-kinds'],
    runsOn: [place],
    release: {
      chart: 'prometheus-operator-crds',
      name: 'prometheus-operator-crds',
      keeps: 'the kinds of the Prometheus operator, and every monitor and rule with them',
      // Without it, an uninstall deletes the kinds, and every object of them.
      values: { crds: { annotations: { 'helm.sh/resource-policy': 'keep' } } },
    },
  };
}
