export { AccessEntry, type AccessEntryProps, type NamespacedPolicy } from './access/access-entry.ts';
export { ACCESS_POLICIES, type AccessPolicy, accessPolicyArn } from './access/access-policies.ts';
export { Addon, type AddonCluster, type AddonProps } from './addons/addon.ts';
export type { AddonConfiguration } from './addons/addon-configuration.ts';
export { ADDON_NAMES, type AddonName } from './addons/addon-names.ts';
export type { WorkloadAddons } from './addons/workload-addons.ts';
export { Cluster, type ClusterKeys, type ClusterProps } from './cluster/cluster.ts';
export { ExternalSecretsAccess, type ExternalSecretsAccessProps } from './identity/external-secrets-access.ts';
export type { OidcProvider } from './identity/oidc-provider.ts';
export { PodIdentity, type PodIdentityProps } from './identity/pod-identity.ts';
export type { PodCluster, PodRoleProps } from './identity/pod-role.ts';
export { RoleAssociation, type RoleAssociationProps } from './identity/role-association.ts';
export { SecretsAccess, type SecretsAccessProps, secretsAccessStatements } from './identity/secrets-access.ts';
export { WebIdentityRole, type WebIdentityRoleProps } from './identity/web-identity-role.ts';
export {
  ADDON_VERSIONS,
  ADDON_VERSIONS_AS_OF,
  type AddonVersions,
  type KubernetesVersion,
} from './kubernetes-versions.ts';
export { AUTOSCALER_CLUSTER_TAG, AUTOSCALER_ENABLED_TAG } from './nodes/autoscaler-tags.ts';
export {
  LOCAL_STORAGE_LABEL,
  LocalDiskNodeGroup,
  type LocalDiskNodeGroupProps,
  type LocalDiskZone,
  ROLE_LABEL,
} from './nodes/local-disk-node-group.ts';
export { type LocalVolumes, localVolumes } from './nodes/local-volumes.ts';
export { nodeCapacity, type Resources } from './nodes/node-capacity.ts';
export type { NodeCluster } from './nodes/node-cluster.ts';
export { ACROSS_ZONES_TAG, NodeGroup, type NodeGroupProps, type NodeGroupSize } from './nodes/node-group.ts';
export { NodeGroupEvents, type NodeGroupEventsProps, type WatchedNodeGroup } from './nodes/node-group-events.ts';
export { architecturesOf, type ImageArchitecture, type NodePlace } from './nodes/node-place.ts';
export type { NodeLabels, NodeTaint } from './nodes/node-taint.ts';
export { LOCAL_DISK_CLASSES, LOCAL_VOLUMES_FOLDER, type LocalDiskLayout } from './nodes/node-user-data.ts';
export { SeparateNodes, type SeparateNodesProps } from './nodes/separate-nodes.ts';
export { ZonalNodeGroups, type ZonalNodeGroupsProps } from './nodes/zonal-node-groups.ts';
export { zoneShare } from './nodes/zone-sizes.ts';
