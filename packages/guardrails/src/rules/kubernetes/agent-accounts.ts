import type { KubernetesObject } from '@smile/inventory';
import { grants } from '../../reading/kubernetes/access.ts';
import { found, objectsOf } from '../../reading/kubernetes/objects.ts';
import type { Rule, RuleContext, Violation } from '../../rule.ts';

/** Namespace of Jenkins' controller, and of the accounts with whose tokens it makes agents. */
const HOME = 'jenkins';
const CONTROLLER = 'jenkins';

/** Accounts that take on deployment roles, by the only namespace in which they may exist. */
const DEPLOYING: readonly [account: RegExp, namespace: string][] = [
  [/^plan(-|$)/, 'jenkins-plan'],
  [/^apply(-|$)/, 'jenkins-apply'],
];

export const agentAccounts: Rule = {
  id: 'SMILE_K8S_AGENT_ACCOUNTS',
  family: 'kubernetes',
  severity: 'high',
  title: "Jenkins' controller has no rights, and each of its tokens has some in one namespace of agents",
  what: 'No binding names the ServiceAccount `jenkins/jenkins`. Every other account of the namespace `jenkins` that a binding names is named by RoleBindings of one namespace, which begins with `jenkins-`. ServiceAccounts called `plan…` and `apply…` are in `jenkins-plan` and `jenkins-apply` alone.',
  why: 'Whoever may make a pod in the namespace of an account has what that account has: with one token for all, the check of a branch asks for a pod that applies.',
  remedy: 'Make agents with AgentAccounts of @smile/cluster-platform, one for each cloud.',
  source: 'docs/adr/0040-jenkins.md',
  check: (context) => [...boundMakers(context), ...strayAccounts(context)],
};

function boundMakers(context: RuleContext): readonly Violation[] {
  const bindings = grants(context).flatMap(({ binding, subject }) => {
    const isOfHome =
      subject.text('kind') === 'ServiceAccount' && (subject.text('namespace') ?? binding.namespace) === HOME;
    return isOfHome ? [{ binding, account: accountOf(context, subject.text('name') ?? '') }] : [];
  });
  return bindings.flatMap(({ binding, account }) => {
    if (account === CONTROLLER) return found(binding, `must not name ${HOME}/${CONTROLLER}, the controller of Jenkins`);
    const home = binding.namespace;
    if (binding.kind === 'ClusterRoleBinding' || home === undefined || !/^jenkins-/.test(home))
      return found(binding, `must give ${HOME}/${account} rights in a namespace of agents alone`);
    const others = bindings.filter(
      (one) => one.account === account && one.binding.cluster === binding.cluster && one.binding.namespace !== home,
    );
    return found(
      binding,
      others.length === 0
        ? undefined
        : `must be the only namespace in which ${HOME}/${account} has rights, and it has some in ${others.map((one) => one.binding.namespace).join(', ')} too`,
    );
  });
}

/** A name that Terraform fills in, as the name of the account that it is of. */
function accountOf(context: RuleContext, name: string): string {
  if (!name.includes('${')) return name;
  const address = /kubernetes_service_account_v1\.([\w-]+)/.exec(name)?.[1];
  return (
    objectsOf(context, 'ServiceAccount').find(({ resource }) => resource.address.endsWith(`.${address}`))?.name ?? name
  );
}

function strayAccounts(context: RuleContext): readonly Violation[] {
  return objectsOf(context, 'ServiceAccount').flatMap((account: KubernetesObject) => {
    const home = DEPLOYING.find(([pattern]) => pattern.test(account.name))?.[1];
    return found(
      account,
      home === undefined || account.namespace === home
        ? undefined
        : `is called like an account that takes on a deployment role, so it must be in ${home}, got ${account.namespace ?? 'no namespace'}`,
    );
  });
}
