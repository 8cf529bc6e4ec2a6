import { Block } from '../../reading/block.ts';
import { found, objectsOf } from '../../reading/kubernetes/objects.ts';
import type { Rule } from '../../rule.ts';

/** Namespaces whose pods take on deployment roles. */
const DEPLOYING = ['jenkins-plan', 'jenkins-apply'];
const KINDS = /^admissionregistration\.k8s\.io\//;

export const agentAdmission: Rule = {
  id: 'SMILE_K8S_AGENT_ADMISSION',
  family: 'kubernetes',
  severity: 'high',
  title: 'Pods that plan and apply are let in only as Jenkins makes them',
  what: `Where a cluster has ServiceAccounts in ${DEPLOYING.join(' or ')}, a ValidatingAdmissionPolicy is for the pods of that namespace, also for ephemeral containers and changes; it asks for creator, account and image, fails when it cannot be asked, and a binding denies.`,
  why: 'A pod in these namespaces has the role of its account: an operator, another cloud of Jenkins or an image of somebody else would apply.',
  remedy: 'Make the policy with agentAdmission of @smile/cluster-platform.',
  source: 'https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/',
  check: (context) => {
    const accounts = objectsOf(context, 'ServiceAccount');
    const policies = objectsOf(context, 'ValidatingAdmissionPolicy', KINDS);
    const bindings = objectsOf(context, 'ValidatingAdmissionPolicyBinding', KINDS);
    return DEPLOYING.flatMap((namespace) => {
      const clusters = new Map(
        accounts.filter((one) => one.namespace === namespace).map((one) => [one.cluster, one] as const),
      );
      return [...clusters].flatMap(([cluster, account]) => {
        const policy = policies.find((one) => one.cluster === cluster && isFor(new Block(one.spec), namespace));
        if (policy === undefined)
          return found(account, `is in ${namespace}, which no ValidatingAdmissionPolicy guards`);
        const isBound = bindings.some((one) => {
          const spec = new Block(one.spec);
          return (
            one.cluster === cluster &&
            spec.text('policyName') === policy.name &&
            spec.texts('validationActions').includes('Deny')
          );
        });
        return found(policy, [
          ...problemsOf(new Block(policy.spec)),
          isBound ? undefined : 'has no binding that denies',
        ]);
      });
    });
  },
};

function isFor(spec: Block, namespace: string): boolean {
  const labels = spec.block('matchConstraints').block('namespaceSelector').block('matchLabels');
  return labels.text('kubernetes.io/metadata.name') === namespace;
}

function problemsOf(spec: Block): readonly (string | undefined)[] {
  const rules = spec.block('matchConstraints').blocks('resourceRules');
  const covers = (name: string, values: readonly string[]) =>
    values.every((value) => rules.some((rule) => rule.texts(name).includes(value)));
  const asked = spec
    .blocks('validations')
    .map((one) => one.text('expression') ?? '')
    .join('\n');
  const parts = ['request.userInfo.username', 'serviceAccountName', 'container.image'];
  const missing = parts.filter((part) => !asked.includes(part));
  return [
    (spec.text('failurePolicy') ?? 'Fail') === 'Fail' ? undefined : 'failurePolicy must be Fail',
    covers('operations', ['CREATE', 'UPDATE']) && covers('resources', ['pods', 'pods/ephemeralcontainers'])
      ? undefined
      : 'must be asked about CREATE and UPDATE of pods and pods/ephemeralcontainers',
    missing.length === 0 ? undefined : `validations must ask for ${missing.join(', ')}`,
  ];
}
