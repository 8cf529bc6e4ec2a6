import { VpcEndpoint } from '@cdktf/provider-aws/lib/vpc-endpoint';
import { EstateStack, physicalName } from '@smile/core';
import { Construct } from 'constructs';
import type { Vpc } from './vpc.ts';

/** Services with gateway endpoints. They cost nothing, so every VPC has both. */
const SERVICES = [
  { id: 'S3', service: 's3' },
  { id: 'DynamoDb', service: 'dynamodb' },
] as const;

/** Routes from the private tiers to S3 and DynamoDB that avoid NAT. Free of charge. */
export class GatewayEndpoints extends Construct {
  constructor(scope: Construct, id: string, props: { readonly vpc: Vpc }) {
    super(scope, id);
    const { environment } = EstateStack.ofConstruct(this);
    for (const { id: endpointId, service } of SERVICES) {
      new VpcEndpoint(this, endpointId, {
        vpcId: props.vpc.vpcId,
        vpcEndpointType: 'Gateway',
        // Written out, because the data source that looks it up calls AWS at plan.
        serviceName: `com.amazonaws.${environment.region}.${service}`,
        routeTableIds: props.vpc.privateRouteTableIds,
        tags: { Name: physicalName(this, { max: 255, name: `endpoint-${service}` }) },
      });
    }
  }
}
