import type { PlatformContext } from '../../platform-context.ts';
import type { Addon } from '../addon.ts';

/** Istio's kinds, before anything that is of one. */
export function istioBase({ place }: PlatformContext): Addon {
  return {
    id: 'IstioBase',
    namespace: 'istio-system',
    provides: ['mesh-kinds'],
    runsOn: [place],
    release: {
      chart: 'istio-base',
      name: 'istio-base',
      // The chart marks no kind as one to keep: an uninstall would delete them all.
      keeps: 'the kinds of Istio, and with them every route and every policy',
      values: { defaultRevision: 'default' },
    },
  };
}
