import type { Rule } from './rule.ts';
import { accountSingletons } from './rules/isolation/account-singletons.ts';
import { addressOverlap } from './rules/isolation/address-overlap.ts';
import { foreignAccounts } from './rules/isolation/foreign-accounts.ts';
import { foreignNames } from './rules/isolation/foreign-names.ts';
import { foreignStates } from './rules/isolation/foreign-states.ts';
import { stateBackend } from './rules/isolation/state-backend.ts';
import { extendedSupportChosen } from './rules/lifecycle/extended-support-chosen.ts';
import { functionRuntimes } from './rules/lifecycle/function-runtimes.ts';
import { kubernetesVersion } from './rules/lifecycle/kubernetes-version.ts';
import { machineImages } from './rules/lifecycle/machine-images.ts';
import { mysqlVersion } from './rules/lifecycle/mysql-version.ts';
import { rabbitmqVersion } from './rules/lifecycle/rabbitmq-version.ts';
import { redisVersion } from './rules/lifecycle/redis-version.ts';
import { addresses } from './rules/mirror/addresses.ts';
import { resourceTypes } from './rules/mirror/resource-types.ts';
import { dataSources } from './rules/offline/data-sources.ts';
import { secretInCode } from './rules/offline/secret-in-code.ts';
import { steadyValues } from './rules/offline/steady-values.ts';
import { databaseClasses } from './rules/region/database-classes.ts';
import { deliberateRegion } from './rules/region/deliberate-region.ts';
import { endpointServices } from './rules/region/endpoint-services.ts';
import { instanceTypes } from './rules/region/instance-types.ts';
import { services } from './rules/region/services.ts';
import { zoneIds } from './rules/region/zone-ids.ts';
import { alarmActions } from './rules/security/alarm-actions.ts';
import { apiAuthorization } from './rules/security/api-authorization.ts';
import { apiLogs } from './rules/security/api-logs.ts';
import { backedUpDaily } from './rules/security/backed-up-daily.ts';
import { backupVaultKey } from './rules/security/backup-vault-key.ts';
import { backupVaultLock } from './rules/security/backup-vault-lock.ts';
import { bucketAccessLogs } from './rules/security/bucket-access-logs.ts';
import { bucketEncryption } from './rules/security/bucket-encryption.ts';
import { bucketHistory } from './rules/security/bucket-history.ts';
import { bucketLifecycle } from './rules/security/bucket-lifecycle.ts';
import { bucketOwner } from './rules/security/bucket-owner.ts';
import { bucketPolicyPublic } from './rules/security/bucket-policy-public.ts';
import { bucketPublicAccessBlock } from './rules/security/bucket-public-access-block.ts';
import { bucketTls } from './rules/security/bucket-tls.ts';
import { certificateOrder } from './rules/security/certificate-order.ts';
import { clusterAccess } from './rules/security/cluster-access.ts';
import { clusterEndpoint } from './rules/security/cluster-endpoint.ts';
import { clusterLogs } from './rules/security/cluster-logs.ts';
import { clusterProtected } from './rules/security/cluster-protected.ts';
import { clusterSecrets } from './rules/security/cluster-secrets.ts';
import { configRecordsAll } from './rules/security/config-records-all.ts';
import { defaultSecurityGroup } from './rules/security/default-security-group.ts';
import { egressToAnywhere } from './rules/security/egress-to-anywhere.ts';
import { firewallLogs } from './rules/security/firewall-logs.ts';
import { firewallRules } from './rules/security/firewall-rules.ts';
import { flowLogs } from './rules/security/flow-logs.ts';
import { hostHopLimit } from './rules/security/host-hop-limit.ts';
import { hostMetadataToken } from './rules/security/host-metadata-token.ts';
import { hostMonitoring } from './rules/security/host-monitoring.ts';
import { hostNoSsh } from './rules/security/host-no-ssh.ts';
import { hostPrivate } from './rules/security/host-private.ts';
import { hostRole } from './rules/security/host-role.ts';
import { imagesEncrypted } from './rules/security/images-encrypted.ts';
import { imagesImmutable } from './rules/security/images-immutable.ts';
import { imagesPrivate } from './rules/security/images-private.ts';
import { imagesScanned } from './rules/security/images-scanned.ts';
import { ingressFromAnywhere } from './rules/security/ingress-from-anywhere.ts';
import { keyPolicy } from './rules/security/key-policy.ts';
import { keyPolicyPublic } from './rules/security/key-policy-public.ts';
import { keyRotation } from './rules/security/key-rotation.ts';
import { listenerProtocol } from './rules/security/listener-protocol.ts';
import { listenerTls } from './rules/security/listener-tls.ts';
import { loadBalancerFirewall } from './rules/security/load-balancer-firewall.ts';
import { loadBalancerHeaders } from './rules/security/load-balancer-headers.ts';
import { loadBalancerLogs } from './rules/security/load-balancer-logs.ts';
import { loadBalancerProtected } from './rules/security/load-balancer-protected.ts';
import { logEncryption } from './rules/security/log-encryption.ts';
import { logRetention } from './rules/security/log-retention.ts';
import { mysqlBackups } from './rules/security/mysql-backups.ts';
import { mysqlCertificate } from './rules/security/mysql-certificate.ts';
import { mysqlDeletionProtection } from './rules/security/mysql-deletion-protection.ts';
import { mysqlEncrypted } from './rules/security/mysql-encrypted.ts';
import { mysqlEnhancedMonitoring } from './rules/security/mysql-enhanced-monitoring.ts';
import { mysqlInsightsKey } from './rules/security/mysql-insights-key.ts';
import { mysqlLogs } from './rules/security/mysql-logs.ts';
import { mysqlMinorUpgrades } from './rules/security/mysql-minor-upgrades.ts';
import { mysqlPrivate } from './rules/security/mysql-private.ts';
import { mysqlSnapshotTags } from './rules/security/mysql-snapshot-tags.ts';
import { mysqlTls } from './rules/security/mysql-tls.ts';
import { mysqlTwoZones } from './rules/security/mysql-two-zones.ts';
import { networkAclPorts } from './rules/security/network-acl-ports.ts';
import { noDefaultVpc } from './rules/security/no-default-vpc.ts';
import { noUsers } from './rules/security/no-users.ts';
import { nodeGroupData } from './rules/security/node-group-data.ts';
import { parameterKey } from './rules/security/parameter-key.ts';
import { passwordPolicy } from './rules/security/password-policy.ts';
import { policyAdmin } from './rules/security/policy-admin.ts';
import { policyAdministratorAccess } from './rules/security/policy-administrator-access.ts';
import { policyServiceWildcards } from './rules/security/policy-service-wildcards.ts';
import { preventDestroy } from './rules/security/prevent-destroy.ts';
import { queueEncryption } from './rules/security/queue-encryption.ts';
import { rabbitmqKey } from './rules/security/rabbitmq-key.ts';
import { rabbitmqLogs } from './rules/security/rabbitmq-logs.ts';
import { rabbitmqMinorUpgrades } from './rules/security/rabbitmq-minor-upgrades.ts';
import { rabbitmqPrivate } from './rules/security/rabbitmq-private.ts';
import { rabbitmqThreeNodes } from './rules/security/rabbitmq-three-nodes.ts';
import { redisEncryptedInTransit } from './rules/security/redis-encrypted-in-transit.ts';
import { redisEncryptedOnDisk } from './rules/security/redis-encrypted-on-disk.ts';
import { redisKey } from './rules/security/redis-key.ts';
import { redisLogs } from './rules/security/redis-logs.ts';
import { redisSnapshots } from './rules/security/redis-snapshots.ts';
import { redisToken } from './rules/security/redis-token.ts';
import { redisTwoZones } from './rules/security/redis-two-zones.ts';
import { roleBoundary } from './rules/security/role-boundary.ts';
import { roleFederation } from './rules/security/role-federation.ts';
import { roleTrust } from './rules/security/role-trust.ts';
import { ruleDescription } from './rules/security/rule-description.ts';
import { secretKey } from './rules/security/secret-key.ts';
import { secretOwner } from './rules/security/secret-owner.ts';
import { subnetPrivate } from './rules/security/subnet-private.ts';
import { threatDetection } from './rules/security/threat-detection.ts';
import { topicEncryption } from './rules/security/topic-encryption.ts';
import { trailEncrypted } from './rules/security/trail-encrypted.ts';
import { trailEverywhere } from './rules/security/trail-everywhere.ts';
import { trailToCloudwatch } from './rules/security/trail-to-cloudwatch.ts';
import { trailValidated } from './rules/security/trail-validated.ts';
import { userDataSecrets } from './rules/security/user-data-secrets.ts';
import { volumeEncryption } from './rules/security/volume-encryption.ts';
import { volumeKey } from './rules/security/volume-key.ts';
import { zoneQueryLogs } from './rules/security/zone-query-logs.ts';
import { zoneSigned } from './rules/security/zone-signed.ts';
import { accessEntry } from './rules/semantics/access-entry.ts';
import { addOnVersion } from './rules/semantics/add-on-version.ts';
import { addressRanges } from './rules/semantics/address-ranges.ts';
import { apiStage } from './rules/semantics/api-stage.ts';
import { backupColdStorage } from './rules/semantics/backup-cold-storage.ts';
import { backupPlan } from './rules/semantics/backup-plan.ts';
import { backupRetentionInLock } from './rules/semantics/backup-retention-in-lock.ts';
import { brokenReference } from './rules/semantics/broken-reference.ts';
import { bucketLifecycleFilter } from './rules/semantics/bucket-lifecycle-filter.ts';
import { bucketName } from './rules/semantics/bucket-name.ts';
import { bucketOnePolicy } from './rules/semantics/bucket-one-policy.ts';
import { clusterArguments } from './rules/semantics/cluster-arguments.ts';
import { clusterBootstrap } from './rules/semantics/cluster-bootstrap.ts';
import { clusterLogGroup } from './rules/semantics/cluster-log-group.ts';
import { clusterSubnets } from './rules/semantics/cluster-subnets.ts';
import { configOrder } from './rules/semantics/config-order.ts';
import { configRuleIdentifier } from './rules/semantics/config-rule-identifier.ts';
import { createFirstNames } from './rules/semantics/create-first-names.ts';
import { defaultAclSubnets } from './rules/semantics/default-acl-subnets.ts';
import { eventSchedule } from './rules/semantics/event-schedule.ts';
import { firewallArguments } from './rules/semantics/firewall-arguments.ts';
import { firewallLogName } from './rules/semantics/firewall-log-name.ts';
import { flowLogArguments } from './rules/semantics/flow-log-arguments.ts';
import { hostArguments } from './rules/semantics/host-arguments.ts';
import { hostVolumeTags } from './rules/semantics/host-volume-tags.ts';
import { imageCache } from './rules/semantics/image-cache.ts';
import { imageLifecycle } from './rules/semantics/image-lifecycle.ts';
import { inlineRules } from './rules/semantics/inline-rules.ts';
import { keyArguments } from './rules/semantics/key-arguments.ts';
import { launchTemplateVersion } from './rules/semantics/launch-template-version.ts';
import { listenerArguments } from './rules/semantics/listener-arguments.ts';
import { loadBalancerLogBucket } from './rules/semantics/load-balancer-log-bucket.ts';
import { loadBalancerSubnets } from './rules/semantics/load-balancer-subnets.ts';
import { logRetentionValues } from './rules/semantics/log-retention-values.ts';
import { mysqlDiskSpeed } from './rules/semantics/mysql-disk-speed.ts';
import { mysqlFinalSnapshot } from './rules/semantics/mysql-final-snapshot.ts';
import { mysqlMonitoring } from './rules/semantics/mysql-monitoring.ts';
import { mysqlParameterFamily } from './rules/semantics/mysql-parameter-family.ts';
import { mysqlPassword } from './rules/semantics/mysql-password.ts';
import { mysqlStorageLimit } from './rules/semantics/mysql-storage-limit.ts';
import { mysqlTimeouts } from './rules/semantics/mysql-timeouts.ts';
import { mysqlVersionForm } from './rules/semantics/mysql-version-form.ts';
import { mysqlWindows } from './rules/semantics/mysql-windows.ts';
import { nameLimits } from './rules/semantics/name-limits.ts';
import { nodeGroupImage } from './rules/semantics/node-group-image.ts';
import { nodeGroupLabels } from './rules/semantics/node-group-labels.ts';
import { nodeGroupSize } from './rules/semantics/node-group-size.ts';
import { nodeGroupTemplate } from './rules/semantics/node-group-template.ts';
import { nodeTemplateArguments } from './rules/semantics/node-template-arguments.ts';
import { nodesAfterNetwork } from './rules/semantics/nodes-after-network.ts';
import { podIdentity } from './rules/semantics/pod-identity.ts';
import { policyDocuments } from './rules/semantics/policy-documents.ts';
import { policySize } from './rules/semantics/policy-size.ts';
import { prefixList } from './rules/semantics/prefix-list.ts';
import { proxiedRecord } from './rules/semantics/proxied-record.ts';
import { rabbitmqDeployment } from './rules/semantics/rabbitmq-deployment.ts';
import { rabbitmqUser } from './rules/semantics/rabbitmq-user.ts';
import { rabbitmqVersionAndType } from './rules/semantics/rabbitmq-version-and-type.ts';
import { redisFailoverNodes } from './rules/semantics/redis-failover-nodes.ts';
import { redisTokenForm } from './rules/semantics/redis-token-form.ts';
import { redisVersionForm } from './rules/semantics/redis-version-form.ts';
import { redisWindows } from './rules/semantics/redis-windows.ts';
import { removedArguments } from './rules/semantics/removed-arguments.ts';
import { rolePoliciesBeside } from './rules/semantics/role-policies-beside.ts';
import { roleSession } from './rules/semantics/role-session.ts';
import { rulePorts } from './rules/semantics/rule-ports.ts';
import { ruleText } from './rules/semantics/rule-text.ts';
import { ruleTwice } from './rules/semantics/rule-twice.ts';
import { secretArguments } from './rules/semantics/secret-arguments.ts';
import { securityHubDefaults } from './rules/semantics/security-hub-defaults.ts';
import { securityHubStandard } from './rules/semantics/security-hub-standard.ts';
import { tagValues } from './rules/semantics/tag-values.ts';
import { textRecord } from './rules/semantics/text-record.ts';
import { threatDetectionFeatures } from './rules/semantics/threat-detection-features.ts';
import { topicKeyLetsEventsIn } from './rules/semantics/topic-key-lets-events-in.ts';
import { trailAfterPolicy } from './rules/semantics/trail-after-policy.ts';
import { trailArguments } from './rules/semantics/trail-arguments.ts';

/** Every rule, by family and id. */
export const RULES: readonly Rule[] = [
  alarmActions,
  apiAuthorization,
  apiLogs,
  backedUpDaily,
  backupVaultKey,
  backupVaultLock,
  bucketAccessLogs,
  bucketEncryption,
  bucketHistory,
  bucketLifecycle,
  bucketOwner,
  bucketPolicyPublic,
  bucketPublicAccessBlock,
  bucketTls,
  certificateOrder,
  clusterAccess,
  clusterEndpoint,
  clusterLogs,
  clusterProtected,
  clusterSecrets,
  configRecordsAll,
  defaultSecurityGroup,
  egressToAnywhere,
  firewallLogs,
  firewallRules,
  flowLogs,
  hostHopLimit,
  hostMetadataToken,
  hostMonitoring,
  hostNoSsh,
  hostPrivate,
  hostRole,
  imagesEncrypted,
  imagesImmutable,
  imagesPrivate,
  imagesScanned,
  ingressFromAnywhere,
  keyPolicy,
  keyPolicyPublic,
  keyRotation,
  listenerProtocol,
  listenerTls,
  loadBalancerFirewall,
  loadBalancerHeaders,
  loadBalancerLogs,
  loadBalancerProtected,
  logEncryption,
  logRetention,
  mysqlBackups,
  mysqlCertificate,
  mysqlDeletionProtection,
  mysqlEncrypted,
  mysqlEnhancedMonitoring,
  mysqlInsightsKey,
  mysqlLogs,
  mysqlMinorUpgrades,
  mysqlPrivate,
  mysqlSnapshotTags,
  mysqlTls,
  mysqlTwoZones,
  networkAclPorts,
  noDefaultVpc,
  noUsers,
  nodeGroupData,
  parameterKey,
  passwordPolicy,
  policyAdmin,
  policyAdministratorAccess,
  policyServiceWildcards,
  preventDestroy,
  queueEncryption,
  rabbitmqKey,
  rabbitmqLogs,
  rabbitmqMinorUpgrades,
  rabbitmqPrivate,
  rabbitmqThreeNodes,
  redisEncryptedInTransit,
  redisEncryptedOnDisk,
  redisKey,
  redisLogs,
  redisSnapshots,
  redisToken,
  redisTwoZones,
  roleBoundary,
  roleFederation,
  roleTrust,
  ruleDescription,
  secretKey,
  secretOwner,
  subnetPrivate,
  threatDetection,
  topicEncryption,
  trailEncrypted,
  trailEverywhere,
  trailToCloudwatch,
  trailValidated,
  userDataSecrets,
  volumeEncryption,
  volumeKey,
  zoneQueryLogs,
  zoneSigned,
  accessEntry,
  addOnVersion,
  addressRanges,
  apiStage,
  backupColdStorage,
  backupPlan,
  backupRetentionInLock,
  brokenReference,
  bucketLifecycleFilter,
  bucketName,
  bucketOnePolicy,
  clusterArguments,
  clusterBootstrap,
  clusterLogGroup,
  clusterSubnets,
  configOrder,
  configRuleIdentifier,
  createFirstNames,
  defaultAclSubnets,
  eventSchedule,
  firewallArguments,
  firewallLogName,
  flowLogArguments,
  hostArguments,
  hostVolumeTags,
  imageCache,
  imageLifecycle,
  inlineRules,
  keyArguments,
  launchTemplateVersion,
  listenerArguments,
  loadBalancerLogBucket,
  loadBalancerSubnets,
  logRetentionValues,
  mysqlDiskSpeed,
  mysqlFinalSnapshot,
  mysqlMonitoring,
  mysqlParameterFamily,
  mysqlPassword,
  mysqlStorageLimit,
  mysqlTimeouts,
  mysqlVersionForm,
  mysqlWindows,
  nameLimits,
  nodeGroupImage,
  nodeGroupLabels,
  nodeGroupSize,
  nodeGroupTemplate,
  nodeTemplateArguments,
  nodesAfterNetwork,
  podIdentity,
  policyDocuments,
  policySize,
  prefixList,
  proxiedRecord,
  rabbitmqDeployment,
  rabbitmqUser,
  rabbitmqVersionAndType,
  redisFailoverNodes,
  redisTokenForm,
  redisVersionForm,
  redisWindows,
  removedArguments,
  rolePoliciesBeside,
  roleSession,
  rulePorts,
  ruleText,
  ruleTwice,
  secretArguments,
  securityHubDefaults,
  securityHubStandard,
  tagValues,
  textRecord,
  threatDetectionFeatures,
  topicKeyLetsEventsIn,
  trailAfterPolicy,
  trailArguments,
  databaseClasses,
  deliberateRegion,
  endpointServices,
  instanceTypes,
  services,
  zoneIds,
  extendedSupportChosen,
  functionRuntimes,
  kubernetesVersion,
  machineImages,
  mysqlVersion,
  rabbitmqVersion,
  redisVersion,
  dataSources,
  secretInCode,
  steadyValues,
  accountSingletons,
  addressOverlap,
  foreignAccounts,
  foreignNames,
  foreignStates,
  stateBackend,
  addresses,
  resourceTypes,
];
