import { VpcEndpoint } from '@cdktf/provider-aws/lib/vpc-endpoint';
import {
  type Connectable,
  type Connections,
  EstateStack,
  type InterfaceEndpointService,
  PORTS,
  physicalName,
} from '@smile/core';
import { Construct } from 'constructs';
import { SecurityGroup } from './security-group.ts';
import type { Vpc } from './vpc.ts';

export interface InterfaceEndpointsProps {
  readonly vpc: Vpc;
  /** As in `ecr.api`. */
  readonly services: readonly InterfaceEndpointService[];
}

/**
 * Private addresses of AWS services in the intra tier, in every zone, behind the services' usual names.
 *
 * Each endpoint costs by the hour and zone. Adding or removing one interrupts nothing; the name just leads elsewhere.
 */
export class InterfaceEndpoints extends Construct implements Connectable {
  readonly connections: Connections;

  constructor(scope: Construct, id: string, props: InterfaceEndpointsProps) {
    super(scope, id);
    const group = new SecurityGroup(this, 'SecurityGroup', {
      vpc: props.vpc,
      description: 'Interface endpoints of AWS services',
      defaultPort: PORTS.https,
    });
    this.connections = group.connections;
    // Any host may need any AWS API; which calls it may make is a matter of its IAM role.
    this.connections.allowFromCidr({ name: 'Vpc', cidr: props.vpc.cidr }, 'Hosts of the VPC call AWS APIs');
    for (const service of props.services) this.createEndpoint(service, props.vpc, group);
  }

  private createEndpoint(service: InterfaceEndpointService, vpc: Vpc, group: SecurityGroup): void {
    const { environment } = EstateStack.ofConstruct(this);
    new VpcEndpoint(this, service, {
      vpcId: vpc.vpcId,
      vpcEndpointType: 'Interface',
      serviceName: `com.amazonaws.${environment.region}.${service}`,
      subnetIds: vpc.subnetIds('intra'),
      securityGroupIds: [group.securityGroupId],
      privateDnsEnabled: true,
      tags: { Name: physicalName(this, { max: 255, name: `endpoint-${service}` }) },
    });
  }
}
