import type { Problem } from '../protocol/problem.ts';
import type { ObjectValue } from '../protocol/value.ts';
import type { FindSiblings } from '../values/facts.ts';
import { blockAt, blocksOf, textOf } from './blocks.ts';
import { chartOf } from './chart.ts';
import { broughtBy, Cluster, releaseName } from './cluster.ts';
import { customResource } from './custom-resources.ts';
import { kindOfType, typesOfKind } from './kinds.ts';
import { type Manifest, manifestsOf } from './manifests.ts';
import { metadataOf } from './object-rules.ts';
import { podsOf } from './pods.ts';

/** Why deleting a resource of the Kubernetes provider would never end; undefined when it would. */
export function refusalToDelete(type: string, object: ObjectValue, siblings: FindSiblings): Problem | undefined {
  const cluster = new Cluster(siblings);
  switch (kindOfType(type)?.kind) {
    case 'Namespace':
      return terminatingNamespace(object, cluster);
    case 'PersistentVolumeClaim':
      return claimInUse(object, cluster);
    default:
      return undefined;
  }
}

/** Why uninstalling a release would never end, or would take what others need; undefined when it would do neither. */
export function refusalToUninstall(release: ObjectValue, siblings: FindSiblings): Problem | undefined {
  const cluster = new Cluster(siblings);
  const manifests = manifestsOf(release);
  return manifests === undefined ? definitionsInUse(release, cluster) : objectsHeld(release, manifests, cluster);
}

/** https://kubernetes.io/docs/concepts/overview/working-with-objects/finalizers/ */
function terminatingNamespace(namespace: ObjectValue, cluster: Cluster): Problem | undefined {
  const { name = '' } = metadataOf(namespace);
  const inside = cluster.manifests
    .filter(({ manifest }) => manifest.namespace === name)
    .map(({ manifest }) => manifest);
  const held = inside.flatMap((manifest) => heldBy(manifest, cluster));
  const [first] = held;
  if (first === undefined) return undefined;
  return {
    summary: `context deadline exceeded: namespace ${name} stays in Terminating`,
    detail: `Some content in the namespace has finalizers remaining: ${first.finalizer} in 1 resource instances. ${first.words}`,
  };
}

/** https://kubernetes.io/docs/concepts/storage/persistent-volumes/#storage-object-in-use-protection */
function claimInUse(claim: ObjectValue, cluster: Cluster): Problem | undefined {
  const { name = '', namespace } = metadataOf(claim);
  const kinds = ['Deployment', 'StatefulSet', 'DaemonSet', 'Pod', 'Job'];
  for (const type of kinds.flatMap(typesOfKind)) {
    const user = cluster.of([type]).find((workload) => {
      const pods = podsOf(type, workload);
      const volumes = blocksOf(pods?.spec.volume);
      return (
        metadataOf(workload).namespace === namespace &&
        volumes.some((volume) => textOf(blockAt(volume, 'persistent_volume_claim')?.claim_name) === name)
      );
    });
    if (user !== undefined) {
      const kind = kindOfType(type)?.kind ?? '';
      return {
        summary: `Persistent volume claim ${name} still exists with finalizers: [kubernetes.io/pvc-protection]`,
        detail: `pods of ${kind} ${namespace}/${metadataOf(user).name} use it; delete the workload first`,
      };
    }
  }
  return undefined;
}

/** Objects of a definition go with it, or stay without anybody who takes their finalizers off: neither is what a destroy means. */
function definitionsInUse(release: ObjectValue, cluster: Cluster): Problem | undefined {
  const { name: chart } = chartOf(release);
  if (cluster.charts.includes(chart)) return undefined;
  const brought = broughtBy(release);
  const used = cluster.manifests.find(({ manifest }) =>
    brought.some(({ group, kind }) => group === manifest.group && kind === manifest.kind),
  );
  if (used === undefined) return undefined;
  return {
    summary: `Error uninstalling release: Unable to uninstall Helm release ${String(release.name)}: custom resources of its kinds still exist`,
    detail: `${show(used.manifest)} of release ${used.release} is of a kind that chart ${chart} brings and controls; uninstall that release first: let it depend on this one`,
  };
}

function objectsHeld(release: ObjectValue, manifests: readonly Manifest[], cluster: Cluster): Problem | undefined {
  const [held] = manifests.flatMap((manifest) => heldBy(manifest, cluster));
  if (held === undefined) return undefined;
  return {
    summary: `Error uninstalling release: Unable to uninstall Helm release ${String(release.name)}: uninstallation completed with 1 error(s): context deadline exceeded`,
    detail: `${held.words} (release ${releaseName(release)})`,
  };
}

/** What keeps an object for ever: a finalizer whose controller is not there any more. */
function heldBy(manifest: Manifest, cluster: Cluster): { readonly finalizer: string; readonly words: string }[] {
  const { finalizer, charts = [] } = customResource(manifest.group, manifest.kind) ?? {};
  if (finalizer === undefined || charts.some((chart) => cluster.charts.includes(chart))) return [];
  return [
    {
      finalizer,
      words: `${show(manifest)} keeps finalizer ${finalizer}, which only the controller of chart ${charts.join(' or ')} takes off, and its release is gone`,
    },
  ];
}

function show({ kind, namespace, metadata }: Manifest): string {
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${metadata.name ?? ''}`;
}
