import { type JsonObject, type KubernetesObject, type Resource, selects, stringEntries } from '@smile/inventory';
import type { RuleContext } from '../../rule.ts';
import { Block } from '../block.ts';

/** EKS writes the effects of taints in capitals. */
const EFFECTS: Readonly<Record<string, string>> = { NO_SCHEDULE: 'NoSchedule', NO_EXECUTE: 'NoExecute' };

/**
 * Whether the scheduler may put pods onto nodes of a group: by `nodeSelector`, required node affinity and taints. Labels that only
 * a node has, such as its zone, exclude no group.
 */
export function fitsNodes(spec: JsonObject, group: Resource): boolean {
  const pod = new Block(spec);
  const labels = stringEntries(group.values.labels);
  return (
    isSelected(pod, labels) && hasAffinity(pod, labels) && taintsOf(group).every((taint) => isTolerated(pod, taint))
  );
}

function isSelected(pod: Block, labels: Readonly<Record<string, string>>): boolean {
  return Object.entries(stringEntries(pod.raw('nodeSelector'))).every(
    ([key, value]) => isOfNode(key) || labels[key] === value,
  );
}

/** Terms are alternatives, and the expressions of one all have to hold. */
function hasAffinity(pod: Block, labels: Readonly<Record<string, string>>): boolean {
  const required = pod.block('affinity').block('nodeAffinity').block('requiredDuringSchedulingIgnoredDuringExecution');
  const terms = required.blocks('nodeSelectorTerms');
  return (
    terms.length === 0 ||
    terms.some((term) => {
      const expressions = term
        .list('matchExpressions')
        .filter((one) => !isOfNode(new Block({ one }).block('one').text('key') ?? ''));
      return selects({ matchExpressions: expressions }, labels) !== 'no';
    })
  );
}

/** Labels that the kubelet and EKS give: zones, instance types, architectures. */
function isOfNode(key: string): boolean {
  return /(^|\.)(kubernetes\.io|k8s\.io|k8s\.aws|eks\.amazonaws\.com)\//.test(key);
}

interface Taint {
  readonly key: string;
  readonly value: string;
  readonly effect: string;
}

function taintsOf(group: Resource): readonly Taint[] {
  return Block.of(group)
    .blocks('taint')
    .flatMap((taint) => {
      const effect = EFFECTS[taint.text('effect') ?? ''];
      return effect === undefined ? [] : [{ key: taint.text('key') ?? '', value: taint.text('value') ?? '', effect }];
    });
}

/** https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/ */
function isTolerated(pod: Block, { key, value, effect }: Taint): boolean {
  return pod.blocks('tolerations').some((toleration) => {
    const isEffect = [undefined, effect].includes(toleration.text('effect'));
    const isAny = toleration.text('key') === undefined;
    const exists = toleration.text('operator') === 'Exists';
    if (isAny) return exists && isEffect;
    return isEffect && toleration.text('key') === key && (exists || (toleration.text('value') ?? '') === value);
  });
}

/** Node groups of the object's cluster, as far as they were read. */
export function groupsOf({ cluster, resource }: KubernetesObject, context: RuleContext): readonly Resource[] {
  return context.resources('aws_eks_node_group').filter((group) => {
    const [target] = context.inventory.referencesAt(group, 'cluster_name');
    const name = target?.type === 'aws_eks_cluster' ? target.values.name : group.values.cluster_name;
    return name === cluster || (group.stack === resource.stack && cluster.startsWith('the cluster of'));
  });
}
