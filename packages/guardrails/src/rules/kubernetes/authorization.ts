import type { KubernetesObject } from '@smile/inventory';
import { Block } from '../../reading/block.ts';
import { isInMesh, MESH_NAMESPACE } from '../../reading/kubernetes/mesh.ts';
import { found, hasReason, objectsOf } from '../../reading/kubernetes/objects.ts';
import type { Rule, RuleContext, Violation } from '../../rule.ts';

const SECURITY = /^security\.istio\.io\//;

export const authorization: Rule = {
  id: 'SMILE_K8S_AUTHORIZATION',
  family: 'kubernetes',
  severity: 'high',
  title: 'In the mesh, nobody may call whom no policy allows',
  what: `Every Namespace with sidecars has an AuthorizationPolicy of action ALLOW for all its pods, or ${MESH_NAMESPACE} has one for all; no ALLOW policy has a rule without \`from\`, \`to\` and \`when\`, which allows everything, unless the annotation \`smile/reason\` says why.`,
  why: 'Mutual TLS says who calls; without a policy every service of the mesh may.',
  remedy: 'Add a policy with an empty spec, which allows nothing, and one per caller.',
  source: 'https://istio.io/latest/docs/reference/config/security/authorization-policy/',
  check: (context) => [...openNamespaces(context), ...openRules(context)],
};

function policiesOf(context: RuleContext): readonly KubernetesObject[] {
  return objectsOf(context, 'AuthorizationPolicy', SECURITY);
}

function isAllow({ spec }: KubernetesObject): boolean {
  return (new Block(spec).text('action') ?? 'ALLOW') === 'ALLOW';
}

/** Whether a policy is for every pod of its namespace. */
function isForAll({ spec }: KubernetesObject): boolean {
  const block = new Block(spec);
  return (
    block.block('selector').block('matchLabels').names().length === 0 &&
    !block.has('targetRef') &&
    !block.has('targetRefs')
  );
}

/** A pod that an ALLOW policy takes in is closed to whatever none of its rules allow. */
function openNamespaces(context: RuleContext): readonly Violation[] {
  const closing = policiesOf(context).filter((policy) => isAllow(policy) && isForAll(policy) && !allowsAll(policy));
  return objectsOf(context, 'Namespace')
    .filter(isInMesh)
    .filter(({ cluster, name }) => {
      return !closing.some((one) => one.cluster === cluster && [name, MESH_NAMESPACE].includes(one.namespace ?? ''));
    })
    .flatMap((namespace) =>
      found(namespace, 'must have an AuthorizationPolicy for all its pods that allows nothing by itself'),
    );
}

function openRules(context: RuleContext): readonly Violation[] {
  return policiesOf(context)
    .filter((policy) => isAllow(policy) && allowsAll(policy) && !hasReason(policy))
    .flatMap((policy) =>
      found(
        policy,
        'a rule without from, to and when allows everything; name who may call, or give the annotation smile/reason',
      ),
    );
}

/** Whether one rule lets everybody do everything: it restricts nothing, or only in parts that are empty. */
function allowsAll({ spec }: KubernetesObject): boolean {
  return new Block(spec).blocks('rules').some((rule) => {
    const restricts = (part: 'from' | 'to', inner: 'source' | 'operation') => {
      const items = rule.blocks(part);
      return items.length > 0 && items.every((item) => item.block(inner).names().length > 0);
    };
    return !restricts('from', 'source') && !restricts('to', 'operation') && rule.blocks('when').length === 0;
  });
}
