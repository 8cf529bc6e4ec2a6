import type { Rule } from '../rule.ts';
import { accountValues } from './security/account-values.ts';
import { addressFamilies } from './security/address-families.ts';
import { alarmActions } from './security/alarm-actions.ts';
import { allowConditions } from './security/allow-conditions.ts';
import { apiAuthorization } from './security/api-authorization.ts';
import { apiLogs } from './security/api-logs.ts';
import { backedUpDaily } from './security/backed-up-daily.ts';
import { backupValues } from './security/backup-values.ts';
import { backupVaultKey } from './security/backup-vault-key.ts';
import { backupVaultLock } from './security/backup-vault-lock.ts';
import { boundaryHolds } from './security/boundary-holds.ts';
import { brokerLogGroups } from './security/broker-log-groups.ts';
import { bucketAccessLogs } from './security/bucket-access-logs.ts';
import { bucketEncryption } from './security/bucket-encryption.ts';
import { bucketHistory } from './security/bucket-history.ts';
import { bucketLifecycle } from './security/bucket-lifecycle.ts';
import { bucketOwner } from './security/bucket-owner.ts';
import { bucketPolicyPublic } from './security/bucket-policy-public.ts';
import { bucketPublicAccessBlock } from './security/bucket-public-access-block.ts';
import { bucketTls } from './security/bucket-tls.ts';
import { cacheClosed } from './security/cache-closed.ts';
import { certificateOrder } from './security/certificate-order.ts';
import { cloudflareValues } from './security/cloudflare-values.ts';
import { clusterAccess } from './security/cluster-access.ts';
import { clusterEndpoint } from './security/cluster-endpoint.ts';
import { clusterLogs } from './security/cluster-logs.ts';
import { clusterProtected } from './security/cluster-protected.ts';
import { clusterScope } from './security/cluster-scope.ts';
import { clusterSecrets } from './security/cluster-secrets.ts';
import { codeHostExceptions } from './security/code-host-exceptions.ts';
import { configRecordsAll } from './security/config-records-all.ts';
import { defaultSecurityGroup } from './security/default-security-group.ts';
import { edgeValues } from './security/edge-values.ts';
import { egressToAnywhere } from './security/egress-to-anywhere.ts';
import { firewallLogs } from './security/firewall-logs.ts';
import { firewallRules } from './security/firewall-rules.ts';
import { flowLogs } from './security/flow-logs.ts';
import { gatewayEndpointTables } from './security/gateway-endpoint-tables.ts';
import { historyKept } from './security/history-kept.ts';
import { hostHopLimit } from './security/host-hop-limit.ts';
import { hostMetadataToken } from './security/host-metadata-token.ts';
import { hostMonitoring } from './security/host-monitoring.ts';
import { hostNoSsh } from './security/host-no-ssh.ts';
import { hostPrivate } from './security/host-private.ts';
import { hostRole } from './security/host-role.ts';
import { identityValues } from './security/identity-values.ts';
import { imagesEncrypted } from './security/images-encrypted.ts';
import { imagesImmutable } from './security/images-immutable.ts';
import { imagesPrivate } from './security/images-private.ts';
import { imagesScanned } from './security/images-scanned.ts';
import { ingressFromAnywhere } from './security/ingress-from-anywhere.ts';
import { keyOwner } from './security/key-owner.ts';
import { keyPolicy } from './security/key-policy.ts';
import { keyPolicyPublic } from './security/key-policy-public.ts';
import { keyRotation } from './security/key-rotation.ts';
import { listenerHosts } from './security/listener-hosts.ts';
import { listenerProtocol } from './security/listener-protocol.ts';
import { listenerTls } from './security/listener-tls.ts';
import { loadBalancerFirewall } from './security/load-balancer-firewall.ts';
import { loadBalancerHeaders } from './security/load-balancer-headers.ts';
import { loadBalancerLogs } from './security/load-balancer-logs.ts';
import { loadBalancerProtected } from './security/load-balancer-protected.ts';
import { logEncryption } from './security/log-encryption.ts';
import { logRetention } from './security/log-retention.ts';
import { managedPolicies } from './security/managed-policies.ts';
import { mysqlBackups } from './security/mysql-backups.ts';
import { mysqlCertificate } from './security/mysql-certificate.ts';
import { mysqlDeletionProtection } from './security/mysql-deletion-protection.ts';
import { mysqlEncrypted } from './security/mysql-encrypted.ts';
import { mysqlEnhancedMonitoring } from './security/mysql-enhanced-monitoring.ts';
import { mysqlInsightsKey } from './security/mysql-insights-key.ts';
import { mysqlLogs } from './security/mysql-logs.ts';
import { mysqlMinorUpgrades } from './security/mysql-minor-upgrades.ts';
import { mysqlPrivate } from './security/mysql-private.ts';
import { mysqlSnapshotTags } from './security/mysql-snapshot-tags.ts';
import { mysqlTls } from './security/mysql-tls.ts';
import { mysqlTwoZones } from './security/mysql-two-zones.ts';
import { networkAclNeeds } from './security/network-acl-needs.ts';
import { networkAclPorts } from './security/network-acl-ports.ts';
import { networkAclRules } from './security/network-acl-rules.ts';
import { networkValues } from './security/network-values.ts';
import { noDefaultVpc } from './security/no-default-vpc.ts';
import { noUsers } from './security/no-users.ts';
import { nodeGroupData } from './security/node-group-data.ts';
import { nodeValues } from './security/node-values.ts';
import { operatorHosts } from './security/operator-hosts.ts';
import { operatorSessions } from './security/operator-sessions.ts';
import { parameterKey } from './security/parameter-key.ts';
import { passwordPolicy } from './security/password-policy.ts';
import { podSessionTags } from './security/pod-session-tags.ts';
import { policyAdmin } from './security/policy-admin.ts';
import { policyAdministratorAccess } from './security/policy-administrator-access.ts';
import { policyCallers } from './security/policy-callers.ts';
import { policyReach } from './security/policy-reach.ts';
import { policyServiceWildcards } from './security/policy-service-wildcards.ts';
import { prefixListEntries } from './security/prefix-list-entries.ts';
import { preventDestroy } from './security/prevent-destroy.ts';
import { queueEncryption } from './security/queue-encryption.ts';
import { rabbitmqKey } from './security/rabbitmq-key.ts';
import { rabbitmqLogs } from './security/rabbitmq-logs.ts';
import { rabbitmqMinorUpgrades } from './security/rabbitmq-minor-upgrades.ts';
import { rabbitmqPrivate } from './security/rabbitmq-private.ts';
import { rabbitmqThreeNodes } from './security/rabbitmq-three-nodes.ts';
import { readerDenials } from './security/reader-denials.ts';
import { recordLifetime } from './security/record-lifetime.ts';
import { redisEncryptedInTransit } from './security/redis-encrypted-in-transit.ts';
import { redisEncryptedOnDisk } from './security/redis-encrypted-on-disk.ts';
import { redisKey } from './security/redis-key.ts';
import { redisLogs } from './security/redis-logs.ts';
import { redisSnapshots } from './security/redis-snapshots.ts';
import { redisToken } from './security/redis-token.ts';
import { redisTwoZones } from './security/redis-two-zones.ts';
import { roleBoundary } from './security/role-boundary.ts';
import { roleFederation } from './security/role-federation.ts';
import { roleTrust } from './security/role-trust.ts';
import { ruleDescription } from './security/rule-description.ts';
import { rulePairs } from './security/rule-pairs.ts';
import { runtimeAgentEgress } from './security/runtime-agent-egress.ts';
import { sampledRequests } from './security/sampled-requests.ts';
import { scannerRequests } from './security/scanner-requests.ts';
import { secretKey } from './security/secret-key.ts';
import { secretOwner } from './security/secret-owner.ts';
import { stackParts } from './security/stack-parts.ts';
import { storageValues } from './security/storage-values.ts';
import { storeValues } from './security/store-values.ts';
import { subnetPlan } from './security/subnet-plan.ts';
import { subnetPrivate } from './security/subnet-private.ts';
import { subnetTiers } from './security/subnet-tiers.ts';
import { threatDetection } from './security/threat-detection.ts';
import { topicEncryption } from './security/topic-encryption.ts';
import { topicTls } from './security/topic-tls.ts';
import { trailEncrypted } from './security/trail-encrypted.ts';
import { trailEverywhere } from './security/trail-everywhere.ts';
import { trailSelectors } from './security/trail-selectors.ts';
import { trailToCloudwatch } from './security/trail-to-cloudwatch.ts';
import { trailValidated } from './security/trail-validated.ts';
import { trustBounds } from './security/trust-bounds.ts';
import { userDataSecrets } from './security/user-data-secrets.ts';
import { volumeEncryption } from './security/volume-encryption.ts';
import { volumeKey } from './security/volume-key.ts';
import { watchingValues } from './security/watching-values.ts';
import { webAclAudience } from './security/web-acl-audience.ts';
import { webAclRules } from './security/web-acl-rules.ts';
import { zoneParts } from './security/zone-parts.ts';
import { zoneQueryLogs } from './security/zone-query-logs.ts';
import { zoneSigned } from './security/zone-signed.ts';

/** Rules of the family `security`. */
export const SECURITY_RULES: readonly Rule[] = [
  addressFamilies,
  alarmActions,
  allowConditions,
  apiAuthorization,
  apiLogs,
  backedUpDaily,
  backupVaultKey,
  backupVaultLock,
  brokerLogGroups,
  bucketAccessLogs,
  bucketEncryption,
  bucketHistory,
  bucketLifecycle,
  bucketOwner,
  bucketPolicyPublic,
  bucketPublicAccessBlock,
  bucketTls,
  cacheClosed,
  certificateOrder,
  clusterAccess,
  clusterEndpoint,
  clusterLogs,
  clusterProtected,
  clusterScope,
  clusterSecrets,
  codeHostExceptions,
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
  operatorHosts,
  parameterKey,
  passwordPolicy,
  podSessionTags,
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
  runtimeAgentEgress,
  sampledRequests,
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
  webAclAudience,
  zoneQueryLogs,
  zoneSigned,
  networkValues,
  storeValues,
  storageValues,
  accountValues,
  backupValues,
  nodeValues,
  edgeValues,
  cloudflareValues,
  watchingValues,
  identityValues,
  historyKept,
  recordLifetime,
  policyCallers,
  keyOwner,
  trustBounds,
  policyReach,
  managedPolicies,
  boundaryHolds,
  operatorSessions,
  topicTls,
  readerDenials,
  rulePairs,
  subnetPlan,
  networkAclRules,
  networkAclNeeds,
  subnetTiers,
  stackParts,
  trailSelectors,
  webAclRules,
  listenerHosts,
  zoneParts,
  scannerRequests,
  prefixListEntries,
  gatewayEndpointTables,
];
