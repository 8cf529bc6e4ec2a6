import {
  cronJobName,
  dnsLabel,
  dnsSubdomain,
  type NameRule,
  oldDnsLabel,
  pathSegment,
  priorityClassName,
} from './names.ts';

/** A kind of the Kubernetes API that the provider has a resource type for. */
export interface ApiKind {
  readonly kind: string;
  /** Plural and group as error messages have them: `deployments.apps`. */
  readonly resource: string;
  /** Kind and group as error messages have them: `Deployment.apps`. */
  readonly qualified: string;
  readonly isNamespaced: boolean;
  readonly name: NameRule;
  /** What the provider writes before the API server's words. @default - nothing */
  readonly failure?: string;
}

/** https://kubernetes.io/docs/reference/kubernetes-api/ has group, plural, scope and name of each. */
const KINDS: { readonly [type: string]: ApiKind } = {
  namespace: kind('Namespace', 'namespaces', '', { isNamespaced: false, name: dnsLabel }),
  resource_quota: kind('ResourceQuota', 'resourcequotas', '', { failure: 'Failed to create resource quota: ' }),
  limit_range: kind('LimitRange', 'limitranges', '', { failure: 'Failed to create limit range: ' }),
  network_policy: kind('NetworkPolicy', 'networkpolicies', 'networking.k8s.io'),
  service_account: kind('ServiceAccount', 'serviceaccounts', ''),
  role: kind('Role', 'roles', 'rbac.authorization.k8s.io', { name: pathSegment }),
  role_binding: kind('RoleBinding', 'rolebindings', 'rbac.authorization.k8s.io', { name: pathSegment }),
  cluster_role: kind('ClusterRole', 'clusterroles', 'rbac.authorization.k8s.io', {
    isNamespaced: false,
    name: pathSegment,
  }),
  cluster_role_binding: kind('ClusterRoleBinding', 'clusterrolebindings', 'rbac.authorization.k8s.io', {
    isNamespaced: false,
    name: pathSegment,
  }),
  config_map: kind('ConfigMap', 'configmaps', ''),
  secret: kind('Secret', 'secrets', ''),
  service: kind('Service', 'services', '', { name: oldDnsLabel }),
  pod: kind('Pod', 'pods', ''),
  deployment: kind('Deployment', 'deployments', 'apps', { failure: 'Failed to create deployment: ' }),
  // https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#components
  stateful_set: kind('StatefulSet', 'statefulsets', 'apps', { name: dnsLabel }),
  daemon_set: kind('DaemonSet', 'daemonsets', 'apps', { failure: 'Failed to create daemonset: ' }),
  // https://kubernetes.io/docs/concepts/workloads/controllers/job/#writing-a-job-spec
  job: kind('Job', 'jobs', 'batch', { failure: 'Failed to create Job! API error: ' }),
  cron_job: kind('CronJob', 'cronjobs', 'batch', { name: cronJobName }),
  horizontal_pod_autoscaler: kind('HorizontalPodAutoscaler', 'horizontalpodautoscalers', 'autoscaling'),
  pod_disruption_budget: kind('PodDisruptionBudget', 'poddisruptionbudgets', 'policy'),
  priority_class: kind('PriorityClass', 'priorityclasses', 'scheduling.k8s.io', {
    isNamespaced: false,
    name: priorityClassName,
    failure: 'Failed to create priority class: ',
  }),
  storage_class: kind('StorageClass', 'storageclasses', 'storage.k8s.io', { isNamespaced: false }),
  persistent_volume: kind('PersistentVolume', 'persistentvolumes', '', { isNamespaced: false }),
  persistent_volume_claim: kind('PersistentVolumeClaim', 'persistentvolumeclaims', ''),
  mutating_webhook_configuration: kind(
    'MutatingWebhookConfiguration',
    'mutatingwebhookconfigurations',
    'admissionregistration.k8s.io',
    { isNamespaced: false },
  ),
  validating_webhook_configuration: kind(
    'ValidatingWebhookConfiguration',
    'validatingwebhookconfigurations',
    'admissionregistration.k8s.io',
    { isNamespaced: false },
  ),
  ingress: kind('Ingress', 'ingresses', 'networking.k8s.io'),
  ingress_class: kind('IngressClass', 'ingressclasses', 'networking.k8s.io', { isNamespaced: false }),
};

/** The kind that a resource type makes, as `kubernetes_deployment_v1` a Deployment; undefined where the table has none. */
export function kindOfType(type: string): ApiKind | undefined {
  return KINDS[type.replace(/^kubernetes_/, '').replace(/_v\d+$/, '')];
}

/** The resource types that make a kind, with and without version, as the provider has them. */
export function typesOfKind(name: string): readonly string[] {
  return Object.entries(KINDS)
    .filter(([, { kind: found }]) => found === name)
    .flatMap(([stem]) => ['', '_v1', '_v2'].map((version) => `kubernetes_${stem}${version}`));
}

/** The resource types that make something in a namespace. */
export const NAMESPACE_TYPES = typesOfKind('Namespace');

function kind(name: string, plural: string, group: string, more: Partial<ApiKind> = {}): ApiKind {
  const suffix = group === '' ? '' : `.${group}`;
  return {
    kind: name,
    resource: `${plural}${suffix}`,
    qualified: `${name}${suffix}`,
    isNamespaced: true,
    name: dnsSubdomain,
    ...more,
  };
}
