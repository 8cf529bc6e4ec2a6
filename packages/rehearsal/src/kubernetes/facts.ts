import type { ObjectValue } from '../protocol/value.ts';
import type { Recipe, RecipeContext, TypeFacts } from '../values/facts.ts';
import { findAll } from '../values/place-in-object.ts';
import { admitObject } from './admission.ts';
import { blockAt, textsOf } from './blocks.ts';
import { refusalToDelete } from './deletion.ts';
import { type ApiKind, kindOfType } from './kinds.ts';
import { nameless, podDefaults, podValues } from './pod-facts.ts';
import { parseQuantity } from './quantity.ts';
import { rolloutProblem } from './rollout.ts';

/** A Kubernetes object is named by the namespace and name in its metadata; a cluster-wide one by the name alone. */
const objectId: Recipe = ({ attribute }) => {
  const metadata = { metadata: attribute('metadata') };
  const name = String(findAll(metadata, 'metadata.name')[0]?.value ?? '');
  const namespace = findAll(metadata, 'metadata.namespace')[0]?.value ?? null;
  return namespace === null ? name : `${String(namespace)}/${name}`;
};

const RBAC = 'rbac.authorization.k8s.io';

/** Who is meant belongs to RBAC's own group, unless it is a service account. https://kubernetes.io/docs/reference/kubernetes-api/authorization-resources/role-binding-v1/ */
const subjectGroup: Recipe = ({ beside }) => (beside('kind') === 'ServiceAccount' ? '' : RBAC);

/** A service's address, in the range that EKS takes where the VPC does not. https://docs.aws.amazon.com/eks/latest/APIReference/API_KubernetesNetworkConfigRequest.html */
const clusterIp = ({ fill }: RecipeContext) => {
  const [third, fourth] = ['{digits2}', '1{digits2}'].map((digits) => Number(fill(digits)));
  return `10.100.${third}.${fourth}`;
};

/**
 * What a type has beyond metadata: arguments that make a new object (`ForceNew`), defaults (`Default`), and what the API server fills
 * in. Source: provider 2.38.0, kubernetes/resource_kubernetes_*_v1.go, schema_*.go
 */
const TYPES: { readonly [type: string]: TypeFacts } = {
  namespace_v1: { defaults: { wait_for_default_service_account: false } },
  resource_quota_v1: { replace: ['spec.scopes'] },
  network_policy_v1: { defaults: { 'spec.ingress.ports.protocol': 'TCP', 'spec.egress.ports.protocol': 'TCP' } },
  service_account_v1: { defaults: { automount_service_account_token: true }, values: { default_secret_name: '' } },
  role_binding_v1: { replace: ['role_ref'], values: { 'subject.api_group': subjectGroup } },
  cluster_role_binding_v1: { replace: ['role_ref'], values: { 'subject.api_group': subjectGroup } },
  config_map_v1: { replaceOnce: { immutable: ['data', 'binary_data', 'immutable'] } },
  secret_v1: {
    replace: ['type'],
    replaceOnce: { immutable: ['data', 'binary_data', 'immutable'] },
    defaults: { type: 'Opaque', wait_for_service_account_token: true },
  },
  service_v1: {
    replace: ['spec.cluster_ip', 'spec.cluster_ips', 'spec.load_balancer_class', 'spec.health_check_node_port'],
    defaults: {
      'spec.allocate_load_balancer_node_ports': true,
      'spec.port.protocol': 'TCP',
      'spec.publish_not_ready_addresses': false,
      'spec.session_affinity': 'None',
      'spec.type': 'ClusterIP',
      wait_for_load_balancer: true,
    },
    values: {
      'spec.cluster_ip': clusterIp,
      'spec.cluster_ips': (context) => [context.beside('cluster_ip') ?? clusterIp(context)].map(String),
      'spec.external_traffic_policy': '',
      'spec.internal_traffic_policy': 'Cluster',
      'spec.ip_families': ['IPv4'],
      'spec.ip_family_policy': 'SingleStack',
      'spec.port.target_port': ({ beside }) => String(beside('port') ?? ''),
    },
  },
  deployment_v1: {
    replace: ['spec.selector'],
    defaults: {
      'spec.min_ready_seconds': 0,
      'spec.paused': false,
      'spec.progress_deadline_seconds': 600,
      'spec.revision_history_limit': 10,
      'spec.strategy.type': 'RollingUpdate',
      'spec.strategy.rolling_update.max_surge': '25%',
      'spec.strategy.rolling_update.max_unavailable': '25%',
      wait_for_rollout: true,
      ...podDefaults('spec.template'),
    },
    values: { 'spec.replicas': '1', ...podValues('spec.template') },
  },
  stateful_set_v1: {
    replace: [
      'spec.pod_management_policy',
      'spec.revision_history_limit',
      'spec.selector',
      'spec.service_name',
      'spec.volume_claim_template.spec.access_modes',
      'spec.volume_claim_template.spec.storage_class_name',
      'spec.volume_claim_template.spec.volume_mode',
      'spec.volume_claim_template.metadata.name',
    ],
    defaults: {
      'spec.min_ready_seconds': 0,
      'spec.update_strategy.type': 'RollingUpdate',
      'spec.update_strategy.rolling_update.partition': 0,
      wait_for_rollout: true,
      ...podDefaults('spec.template'),
    },
    values: {
      'spec.replicas': '1',
      'spec.pod_management_policy': 'OrderedReady',
      'spec.revision_history_limit': 10,
      ...podValues('spec.template'),
      ...nameless('spec.volume_claim_template.metadata'),
      'spec.volume_claim_template.spec.storage_class_name': '',
      'spec.volume_claim_template.spec.volume_mode': 'Filesystem',
      'spec.volume_claim_template.spec.volume_name': '',
    },
  },
  daemon_set_v1: {
    defaults: {
      'spec.min_ready_seconds': 0,
      'spec.revision_history_limit': 10,
      'spec.strategy.type': 'RollingUpdate',
      'spec.strategy.rolling_update.max_surge': '0',
      'spec.strategy.rolling_update.max_unavailable': '1',
      wait_for_rollout: true,
      ...podDefaults('spec.template'),
    },
    values: podValues('spec.template'),
  },
  job_v1: {
    replace: [
      'spec.template',
      'spec.selector',
      'spec.completions',
      'spec.completion_mode',
      'spec.backoff_limit_per_index',
      'spec.pod_failure_policy',
    ],
    defaults: {
      'spec.backoff_limit': 6,
      'spec.completions': 1,
      'spec.parallelism': 1,
      wait_for_completion: true,
      ...podDefaults('spec.template'),
    },
    values: { 'spec.completion_mode': 'NonIndexed', ...podValues('spec.template') },
  },
  cron_job_v1: {
    defaults: {
      'spec.concurrency_policy': 'Allow',
      'spec.failed_jobs_history_limit': 1,
      'spec.starting_deadline_seconds': 0,
      'spec.successful_jobs_history_limit': 3,
      'spec.suspend': false,
      'spec.job_template.spec.backoff_limit': 6,
      'spec.job_template.spec.completions': 1,
      'spec.job_template.spec.parallelism': 1,
      ...podDefaults('spec.job_template.spec.template'),
    },
    values: {
      'spec.job_template.spec.completion_mode': 'NonIndexed',
      ...nameless('spec.job_template.metadata'),
      ...podValues('spec.job_template.spec.template'),
    },
  },
  pod_disruption_budget_v1: { replace: ['spec'] },
  priority_class_v1: {
    replace: ['value', 'preemption_policy'],
    defaults: { description: '', global_default: false, preemption_policy: 'PreemptLowerPriority' },
  },
  storage_class_v1: {
    replace: ['parameters', 'storage_provisioner', 'volume_binding_mode', 'mount_options', 'allowed_topologies'],
    defaults: { reclaim_policy: 'Delete', volume_binding_mode: 'Immediate', allow_volume_expansion: true },
  },
  persistent_volume_claim_v1: {
    replace: [
      'spec.access_modes',
      'spec.resources.limits',
      'spec.selector',
      'spec.volume_name',
      'spec.storage_class_name',
      'spec.volume_mode',
    ],
    replaceFor: shrunkStorage,
    defaults: { wait_until_bound: true },
    values: { 'spec.storage_class_name': '', 'spec.volume_mode': 'Filesystem', 'spec.volume_name': 'pvc-{uuid}' },
  },
  mutating_webhook_configuration_v1: { defaults: webhookDefaults({ 'webhook.reinvocation_policy': 'Never' }) },
  validating_webhook_configuration_v1: { defaults: webhookDefaults({}) },
};

/** Facts of a type of the Kubernetes provider. */
export function factsOfKubernetes(type: string): TypeFacts {
  const kind = kindOfType(type);
  const stem = type.replace(/^kubernetes_/, '');
  // The unversioned types are the versioned ones under their old names.
  const own = TYPES[stem] ?? TYPES[`${stem}_v1`] ?? {};
  const shared = sharedFacts(type, kind);
  return {
    ...shared,
    ...own,
    replace: [...(shared.replace ?? []), ...(own.replace ?? [])],
    defaults: { ...shared.defaults, ...own.defaults },
    values: { ...shared.values, ...own.values },
  };
}

/** The types that the table has facts about. */
export const KUBERNETES_TYPES = Object.keys(TYPES).map((stem) => `kubernetes_${stem}`);

function sharedFacts(type: string, kind: ApiKind | undefined): TypeFacts {
  const isNamespaced = kind?.isNamespaced ?? true;
  return {
    replace: ['metadata.name', ...(isNamespaced ? ['metadata.namespace'] : [])],
    defaults: isNamespaced ? { 'metadata.namespace': 'default' } : {},
    values: {
      id: objectId,
      'metadata.name': '{alnum10}',
      'metadata.uid': '{uuid}',
      'metadata.resource_version': '{digits6}',
      'metadata.generation': 1,
    },
    comesLate: () => kind?.kind === 'Namespace',
    admit: (object, siblings, prior) => admitObject(type, object, siblings, prior),
    refuseDeletion: (object, siblings) => refusalToDelete(type, object, siblings),
    awaits: (object, siblings) => rolloutProblem(type, object, siblings),
  };
}

/** A claim only grows; for less, the provider makes a new one. Source: provider, resource_kubernetes_persistent_volume_claim_v1.go, CustomizeDiff */
function shrunkStorage(prior: ObjectValue, planned: ObjectValue): readonly string[] {
  const [before, after] = [prior, planned].map((claim) => {
    const requests = textsOf(blockAt(claim, 'spec', 'resources')?.requests);
    return parseQuantity(requests.storage ?? '');
  });
  return before !== undefined && after !== undefined && after < before ? ['spec.resources.requests'] : [];
}

function webhookDefaults(more: { readonly [path: string]: Recipe }): { readonly [path: string]: Recipe } {
  return {
    'webhook.failure_policy': 'Fail',
    'webhook.match_policy': 'Equivalent',
    'webhook.timeout_seconds': 10,
    'webhook.client_config.service.port': 443,
    'webhook.rule.scope': '*',
    ...more,
  };
}
