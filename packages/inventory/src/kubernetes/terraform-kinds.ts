/** What a Terraform resource makes. */
export interface TerraformKind {
  readonly apiVersion: string;
  readonly kind: string;
}

/** API version, kind, and resource types without `kubernetes_`; the provider has old names beside those with a version. */
const ROWS: readonly (readonly [apiVersion: string, kind: string, ...types: string[]])[] = [
  ['v1', 'Namespace', 'namespace_v1', 'namespace'],
  ['v1', 'Pod', 'pod_v1', 'pod'],
  ['v1', 'Service', 'service_v1', 'service'],
  [
    'v1',
    'ServiceAccount',
    'service_account_v1',
    'service_account',
    'default_service_account_v1',
    'default_service_account',
  ],
  ['v1', 'Secret', 'secret_v1', 'secret'],
  ['v1', 'ConfigMap', 'config_map_v1', 'config_map'],
  ['v1', 'ResourceQuota', 'resource_quota_v1', 'resource_quota'],
  ['v1', 'LimitRange', 'limit_range_v1', 'limit_range'],
  ['v1', 'PersistentVolume', 'persistent_volume_v1', 'persistent_volume'],
  ['v1', 'PersistentVolumeClaim', 'persistent_volume_claim_v1', 'persistent_volume_claim'],
  ['v1', 'ReplicationController', 'replication_controller_v1', 'replication_controller'],
  ['apps/v1', 'Deployment', 'deployment_v1', 'deployment'],
  ['apps/v1', 'StatefulSet', 'stateful_set_v1', 'stateful_set'],
  ['apps/v1', 'DaemonSet', 'daemon_set_v1', 'daemonset'],
  ['batch/v1', 'Job', 'job_v1', 'job'],
  ['batch/v1', 'CronJob', 'cron_job_v1'],
  ['batch/v1beta1', 'CronJob', 'cron_job'],
  ['autoscaling/v1', 'HorizontalPodAutoscaler', 'horizontal_pod_autoscaler_v1', 'horizontal_pod_autoscaler'],
  ['autoscaling/v2', 'HorizontalPodAutoscaler', 'horizontal_pod_autoscaler_v2'],
  ['autoscaling/v2beta2', 'HorizontalPodAutoscaler', 'horizontal_pod_autoscaler_v2beta2'],
  ['networking.k8s.io/v1', 'NetworkPolicy', 'network_policy_v1', 'network_policy'],
  ['networking.k8s.io/v1', 'Ingress', 'ingress_v1'],
  ['extensions/v1beta1', 'Ingress', 'ingress'],
  ['networking.k8s.io/v1', 'IngressClass', 'ingress_class_v1', 'ingress_class'],
  ['policy/v1', 'PodDisruptionBudget', 'pod_disruption_budget_v1'],
  ['policy/v1beta1', 'PodDisruptionBudget', 'pod_disruption_budget'],
  ['policy/v1beta1', 'PodSecurityPolicy', 'pod_security_policy_v1beta1', 'pod_security_policy'],
  ['rbac.authorization.k8s.io/v1', 'Role', 'role_v1', 'role'],
  ['rbac.authorization.k8s.io/v1', 'RoleBinding', 'role_binding_v1', 'role_binding'],
  ['rbac.authorization.k8s.io/v1', 'ClusterRole', 'cluster_role_v1', 'cluster_role'],
  ['rbac.authorization.k8s.io/v1', 'ClusterRoleBinding', 'cluster_role_binding_v1', 'cluster_role_binding'],
  ['scheduling.k8s.io/v1', 'PriorityClass', 'priority_class_v1', 'priority_class'],
  ['storage.k8s.io/v1', 'StorageClass', 'storage_class_v1', 'storage_class'],
  ['storage.k8s.io/v1', 'CSIDriver', 'csi_driver_v1'],
  ['node.k8s.io/v1', 'RuntimeClass', 'runtime_class_v1'],
  ['discovery.k8s.io/v1', 'EndpointSlice', 'endpoint_slice_v1'],
  ['apiregistration.k8s.io/v1', 'APIService', 'api_service_v1', 'api_service'],
  ['certificates.k8s.io/v1', 'CertificateSigningRequest', 'certificate_signing_request_v1'],
  [
    'admissionregistration.k8s.io/v1',
    'ValidatingWebhookConfiguration',
    'validating_webhook_configuration_v1',
    'validating_webhook_configuration',
  ],
  [
    'admissionregistration.k8s.io/v1',
    'MutatingWebhookConfiguration',
    'mutating_webhook_configuration_v1',
    'mutating_webhook_configuration',
  ],
];

/** What each `kubernetes_…` resource makes. */
export const TERRAFORM_KINDS: ReadonlyMap<string, TerraformKind> = new Map(
  ROWS.flatMap(([apiVersion, kind, ...types]) =>
    types.map((type) => [`kubernetes_${type}`, { apiVersion, kind }] as const),
  ),
);

/** Kinds that belong to no namespace, so that the namespace of a release does not become theirs. */
export const CLUSTER_KINDS: ReadonlySet<string> = new Set([
  'Namespace',
  'PersistentVolume',
  'ClusterRole',
  'ClusterRoleBinding',
  'PriorityClass',
  'StorageClass',
  'CSIDriver',
  'RuntimeClass',
  'IngressClass',
  'GatewayClass',
  'APIService',
  'CertificateSigningRequest',
  'CustomResourceDefinition',
  'ValidatingWebhookConfiguration',
  'MutatingWebhookConfiguration',
  'ValidatingAdmissionPolicy',
  'ValidatingAdmissionPolicyBinding',
  'MutatingAdmissionPolicy',
  'MutatingAdmissionPolicyBinding',
  'ClusterIssuer',
  'ClusterSecretStore',
  'ClusterExternalSecret',
  'VolumeSnapshotClass',
  'VolumeSnapshotContent',
  'IngressClassParams',
]);
