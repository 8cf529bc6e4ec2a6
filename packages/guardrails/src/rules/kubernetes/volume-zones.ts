import type { KubernetesObject, PodTemplate, Resource } from '@smile/inventory';
import { Block } from '../../reading/block.ts';
import { eachPod, isBeside, objectsOf } from '../../reading/kubernetes/objects.ts';
import { fitsNodes, groupsOf } from '../../reading/kubernetes/placement.ts';
import type { Rule, RuleContext } from '../../rule.ts';

export const volumeZones: Rule = {
  id: 'SMILE_K8S_VOLUME_ZONES',
  family: 'kubernetes',
  severity: 'high',
  title: 'Pods with EBS volumes run on node groups of one zone',
  what: 'Every node group onto which a pod with a claim of an EBS class may go, by its selector, affinity and tolerations, has one subnet. Judged where the node groups of its cluster were read.',
  why: 'A volume never leaves its zone, and the autoscaler cannot ask a group over several zones for a node in a certain one: the pod waits for ever.',
  remedy: 'Let the pods select groups that are one per zone, or use a store that needs no volume.',
  source: 'https://docs.aws.amazon.com/eks/latest/best-practices/cas.html#_ebs_volumes',
  check: eachPod((pods, context) => {
    if (!claimsOf(pods, context).some((className) => isEbs(className, pods.object, context))) return undefined;
    const wide = groupsOf(pods.object, context).filter((group) => subnetsOf(group) > 1 && fitsNodes(pods.spec, group));
    return wide.length === 0
      ? undefined
      : `has an EBS volume and may run on ${wide.map(({ address }) => address).join(', ')}, which ${wide.length > 1 ? 'have' : 'has'} several zones`;
  }),
};

/** Storage classes of the claims that pods have or make; `undefined` is the default class. */
function claimsOf({ object, spec }: PodTemplate, context: RuleContext): readonly (string | undefined)[] {
  const classOf = (claim: Block) => claim.text('storageClassName');
  const made = new Block(object.spec).blocks('volumeClaimTemplates').map((one) => classOf(one.block('spec')));
  const volumes = new Block(spec).blocks('volumes');
  const ephemeral = volumes
    .filter((volume) => volume.raw('ephemeral') !== undefined)
    .map((volume) => classOf(volume.block('ephemeral').block('volumeClaimTemplate').block('spec')));
  const names = volumes.map((volume) => volume.block('persistentVolumeClaim').text('claimName'));
  const claims = objectsOf(context, 'PersistentVolumeClaim', /^v1$/).filter(
    (claim) => isBeside(claim, object) && names.includes(claim.name),
  );
  return [
    ...(object.kind === 'StatefulSet' ? made : []),
    ...ephemeral,
    ...claims.map((claim) => classOf(new Block(claim.spec))),
  ];
}

const EBS = 'ebs.csi.aws.com';
const DEFAULT_CLASS = 'storageclass.kubernetes.io/is-default-class';

/** Whether a class makes EBS volumes. One that no source shows is so by the name that EKS and its users give. */
function isEbs(name: string | undefined, { cluster }: KubernetesObject, context: RuleContext): boolean {
  const classes = objectsOf(context, 'StorageClass', /^storage\.k8s\.io\//).filter((one) => one.cluster === cluster);
  const found = classes.find((one) =>
    name === undefined ? one.annotations[DEFAULT_CLASS] === 'true' : one.name === name,
  );
  return found === undefined
    ? /^(gp[23]|io[12]|st1|sc1)\b/.test(name ?? '')
    : new Block(found.body).text('provisioner') === EBS;
}

function subnetsOf(group: Resource): number {
  return Array.isArray(group.values.subnet_ids) ? group.values.subnet_ids.length : 0;
}
