import type { JsonObject } from '@smile/inventory';
import type { EffectRow } from './effect-row.ts';

const NODE_UPDATE = 'https://docs.aws.amazon.com/eks/latest/userguide/managed-node-update-behavior.html';
const NODE_SCALING = 'https://docs.aws.amazon.com/eks/latest/APIReference/API_UpdateNodegroupConfig.html';
const CLUSTER_UPDATE = 'https://docs.aws.amazon.com/eks/latest/userguide/update-cluster.html';
const CLUSTER_CONFIG = 'https://docs.aws.amazon.com/eks/latest/APIReference/API_UpdateClusterConfig.html';
const ADDON = 'https://docs.aws.amazon.com/eks/latest/userguide/updating-an-add-on.html';
const RESIZE = 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-instance-resize.html';
const USER_DATA = 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html';
const TEMPLATE = 'https://docs.aws.amazon.com/autoscaling/ec2/userguide/launch-templates.html';
const REFRESH = 'https://docs.aws.amazon.com/autoscaling/ec2/userguide/asg-instance-refresh.html';
const SCALING_LIMITS = 'https://docs.aws.amazon.com/autoscaling/ec2/userguide/asg-capacity-limits.html';
const WORKLOADS = 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#updating-a-deployment';
const HELM = 'https://helm.sh/docs/helm/helm_upgrade/';

const refreshes = ({ instance_refresh: refresh }: JsonObject) => refresh !== undefined;

/** Clusters, nodes, instances, and what runs in clusters. */
export const COMPUTE_EFFECTS: readonly EffectRow[] = [
  {
    types: ['aws_eks_node_group'],
    arguments: ['launch_template', 'release_version', 'version'],
    when: 'node roll',
    down: 'no',
    what: 'every node is replaced, a few at a time; pods are drained, and a disruption budget that lets none go stops it after 15 minutes',
    source: NODE_UPDATE,
  },
  {
    types: ['aws_eks_node_group'],
    arguments: ['scaling_config'],
    when: 'at once',
    down: 'no',
    what: 'nodes come; with fewer, nodes are drained and end',
    source: NODE_SCALING,
  },
  {
    types: ['aws_eks_node_group'],
    arguments: ['labels', 'taint', 'update_config', 'node_repair_config'],
    when: 'at once',
    down: 'no',
    what: 'nodes stay; a taint NoExecute evicts pods that do not tolerate it',
    source: NODE_SCALING,
  },
  {
    types: ['aws_eks_cluster'],
    arguments: ['version'],
    when: 'at once',
    down: 'no',
    what: 'the control plane is renewed and stays reachable; there is no way back, and nodes stay on their version',
    source: CLUSTER_UPDATE,
  },
  {
    types: ['aws_eks_cluster'],
    arguments: [
      'access_config',
      'enabled_cluster_log_types',
      'upgrade_policy',
      'vpc_config',
      'zonal_shift_config',
      'deletion_protection',
    ],
    when: 'at once',
    down: 'no',
    what: 'the control plane is updated and stays reachable where its access allows it',
    source: CLUSTER_CONFIG,
  },
  {
    types: ['aws_eks_addon'],
    arguments: ['addon_version', 'configuration_values', 'pod_identity_association', 'service_account_role_arn'],
    when: 'pods restart',
    down: 'no',
    what: "the add-on's pods are replaced one after the other",
    source: ADDON,
  },
  {
    types: ['aws_eks_access_entry', 'aws_eks_access_policy_association', 'aws_eks_pod_identity_association'],
    arguments: ['*'],
    when: 'at once',
    down: 'no',
    what: 'holds for the next request; pods get another identity when they start',
    source: 'https://docs.aws.amazon.com/eks/latest/userguide/pod-id-association.html',
  },
  {
    types: ['aws_launch_template'],
    arguments: ['*'],
    when: 'next launch',
    down: 'no',
    what: 'makes a version; instances that run keep theirs, and groups that take it are listed by themselves',
    source: TEMPLATE,
  },
  {
    types: ['aws_autoscaling_group'],
    arguments: ['launch_template', 'mixed_instances_policy'],
    when: 'node roll',
    down: 'no',
    what: 'an instance refresh replaces every instance, a few at a time',
    source: REFRESH,
    only: refreshes,
  },
  {
    types: ['aws_autoscaling_group'],
    arguments: ['launch_template', 'mixed_instances_policy', 'vpc_zone_identifier'],
    when: 'next launch',
    down: 'no',
    what: 'instances that run stay as they are',
    source: TEMPLATE,
  },
  {
    types: ['aws_autoscaling_group'],
    arguments: ['desired_capacity', 'max_size', 'min_size'],
    when: 'at once',
    down: 'no',
    what: 'instances come, or end where there are more than asked for',
    source: SCALING_LIMITS,
  },
  {
    types: ['aws_instance'],
    arguments: ['instance_type', 'ebs_optimized', 'cpu_options'],
    when: 'at once',
    down: 'yes',
    what: 'the instance is stopped and started; what is on local disks is gone',
    source: RESIZE,
  },
  {
    types: ['aws_instance'],
    arguments: ['user_data', 'user_data_base64'],
    when: 'at once',
    down: 'yes',
    what: 'the instance is stopped and started, and runs the data only where it is told to at each start',
    source: USER_DATA,
  },
  {
    types: ['aws_instance'],
    arguments: [
      'vpc_security_group_ids',
      'iam_instance_profile',
      'monitoring',
      'metadata_options',
      'disable_api_termination',
    ],
    when: 'at once',
    down: 'no',
    what: 'the instance runs on',
    source: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyInstanceAttribute.html',
  },
  {
    types: ['aws_ebs_volume'],
    arguments: ['iops', 'size', 'throughput', 'type'],
    when: 'at once',
    down: 'no',
    what: 'the volume stays in use; the file system grows only when told, and for six hours no other change is taken',
    source: 'https://docs.aws.amazon.com/ebs/latest/userguide/ebs-modify-volume.html',
  },
  {
    types: ['aws_dms_replication_instance'],
    arguments: ['replication_instance_class', 'engine_version'],
    when: 'maintenance window',
    down: 'briefly',
    what: 'tasks stop and go on where they were',
    source: 'https://docs.aws.amazon.com/dms/latest/userguide/CHAP_ReplicationInstance.Modifying.html',
    only: ({ apply_immediately: urgent }) => urgent !== true,
  },
  {
    types: ['helm_release'],
    arguments: ['chart', 'set', 'values', 'version'],
    when: 'pods restart',
    down: 'not known',
    what: 'Helm upgrades the release; pods whose template changes are replaced as their own strategy says',
    source: HELM,
  },
  {
    types: ['helm_release'],
    arguments: ['atomic', 'cleanup_on_fail', 'max_history', 'timeout', 'wait', 'wait_for_jobs'],
    when: 'at once',
    down: 'no',
    what: 'how Helm works, and a new revision of the release; nothing in the cluster changes',
    source: HELM,
  },
  {
    types: ['kubernetes_deployment_v1', 'kubernetes_daemon_set_v1', 'kubernetes_stateful_set_v1'],
    arguments: ['spec.template'],
    when: 'pods restart',
    down: 'no',
    what: 'pods are replaced as the rollout strategy says; with Recreate, or one pod alone, nobody answers meanwhile',
    source: WORKLOADS,
  },
  {
    types: ['kubernetes_deployment_v1', 'kubernetes_stateful_set_v1'],
    arguments: ['spec.replicas'],
    when: 'at once',
    down: 'no',
    what: 'pods come or go',
    source: WORKLOADS,
  },
  {
    types: [
      'kubernetes_cluster_role_binding_v1',
      'kubernetes_cluster_role_v1',
      'kubernetes_role_binding_v1',
      'kubernetes_role_v1',
      'kubernetes_network_policy_v1',
      'kubernetes_pod_disruption_budget_v1',
      'kubernetes_namespace_v1',
      'kubernetes_service_v1',
    ],
    arguments: ['*'],
    when: 'at once',
    down: 'no',
    what: 'the API server takes it at once; no pod restarts',
    source: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/',
  },
  {
    types: ['kubernetes_config_map_v1', 'kubernetes_secret_v1'],
    arguments: ['data', 'binary_data'],
    when: 'not known',
    down: 'no',
    what: 'mounted files follow within a minute or so; variables and what is read only at the start follow when pods restart',
    source: 'https://kubernetes.io/docs/concepts/configuration/configmap/#mounted-configmaps-are-updated-automatically',
  },
  {
    types: ['kubernetes_limit_range_v1', 'kubernetes_resource_quota_v1', 'kubernetes_priority_class_v1'],
    arguments: ['*'],
    when: 'at once',
    down: 'no',
    what: 'holds for pods that are made from now on',
    source: 'https://kubernetes.io/docs/concepts/policy/resource-quotas/',
  },
];
