export type { Addon, AddonIdentity, AddonObjects, AddonRelease } from './addons/addon.ts';
export { type Alert, alertRule, onCallRunbook } from './addons/alert-rules/alert.ts';
export { CAPABILITIES, type Capability } from './addons/capability.ts';
export { CLUSTER_CA } from './addons/cert-manager/cluster-ca.ts';
export { type AccountsStores, mysqlAccounts } from './addons/mysql-accounts/mysql-accounts.ts';
export { oauth2Proxy } from './addons/oauth2-proxy/oauth2-proxy.ts';
export type { ClusterSecrets } from './addons/secrets/cluster-secrets.ts';
export { ClusterBase, type ClusterBaseProps } from './base/cluster-base.ts';
export { PRIORITIES, type Priority } from './base/priority-classes.ts';
export { KEPT_VOLUMES, VOLUMES } from './base/storage-classes.ts';
export { type ClusterZones, capacityGroups } from './capacity/capacity-groups.ts';
export { ClusterLoad } from './capacity/cluster-load.ts';
export type { GroupUse } from './capacity/group-capacity.ts';
export type { PodDemand } from './capacity/pod-demand.ts';
export { mebibytes } from './capacity/quantity.ts';
export type { Dashboard, DashboardRow } from './dashboards/dashboard.ts';
export { graph as graphPanel, number as numberPanel } from './dashboards/panel.ts';
export { inlinePipelines } from './jenkins/configuration/inline-pipelines.ts';
export type { DeployedEnvironment } from './jenkins/configuration/jobs.ts';
export { Jenkins, type JenkinsProps } from './jenkins/jenkins.ts';
export { jenkinsHost } from './jenkins/jenkins-host.ts';
export { type AllowedCalls, allowCalls } from './mesh/allow-calls.ts';
export { consoleSignIn, TRUST_CONFIG_MAP } from './mesh/mesh-names.ts';
export { MeshedPods, type MeshedPodsProps } from './mesh/meshed-pods.ts';
export { NAMESPACES, type NamespaceName, namespacesOf } from './namespaces/namespace-table.ts';
export { type NamedBlocks, Pods, type PodsProps } from './namespaces/pods.ts';
export type { ClickHouseInstallation } from './objects/clickhouse-kinds.ts';
export type { KafkaConnect, KafkaConnector } from './objects/connect-kinds.ts';
export { contentDigest } from './objects/content-digest.ts';
export type { CoreObject, Job } from './objects/core-object.ts';
export type { Certificate, CustomResource, PodMonitor, PrometheusRule } from './objects/custom-resource.ts';
export { plainVariables, secretVariable } from './objects/environment-variables.ts';
export { hookJob } from './objects/hook-job.ts';
export type { Kafka, KafkaNodePool, KafkaTopic, KafkaUser } from './objects/strimzi-kinds.ts';
export type { PlatformCluster, PlatformContext } from './platform-context.ts';
export {
  type Preview,
  type PreviewGround,
  previewGround,
  previewProblems,
  previewServices,
  previewUrls,
} from './previews/preview.ts';
export { previewUsdPerDay } from './previews/preview-cost.ts';
export { previewRelease } from './previews/preview-release.ts';
export { previewRequests } from './previews/preview-requests.ts';
export { previewSlots } from './previews/preview-slots.ts';
export { ClusterAccess, type ReachedCluster } from './providers/cluster-access.ts';
export { SurroundingCluster } from './providers/surrounding-cluster.ts';
export { type HelmValues, helmValues } from './releases/helm-values.ts';
export { literalText } from './releases/literal-text.ts';
export { evenly, onNodes, overZones, type PlacementValues } from './releases/placement-values.ts';
export { NOBODY, RESTRICTED_CONTAINER, RESTRICTED_POD } from './releases/restricted-security.ts';
export type { Destination, Destinations } from './routes/destination.ts';
export type { Entrance, FilledTargetGroup } from './routes/entrance.ts';
export { HOST_TABLE, type HostEntry, type RoutedHost } from './routes/host-table.ts';
export { applicationSignIn } from './sign-in/application-sign-in.ts';
export { applicationTelemetry, type TelemetryStores } from './telemetry/application-telemetry.ts';
export { dataTelemetry } from './telemetry/data-telemetry.ts';
export type { TelemetryLink } from './telemetry/telemetry-link.ts';
export { SERVICES, type ServiceName } from './workloads/services.ts';
export { Workload, type WorkloadProps } from './workloads/workload.ts';
export { Workloads, type WorkloadsProps } from './workloads/workloads.ts';
