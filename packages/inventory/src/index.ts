export { isAnywhere, isInside } from './cidr-blocks.ts';
export { type DeliveryOptions, type DeliveryOutcome, deliveryOutcomes } from './delivery/delivery-outcomes.ts';
export { policyAt } from './delivery/reading.ts';
export { type RoleOutcome, roleOutcomes } from './delivery/role-outcomes.ts';
export { isFilledIn } from './filled-in.ts';
export { matchesGlob } from './glob.ts';
export type { Place } from './graph-index.ts';
export { groupedBy } from './grouped-by.ts';
export { type AllowStatement, allowStatements, iamMatches } from './iam-statements.ts';
export { Inventory, type StackDocument } from './inventory.ts';
export { InventoryError } from './inventory-error.ts';
export { asList, asObject, asString, isObject, stringEntries } from './json-narrowing.ts';
export { clusterIn, clusterOf, loginCluster } from './kubernetes/cluster-of.ts';
export { helmValues } from './kubernetes/helm-values.ts';
export { describeObject, type KubernetesObject, type KubernetesReading } from './kubernetes/kubernetes-object.ts';
export { chartReleases, kubernetesObjects, readKubernetes } from './kubernetes/kubernetes-objects.ts';
export { type Selected, selects } from './kubernetes/label-selector.ts';
export { type ListeningPort, listeningPorts } from './kubernetes/listening-ports.ts';
export {
  type Direction,
  type NetworkPolicy,
  networkPolicies,
  type PolicyPeer,
  type PolicyPort,
  type PolicyRule,
  policiesIn,
} from './kubernetes/network-policy.ts';
export { allowedConnections, oneSidedAllowances, type PodAllowance } from './kubernetes/pod-allowances.ts';
export {
  type PodConnection,
  type PodPeer,
  PodReachability,
  type Pods,
  podReachability,
} from './kubernetes/pod-reachability.ts';
export { type Container, type PodTemplate, podTemplateOf, podTemplates } from './kubernetes/pod-template.ts';
export {
  MIRROR_EXCEPTIONS,
  type MirrorDifference,
  type MirrorException,
  mirrorDifferences,
  mirroredEnvironments,
} from './mirror.ts';
export type {
  Action,
  Change,
  GroupRoom,
  IgnoredDrift,
  Json,
  JsonObject,
  Lifecycle,
  Mode,
  Output,
  Problem,
  Reference,
  Resource,
  RoomAmount,
  Source,
  Stack,
  Target,
  Waiver,
} from './model.ts';
export { type Obstacle, obstaclesTo } from './obstacles.ts';
export { oncePer, oncePerArguments } from './once-per.ts';
export { matchesQuery, type Pattern, type ResourceQuery } from './query.ts';
export { type Connection, Reachability, type WayIn } from './reachability.ts';
export { readJsonFile } from './read-json.ts';
export { blocksAt, textsAt, valueAt } from './read-value.ts';
export { covers } from './read-waivers.ts';
export { type SecretReader, secretReaders, secretsOf } from './secret-readers.ts';
export { type Peer, type Ports, type SecurityGroupRule, securityGroupRules } from './security-group-rules.ts';
export { mayHoldData, STATEFUL_TYPES } from './stateful-types.ts';
export {
  type TrafficChain,
  type TrafficHop,
  type TrafficOptions,
  trafficChains,
  trafficProblems,
} from './traffic-chain.ts';
