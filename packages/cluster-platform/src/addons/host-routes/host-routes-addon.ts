import { throwIfAny } from '@smile/core';
import { GATEWAY_NAMESPACE } from '../../mesh/mesh-names.ts';
import type { PlatformContext } from '../../platform-context.ts';
import type { Destinations } from '../../routes/destination.ts';
import type { Entrance } from '../../routes/entrance.ts';
import { hostRoutes } from '../../routes/host-routes.ts';
import { serviceDestinations } from '../../workloads/service-destinations.ts';
import type { Addon } from '../addon.ts';
import type { Capability } from '../capability.ts';

/**
 * Routes of every host of the cluster, to what its add-ons serve and to services that have values. It comes last, so that a host leads nowhere before somebody
 * answers, and goes first.
 *
 * @throws ValidationError as {@link hostRoutes}, and for a host that two add-ons serve.
 */
export function hostRoutesAddon(
  context: PlatformContext,
  entrances: readonly Entrance[],
  addons: readonly Addon[],
): Addon {
  const served = addons.flatMap((addon) => Object.keys(addon.serves ?? {}).map((word) => ({ addon, word })));
  throwIfAny(context.owner, sharedHosts(served));
  const provides = new Set(addons.flatMap((addon) => addon.provides ?? []));
  const before = new Set<Capability>(served.flatMap(({ addon }) => addon.provides ?? []));
  return {
    id: 'HostRoutes',
    namespace: GATEWAY_NAMESPACE,
    requires: ['gateways', ...before],
    runsOn: [context.place],
    objects: {
      name: 'host-routes',
      objects: hostRoutes(context, {
        entrances,
        destinations: destinationsOf(addons, serviceDestinations(context.values.services)),
        hasConsoleSignIn: provides.has('console-sign-in'),
      }),
    },
  };
}

function destinationsOf(addons: readonly Addon[], services: Destinations): Destinations {
  const entries = addons.flatMap(({ serves = {} }) => Object.entries(serves));
  return { ...services, ...Object.fromEntries(entries) };
}

function sharedHosts(served: readonly { readonly addon: Addon; readonly word: string }[]): string[] {
  return served.flatMap(({ addon, word }, index) => {
    const first = served.findIndex((other) => other.word === word);
    const other = served[first];
    return first === index || other === undefined
      ? []
      : [`add-on ${addon.id}: ${other.addon.id} serves ${word} already; let one of them serve it`];
  });
}
