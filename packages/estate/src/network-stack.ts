import { type Environment, EstateStack } from '@smile/core';
import { FlowLogs, GatewayEndpoints, InterfaceEndpoints, PrivateZone, Vpc } from '@smile/network';
import type { Construct } from 'constructs';

/** The VPC of an environment and what belongs to it alone: endpoints, flow logs, the private DNS zone. */
export class NetworkStack extends EstateStack {
  readonly vpc: Vpc;
  readonly endpoints: InterfaceEndpoints;
  readonly gatewayEndpoints: GatewayEndpoints;
  readonly privateZone: PrivateZone;

  constructor(scope: Construct, environment: Environment) {
    super(scope, environment, 'network');
    const { network } = environment;
    this.vpc = new Vpc(this, 'Vpc', {
      cidr: network.cidr,
      availabilityZones: network.availabilityZones,
      natGateways: network.natGateways,
    });
    this.gatewayEndpoints = new GatewayEndpoints(this, 'GatewayEndpoints', { vpc: this.vpc });
    this.endpoints = new InterfaceEndpoints(this, 'InterfaceEndpoints', {
      vpc: this.vpc,
      services: network.interfaceEndpoints,
    });
    new FlowLogs(this, 'FlowLogs', { vpc: this.vpc, retention: network.flowLogRetention });
    this.privateZone = new PrivateZone(this, 'PrivateZone', { vpc: this.vpc, domain: network.privateDomain });
  }
}
