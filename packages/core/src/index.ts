export { canonicalJson } from './canonical-json.ts';
export { canonicalCidr, contains, formatBlock, type Ipv4Block, overlaps, parseIpv4Block } from './cidr.ts';
export { type IgnoredDriftProps, ignoreDrift } from './drift/ignore-drift.ts';
export { EncryptionKey, type EncryptionKeyProps, type ServiceUse } from './encryption/encryption-key.ts';
export type { AccessValues, GitServerValues } from './environment/access-values.ts';
export type { ApiGatewayValues, SwitchedOnApiGateway } from './environment/api-gateway-values.ts';
export { type ChangedValue, changedEnvironment } from './environment/changed-environment.ts';
export type {
  ClustersValues,
  ClusterValues,
  LocalDiskGroupValues,
  NodeGroupValues,
  NodeSpread,
  ScalingGroupValues,
  SeparateClustersValues,
  SharedClusterValues,
} from './environment/clusters-values.ts';
export { clusterOfApplications } from './environment/clusters-values.ts';
export { type Component, type ComponentGroups, componentsOf } from './environment/components.ts';
export { type Country, defineCountry } from './environment/country.ts';
export {
  type ConnectValues,
  type DataFlowValues,
  dataFlowProblems,
  type PentahoValues,
  type PentahoWithLicence,
  type RisingwaveValues,
} from './environment/data-flow-values.ts';
export {
  backupDays,
  type ClickhouseBackupValues,
  type ClickhouseValues,
  type DataDisks,
  type DataPlatformValues,
  type JavaPodSize,
  type KafkaValues,
  type PodSize,
  type ZookeeperValues,
} from './environment/data-platform-values.ts';
export {
  type DatabasesValues,
  MYSQL_VERSIONS,
  type MysqlValues,
  type MysqlVersion,
  type RabbitMqValues,
  type RedisValues,
} from './environment/databases-values.ts';
export type { DeployedEnvironment, DeploymentValues, ProductionDeploys } from './environment/deployment-values.ts';
export {
  CLOUDFLARE_PLANS,
  type CloudflarePlan,
  type CodeHost,
  type EdgeValues,
  LOAD_BALANCERS,
  type LoadBalancerName,
  type LoadBalancerValues,
  type MachineCaller,
  type WebAclValues,
  type ZoneValues,
} from './environment/edge-values.ts';
export {
  defineEnvironment,
  type Environment,
  type EnvironmentValues,
  type NetworkValues,
} from './environment/environment.ts';
export { estateProblems } from './environment/estate-problems.ts';
export { soundsPersonal } from './environment/flow-table-problems.ts';
export {
  type AggregatedGroups,
  type ColumnType,
  type ColumnValues,
  DATA_PATHS,
  type DataPath,
  type FlowTable,
  type Measure,
  type NewestVersions,
  REPEATABLE_FUNCTIONS,
  SIMPLE_COLUMN_TYPES,
  STREAMED_FUNCTIONS,
  type StreamedGroups,
} from './environment/flow-table-values.ts';
export type { GovernanceValues } from './environment/governance-values.ts';
export { type Audience, HOST_WORDS, type HostWord, hostOfLabel, hostWord } from './environment/host-words.ts';
export {
  INTERFACE_ENDPOINT_SERVICES,
  type InterfaceEndpointService,
} from './environment/interface-endpoint-services.ts';
export type { JenkinsValues } from './environment/jenkins-values.ts';
export { type LocalTime, WEEKDAYS, type Weekday } from './environment/local-time.ts';
export type { MeshValues } from './environment/mesh-values.ts';
export { isSignInRole } from './environment/people.ts';
export { type Placeholder, placeholdersIn, UNBUILT_DIGEST } from './environment/placeholders.ts';
export type { PlatformValues } from './environment/platform-values.ts';
export type { PreviewValues } from './environment/preview-values.ts';
export type { QuotaOfNamespace } from './environment/quota-of-namespace.ts';
export type { QuotaValues } from './environment/quota-values.ts';
export type { ServiceValues } from './environment/service-values.ts';
export { STACK_LAYERS, type StackLayer } from './environment/stack-layers.ts';
export { FIRST_APPLY_STAGES, STAGE_ABBREVIATIONS, STAGES, type Stage, stageWord } from './environment/stages.ts';
export type { RegistryValues, StorageValues, WorkloadStorageValues } from './environment/storage-values.ts';
export type { TelemetryValues } from './environment/telemetry-values.ts';
export { isUsageName, USAGE, type UsageName, type UsageValues } from './environment/usage-values.ts';
export type { WaiverGrounds } from './environment/waiver-grounds.ts';
export { closest } from './errors/closest.ts';
export { type Subject, throwIfAny, ValidationError } from './errors/validation-error.ts';
export { EstateStack } from './estate-stack.ts';
export { type WaiverProps, waive } from './guardrails/waiver.ts';
export {
  CALENDARS_READ_ON,
  freeFixesEnd,
  type Product,
  SUPPORT_PERIODS,
  type SupportPeriod,
  type SupportStatus,
  supportStatus,
  UNDATED_VERSIONS,
} from './lifecycle/end-of-support.ts';
export {
  isKubernetesVersion,
  KUBERNETES_VERSIONS,
  type KubernetesVersion,
  kubernetesVersionProblem,
} from './lifecycle/kubernetes-versions.ts';
export { Alarm, type AlarmProps, type AlarmTopic, type Metric } from './monitoring/alarm.ts';
export { EventAlarm, type EventAlarmProps } from './monitoring/event-alarm.ts';
export { LogGroup, type LogGroupProps } from './monitoring/log-group.ts';
export { alarmTopicArn, alarmTopicName } from './naming/alarm-topic-name.ts';
export { type ClusterRole, clusterName, clusterWord } from './naming/cluster-names.ts';
export { BACKUP_DAILY, defaultTags } from './naming/default-tags.ts';
export { deployerAccountId, deployerClusterArn, deployerNamePrefix } from './naming/deployer-cluster.ts';
export { kebabCase } from './naming/kebab-case.ts';
export { PLAN_GROUP } from './naming/kubernetes-groups.ts';
export { NAME_LIMITS, type NameLimit } from './naming/name-limits.ts';
export { ORIGIN_PULL_BUCKET, originPullBucketName } from './naming/origin-pull-bucket.ts';
export { pascalCase } from './naming/pascal-case.ts';
export { type PhysicalNameOptions, physicalName } from './naming/physical-name.ts';
export {
  type Branch,
  PREVIEW_PODS,
  PREVIEW_SLOTS,
  PREVIEW_WORDS,
  type PreviewSlot,
  type PreviewWord,
  previewClaimKey,
  previewHost,
  previewHostPatterns,
  previewLabel,
  previewRoleArn,
  previewRoleName,
  previewStateKey,
  previewStatePrefix,
} from './naming/preview-names.ts';
export { REASON_ANNOTATION } from './naming/reason-annotation.ts';
export { planBucketName, stateBucketName, stateKey, stateKeyAlias } from './naming/state-names.ts';
export { storeParameterName } from './naming/store-parameter-name.ts';
export { tagText } from './naming/tag-text.ts';
export { instanceTypeProblems } from './regions/instance-type-problems.ts';
export { vcpusOf } from './regions/instance-vcpus.ts';
export {
  type Ec2Price,
  findRegionFacts,
  knownRegions,
  type RegionFacts,
  regionFacts,
  type Source,
  zonesSelling,
} from './regions/region-facts.ts';
export {
  brokerStart,
  type DailyWindow,
  dailyCron,
  dailyText,
  dailyWindow,
  monthlyCron,
  overlap,
  type WeeklyWindow,
  weeklyText,
  weeklyWindow,
} from './schedules/utc-window.ts';
export {
  ANYWHERE,
  type Connectable,
  Connections,
  type ConnectionsProps,
  type NamedBlock,
} from './security/connections.ts';
export { type Deletion, type Protection, protectionOf } from './security/deletion.ts';
export { grant } from './security/grant.ts';
export { NODES_WITH_DATA } from './security/nodes-with-data.ts';
export { permissionsBoundaryArn, permissionsBoundaryName } from './security/permissions-boundary.ts';
export { ALL_TRAFFIC, PORTS, type Port, tcp, tcpRange, udp } from './security/port.ts';
export { keepState, STATE_CONTEXT } from './state-backend.ts';
export { PrivateBucket, type PrivateBucketProps } from './storage/private-bucket.ts';
export {
  DATA_STORE_NAMES,
  DATA_STORES,
  type DataStore,
  dataStoreRow,
  eachMysqlStore,
  MYSQL_STORES,
  type MysqlStore,
} from './stores/data-stores.ts';
export {
  type Days,
  type Gibibytes,
  inDays,
  inGibibytes,
  inSeconds,
  isDays,
  isGibibytes,
  type Seconds,
} from './units.ts';
