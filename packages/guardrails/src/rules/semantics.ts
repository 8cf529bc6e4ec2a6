import type { Rule } from '../rule.ts';
import { accessEntry } from './semantics/access-entry.ts';
import { addOnVersion } from './semantics/add-on-version.ts';
import { addressRanges } from './semantics/address-ranges.ts';
import { apiStage } from './semantics/api-stage.ts';
import { argumentCombination } from './semantics/argument-combination.ts';
import { argumentDeprecated } from './semantics/argument-deprecated.ts';
import { argumentValue } from './semantics/argument-value.ts';
import { backupColdStorage } from './semantics/backup-cold-storage.ts';
import { backupPlan } from './semantics/backup-plan.ts';
import { backupRetentionInLock } from './semantics/backup-retention-in-lock.ts';
import { backupTypes } from './semantics/backup-types.ts';
import { brokenReference } from './semantics/broken-reference.ts';
import { bucketLifecycleFilter } from './semantics/bucket-lifecycle-filter.ts';
import { bucketName } from './semantics/bucket-name.ts';
import { bucketOnePolicy } from './semantics/bucket-one-policy.ts';
import { bucketPurposes } from './semantics/bucket-purposes.ts';
import { cloudflarePlan } from './semantics/cloudflare-plan.ts';
import { clusterArguments } from './semantics/cluster-arguments.ts';
import { clusterBootstrap } from './semantics/cluster-bootstrap.ts';
import { clusterLogGroup } from './semantics/cluster-log-group.ts';
import { clusterSubnets } from './semantics/cluster-subnets.ts';
import { companions } from './semantics/companions.ts';
import { configOrder } from './semantics/config-order.ts';
import { configRuleIdentifier } from './semantics/config-rule-identifier.ts';
import { createFirstNames } from './semantics/create-first-names.ts';
import { createFirstSpreads } from './semantics/create-first-spreads.ts';
import { defaultAclSubnets } from './semantics/default-acl-subnets.ts';
import { deliveryEvents } from './semantics/delivery-events.ts';
import { deliveryKey } from './semantics/delivery-key.ts';
import { deliveryLogsExpire } from './semantics/delivery-logs-expire.ts';
import { deliveryRole } from './semantics/delivery-role.ts';
import { deliverySubscribers } from './semantics/delivery-subscribers.ts';
import { deliveryTarget } from './semantics/delivery-target.ts';
import { engineArguments } from './semantics/engine-arguments.ts';
import { eventSchedule } from './semantics/event-schedule.ts';
import { firewallArguments } from './semantics/firewall-arguments.ts';
import { firewallLogName } from './semantics/firewall-log-name.ts';
import { flowLogArguments } from './semantics/flow-log-arguments.ts';
import { hostArguments } from './semantics/host-arguments.ts';
import { hostVolumeTags } from './semantics/host-volume-tags.ts';
import { ignoredChanges } from './semantics/ignored-changes.ts';
import { imageCache } from './semantics/image-cache.ts';
import { imageLifecycle } from './semantics/image-lifecycle.ts';
import { inlineRules } from './semantics/inline-rules.ts';
import { issuerReachable } from './semantics/issuer-reachable.ts';
import { keyArguments } from './semantics/key-arguments.ts';
import { launchTemplateVersion } from './semantics/launch-template-version.ts';
import { listenerArguments } from './semantics/listener-arguments.ts';
import { loadBalancerLogBucket } from './semantics/load-balancer-log-bucket.ts';
import { loadBalancerSubnets } from './semantics/load-balancer-subnets.ts';
import { logRetentionValues } from './semantics/log-retention-values.ts';
import { mysqlDiskSpeed } from './semantics/mysql-disk-speed.ts';
import { mysqlFinalSnapshot } from './semantics/mysql-final-snapshot.ts';
import { mysqlMonitoring } from './semantics/mysql-monitoring.ts';
import { mysqlParameterFamily } from './semantics/mysql-parameter-family.ts';
import { mysqlPassword } from './semantics/mysql-password.ts';
import { mysqlStorageLimit } from './semantics/mysql-storage-limit.ts';
import { mysqlTimeouts } from './semantics/mysql-timeouts.ts';
import { mysqlVersionForm } from './semantics/mysql-version-form.ts';
import { mysqlWindows } from './semantics/mysql-windows.ts';
import { nameLimits } from './semantics/name-limits.ts';
import { neededArguments } from './semantics/needed-arguments.ts';
import { nodeGroupImage } from './semantics/node-group-image.ts';
import { nodeGroupLabels } from './semantics/node-group-labels.ts';
import { nodeGroupSize } from './semantics/node-group-size.ts';
import { nodeGroupTemplate } from './semantics/node-group-template.ts';
import { nodeGroupZones } from './semantics/node-group-zones.ts';
import { nodeGroupsAgree } from './semantics/node-groups-agree.ts';
import { nodeTemplateArguments } from './semantics/node-template-arguments.ts';
import { nodesAfterNetwork } from './semantics/nodes-after-network.ts';
import { ownReferences } from './semantics/own-references.ts';
import { podIdentity } from './semantics/pod-identity.ts';
import { policyDocuments } from './semantics/policy-documents.ts';
import { policySize } from './semantics/policy-size.ts';
import { prefixList } from './semantics/prefix-list.ts';
import { providerSchema } from './semantics/provider-schema.ts';
import { proxiedRecord } from './semantics/proxied-record.ts';
import { purposes } from './semantics/purposes.ts';
import { rabbitmqDeployment } from './semantics/rabbitmq-deployment.ts';
import { rabbitmqUser } from './semantics/rabbitmq-user.ts';
import { rabbitmqVersionAndType } from './semantics/rabbitmq-version-and-type.ts';
import { redisFailoverNodes } from './semantics/redis-failover-nodes.ts';
import { redisParameterFamily } from './semantics/redis-parameter-family.ts';
import { redisTokenForm } from './semantics/redis-token-form.ts';
import { redisVersionForm } from './semantics/redis-version-form.ts';
import { redisWindows } from './semantics/redis-windows.ts';
import { removedArguments } from './semantics/removed-arguments.ts';
import { restoreTestNetwork } from './semantics/restore-test-network.ts';
import { rolePoliciesBeside } from './semantics/role-policies-beside.ts';
import { roleSession } from './semantics/role-session.ts';
import { roleUsers } from './semantics/role-users.ts';
import { rulePorts } from './semantics/rule-ports.ts';
import { ruleText } from './semantics/rule-text.ts';
import { ruleTwice } from './semantics/rule-twice.ts';
import { secretArguments } from './semantics/secret-arguments.ts';
import { securityHubDefaults } from './semantics/security-hub-defaults.ts';
import { securityHubStandard } from './semantics/security-hub-standard.ts';
import { serviceTimeouts } from './semantics/service-timeouts.ts';
import { sharedObjectsKept } from './semantics/shared-objects-kept.ts';
import { storeEntries } from './semantics/store-entries.ts';
import { tagValues } from './semantics/tag-values.ts';
import { targetGroupKept } from './semantics/target-group-kept.ts';
import { textRecord } from './semantics/text-record.ts';
import { threatDetectionFeatures } from './semantics/threat-detection-features.ts';
import { timeoutChain } from './semantics/timeout-chain.ts';
import { topicKeyLetsEventsIn } from './semantics/topic-key-lets-events-in.ts';
import { trailAfterPolicy } from './semantics/trail-after-policy.ts';
import { trailArguments } from './semantics/trail-arguments.ts';
import { wordsReplaceNothing } from './semantics/words-replace-nothing.ts';

/** Rules of the family `semantics`. */
export const SEMANTICS_RULES: readonly Rule[] = [
  accessEntry,
  addOnVersion,
  addressRanges,
  apiStage,
  backupColdStorage,
  backupPlan,
  backupRetentionInLock,
  backupTypes,
  brokenReference,
  bucketLifecycleFilter,
  bucketName,
  bucketOnePolicy,
  cloudflarePlan,
  clusterArguments,
  clusterBootstrap,
  clusterLogGroup,
  clusterSubnets,
  configOrder,
  configRuleIdentifier,
  createFirstNames,
  createFirstSpreads,
  defaultAclSubnets,
  deliveryEvents,
  deliveryKey,
  deliveryLogsExpire,
  deliveryRole,
  deliverySubscribers,
  deliveryTarget,
  engineArguments,
  eventSchedule,
  firewallArguments,
  firewallLogName,
  argumentCombination,
  argumentValue,
  argumentDeprecated,
  flowLogArguments,
  hostArguments,
  hostVolumeTags,
  imageCache,
  imageLifecycle,
  inlineRules,
  issuerReachable,
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
  neededArguments,
  nodeGroupImage,
  nodeGroupLabels,
  nodeGroupSize,
  nodeGroupTemplate,
  nodeGroupZones,
  nodeTemplateArguments,
  nodesAfterNetwork,
  ownReferences,
  podIdentity,
  policyDocuments,
  policySize,
  prefixList,
  providerSchema,
  proxiedRecord,
  rabbitmqDeployment,
  rabbitmqUser,
  rabbitmqVersionAndType,
  redisFailoverNodes,
  redisParameterFamily,
  redisTokenForm,
  redisVersionForm,
  redisWindows,
  removedArguments,
  restoreTestNetwork,
  rolePoliciesBeside,
  roleSession,
  rulePorts,
  ruleText,
  ruleTwice,
  secretArguments,
  securityHubDefaults,
  securityHubStandard,
  serviceTimeouts,
  sharedObjectsKept,
  tagValues,
  targetGroupKept,
  textRecord,
  threatDetectionFeatures,
  timeoutChain,
  topicKeyLetsEventsIn,
  trailAfterPolicy,
  trailArguments,
  wordsReplaceNothing,
  companions,
  ignoredChanges,
  storeEntries,
  purposes,
  nodeGroupsAgree,
  roleUsers,
  bucketPurposes,
];
