import type { KubernetesObject } from '@smile/inventory';
import { Block } from '../../reading/block.ts';
import { allOf } from '../../reading/checks.ts';
import { isBound } from '../../reading/kubernetes/access.ts';
import { eachObject, eachPod, isBeside, objectsOf } from '../../reading/kubernetes/objects.ts';
import type { Rule, RuleContext } from '../../rule.ts';

const NAME = 'automountServiceAccountToken';

export const accountTokens: Rule = {
  id: 'SMILE_K8S_ACCOUNT_TOKEN',
  family: 'kubernetes',
  severity: 'medium',
  title: 'A token of the API is only where something is allowed with it',
  what: '`automountServiceAccountToken` is false for every ServiceAccount, and for every pod, whose account no RoleBinding or ClusterRoleBinding names. What a pod says wins over its account; the Terraform provider says true for a pod where nothing is written. Every Namespace has its account `default` among the objects, since Kubernetes makes it with a token.',
  why: 'Whoever gets into a container has its token, and with it a way to ask the API server; EKS Pod Identity needs none.',
  remedy: 'Set it to false, or bind the account to what it needs.',
  source:
    'https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#opt-out-of-api-credential-automounting',
  check: allOf(
    eachObject(
      'Namespace',
      ({ cluster, name }, context) => {
        const accounts = objectsOf(context, 'ServiceAccount').filter((one) => one.cluster === cluster);
        const isKept = accounts.some((one) => one.namespace === name && one.name === 'default');
        // Beside accounts alone: a source without any shows no accounts at all.
        return isKept || accounts.length === 0 ? undefined : `must have ServiceAccount default with ${NAME} false`;
      },
      /^v1$/,
    ),
    eachObject('ServiceAccount', (account, context) => {
      if (isBound(context, account) || new Block(account.body).flag(NAME, true) !== true) return undefined;
      return `${NAME} must be false, since no binding names the account`;
    }),
    eachPod(({ object, spec }, context) => {
      const pod = new Block(spec);
      if (pod.isUnknown('serviceAccountName')) return undefined;
      const name = pod.text('serviceAccountName') ?? pod.text('serviceAccount') ?? 'default';
      const account = { cluster: object.cluster, namespace: object.namespace, name };
      if (isBound(context, account) || mounts(object, pod, accountNamed(context, object, name)) !== true)
        return undefined;
      return `${NAME} must be false, since no binding names the account ${name}`;
    }),
  ),
};

/**
 * Whether the pods get a token. `automount_service_account_token` of a pod has the default `true` in the Terraform provider, so
 * there an account that says false is overruled: kubernetes/schema_pod_spec.go of hashicorp/terraform-provider-kubernetes.
 */
function mounts(object: KubernetesObject, pod: Block, account: KubernetesObject | undefined): boolean | undefined {
  if (pod.raw(NAME) !== undefined) return pod.flag(NAME, true);
  if (object.resource.type.startsWith('kubernetes_')) return true;
  return account === undefined ? true : new Block(account.body).flag(NAME, true);
}

function accountNamed(context: RuleContext, object: KubernetesObject, name: string): KubernetesObject | undefined {
  return objectsOf(context, 'ServiceAccount').find((one) => isBeside(one, object) && one.name === name);
}
