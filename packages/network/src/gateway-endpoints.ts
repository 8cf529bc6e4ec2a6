import { VpcEndpoint } from '@cdktf/provider-aws/lib/vpc-endpoint';
import { EstateStack, physicalName } from '@smile/core';
import { Construct } from 'constructs';
import type { Vpc } from './vpc.ts';

/** Routes from the private tiers to S3 and DynamoDB that avoid NAT. Free of charge, so every VPC has both. */
export class GatewayEndpoints extends Construct {
  /** Addresses of S3 in the region, for a rule that lets hosts reach S3 and nothing else. */
  readonly s3PrefixList: { readonly id: string; readonly name: string };

  constructor(scope: Construct, id: string, props: { readonly vpc: Vpc }) {
    super(scope, id);
    const s3 = this.createEndpoint('S3', 's3', props.vpc);
    this.createEndpoint('DynamoDb', 'dynamodb', props.vpc);
    this.s3PrefixList = { id: s3.prefixListId, name: 'S3' };
  }

  private createEndpoint(id: string, service: string, vpc: Vpc): VpcEndpoint {
    const { environment } = EstateStack.ofConstruct(this);
    return new VpcEndpoint(this, id, {
      vpcId: vpc.vpcId,
      vpcEndpointType: 'Gateway',
      // Written out, because the data source that looks it up calls AWS at plan.
      serviceName: `com.amazonaws.${environment.region}.${service}`,
      routeTableIds: vpc.privateRouteTableIds,
      tags: { Name: physicalName(this, { max: 255, name: `endpoint-${service}` }) },
      lifecycle: { preventDestroy: true },
    });
  }
}
