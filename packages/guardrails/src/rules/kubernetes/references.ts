import {
  chartReleases,
  helmValues,
  type KubernetesObject,
  kubernetesObjects,
  type PodTemplate,
} from '@smile/inventory';
import { Block } from '../../reading/block.ts';
import { allOf } from '../../reading/checks.ts';
import { LINKS } from '../../reading/kubernetes/broken-links.ts';
import { hasNamespace, isWholeNamespace } from '../../reading/kubernetes/neighbourhood.ts';
import { eachObject, eachPod, found, isBeside, objectsOf } from '../../reading/kubernetes/objects.ts';
import { fitsNodes, groupsOf } from '../../reading/kubernetes/placement.ts';
import type { Rule, RuleContext } from '../../rule.ts';

export const references: Rule = {
  id: 'SMILE_K8S_REFERENCES',
  family: 'kubernetes',
  severity: 'high',
  title: 'References between Kubernetes objects resolve',
  what: 'Namespaces, service accounts and claims that objects name, targets of autoscalers, Services of routes with their ports, pods that Services and budgets select, ports that Services lead to, nodes for pods, volumes that containers mount, and storage classes. A name is judged where all of its namespace was read, which is not so beside charts of others and operators.',
  why: 'Kubernetes accepts a name that leads nowhere: the pod is never made, the Service has no endpoints, the budget protects nothing.',
  remedy: 'Correct the name, or remove what nobody has any more.',
  source: 'https://kubernetes.io/docs/tasks/debug/debug-application/debug-service/',
  check: allOf(
    (context) =>
      kubernetesObjects(context.inventory).flatMap((object) =>
        found(object, hasNamespace(context, object) ? undefined : `namespace ${object.namespace} does not exist`),
      ),
    ...LINKS.map(({ kinds, groups, problems }) => eachObject(kinds, problems, groups)),
    eachPod(podProblems),
    eachPod(mountProblems),
    eachObject(['StatefulSet', 'PersistentVolumeClaim'], classProblems, /^(apps\/)?v1$/),
    eachPod(({ object, spec }, context) => {
      const groups = groupsOf(object, context);
      const isHomeless = groups.length > 0 && !groups.some((group) => fitsNodes(spec, group));
      return isHomeless
        ? 'no node group has the labels that its pods select and a taint that they tolerate'
        : undefined;
    }),
  ),
};

function podProblems({ object, spec }: PodTemplate, context: RuleContext): readonly string[] {
  // Whoever writes pods as Terraform's own resources makes their accounts so, too.
  if (!isWholeNamespace(context, object) && !object.resource.type.startsWith('kubernetes_')) return [];
  const pod = new Block(spec);
  const account = pod.text('serviceAccountName') ?? 'default';
  const names = (kind: string) =>
    objectsOf(context, kind, /^v1$/)
      .filter((one) => isBeside(one, object))
      .map(({ name }) => name);
  const claims = pod
    .blocks('volumes')
    .flatMap((volume) => volume.block('persistentVolumeClaim').text('claimName') ?? []);
  const lost = claims.filter((claim) => !names('PersistentVolumeClaim').includes(claim));
  return [
    ...(account === 'default' || names('ServiceAccount').includes(account)
      ? []
      : [`ServiceAccount ${account} does not exist`]),
    ...lost.map((claim) => `PersistentVolumeClaim ${claim} does not exist`),
  ];
}

/** The API server refuses a mount of a volume that the pod does not have. */
function mountProblems({ object, spec, containers }: PodTemplate): readonly string[] {
  const volumes = [
    ...new Block(spec).blocks('volumes').map((volume) => volume.text('name')),
    ...new Block(object.spec).blocks('volumeClaimTemplates').map((claim) => claim.block('metadata').text('name')),
  ];
  return containers.flatMap(({ name, body }) =>
    new Block(body)
      .blocks('volumeMounts')
      .flatMap((mount) => mount.text('name') ?? [])
      .filter((volume) => !volumes.includes(volume))
      .map((volume) => `container ${name} mounts the volume ${volume}, which the pod does not have`),
  );
}

/** A claim waits for ever for a class that its cluster does not have; a cluster of which no class was read does not tell. */
function classProblems({ kind, cluster, spec }: KubernetesObject, context: RuleContext): readonly string[] {
  const classes = objectsOf(context, 'StorageClass').flatMap((one) => (one.cluster === cluster ? [one.name] : []));
  if (classes.length === 0) return [];
  // The provisioner of local volumes makes a class for each disk layout of its values.
  const ofCharts = chartReleases(context.inventory).flatMap((release) =>
    new Block(helmValues(context.inventory, release) ?? {}).blocks('classes').map((one) => one.text('name')),
  );
  const block = new Block(spec);
  const claims =
    kind === 'StatefulSet' ? block.blocks('volumeClaimTemplates').map((one) => one.block('spec')) : [block];
  return claims
    .flatMap((claim) => claim.text('storageClassName') ?? [])
    .filter((name) => name !== '' && !classes.includes(name) && !ofCharts.includes(name))
    .map((name) => `StorageClass ${name} does not exist`);
}
