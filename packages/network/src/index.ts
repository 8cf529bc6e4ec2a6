export { FlowLogs, type FlowLogsProps } from './flow-logs.ts';
export { GatewayEndpoints } from './gateway-endpoints.ts';
export { InterfaceEndpoints, type InterfaceEndpointsProps } from './interface-endpoints.ts';
export type { NatGatewayMode } from './nat-gateways.ts';
export { PrivateZone, type PrivateZoneProps } from './private-zone.ts';
export { SecurityGroup, type SecurityGroupProps } from './security-group.ts';
export {
  type PlannedSubnet,
  planSubnets,
  type SubnetPlan,
  type SubnetTier,
  TIERS,
  type TierSize,
} from './subnet-plan.ts';
export type { Subnet } from './subnets.ts';
export { Vpc, type VpcProps } from './vpc.ts';
