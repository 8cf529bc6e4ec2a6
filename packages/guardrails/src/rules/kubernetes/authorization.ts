import type { KubernetesObject } from '@smile/inventory';
import { Block } from '../../reading/block.ts';
import { isInMesh, MESH_NAMESPACE } from '../../reading/kubernetes/mesh.ts';
import { found, hasReason, isBeside, namespaceOf, objectsOf } from '../../reading/kubernetes/objects.ts';
import type { Rule, RuleContext, Violation } from '../../rule.ts';

const SECURITY = /^security\.istio\.io\//;

export const authorization: Rule = {
  id: 'SMILE_K8S_AUTHORIZATION',
  family: 'kubernetes',
  severity: 'high',
  title: 'Istio authorization denies requests by default',
  what: `Every Namespace with sidecars has an AuthorizationPolicy of action ALLOW for all its pods, or ${MESH_NAMESPACE} has one for all; every rule of an ALLOW policy says who may call, and that is not \`*\`, unless the annotation \`smile/reason\` says why. A policy for all pods is in a namespace with sidecars or gateways.`,
  why: 'Mutual TLS says who calls; without a policy every service of the mesh may.',
  remedy: 'Add a policy with an empty spec, which allows nothing, and one per caller.',
  source: 'https://istio.io/latest/docs/reference/config/security/authorization-policy/',
  check: (context) => [
    ...openNamespaces(context),
    ...openRules(context),
    ...idlePolicies(context),
    ...strangeActions(context),
  ],
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
    .filter((policy) => isAllow(policy) && !hasReason(policy))
    .flatMap((policy) =>
      found(
        policy,
        new Block(policy.spec).blocks('rules').flatMap((rule, index) => {
          const text = namesCallers(rule)
            ? undefined
            : `rules[${index}] must say in from who may call, or the annotation smile/reason why everybody may`;
          return text ?? [];
        }),
      ),
    );
}

/** What says who calls; addresses alone are anybody's behind a proxy, but they are somebody. */
const CALLERS = ['principals', 'requestPrincipals', 'namespaces', 'serviceAccounts', 'ipBlocks', 'remoteIpBlocks'];

/** Whether each alternative of a rule names callers; a condition counts, since it may be about them. */
function namesCallers(rule: Block): boolean {
  const sources = rule.blocks('from').map((one) => one.block('source'));
  const isNamed = (source: Block) =>
    CALLERS.some((name) => source.has(name) && (name === 'requestPrincipals' || !source.texts(name).includes('*')));
  return (
    (sources.length > 0 && sources.every(isNamed)) || rule.blocks('when').some((one) => one.texts('values').length > 0)
  );
}

/** A policy where there is no proxy decides nothing; pods of charts may have one by their own label. */
function idlePolicies(context: RuleContext): readonly Violation[] {
  return policiesOf(context).flatMap((policy) => {
    const home = namespaceOf(context, policy);
    const isGateway = objectsOf(context, 'Gateway').some((gateway) => isBeside(gateway, policy));
    const isIdle =
      home !== undefined && home.name !== MESH_NAMESPACE && !isInMesh(home) && !isGateway && isForAll(policy);
    return found(policy, isIdle ? `is for all pods of ${home.name}, which have no sidecars` : undefined);
  });
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

const ACTIONS = ['ALLOW', 'DENY', 'AUDIT', 'CUSTOM'];

function strangeActions(context: RuleContext): readonly Violation[] {
  return policiesOf(context).flatMap((policy) => {
    const action = new Block(policy.spec).text('action') ?? 'ALLOW';
    return found(policy, ACTIONS.includes(action) ? undefined : `action must be ${ACTIONS.join(', ')}, got ${action}`);
  });
}
