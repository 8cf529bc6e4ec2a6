import type { Resource } from '@smile/inventory';
import { Block } from '../../reading/block.ts';
import { companionsOf, targetsOf } from '../../reading/links.ts';
import type { Rule, RuleContext } from '../../rule.ts';

/** AWS services that hosts, nodes and stores of a network with interface endpoints reach without the internet. */
const ALWAYS = ['kms', 'logs', 'ssm', 'ssmmessages', 'ec2messages'];

export const gatewayEndpointTables: Rule = {
  id: 'SMILE_ENDPOINT_REACH',
  family: 'security',
  severity: 'medium',
  title: 'Endpoints serve every private subnet, and a network has those that sessions and keys need',
  what: 'A gateway endpoint is in every route table that has a route by a NAT gateway; a network with interface endpoints has those of KMS, CloudWatch Logs and Systems Manager; endpoints are for services of the region of the network.',
  why: 'A zone without the route sends its traffic with S3 through NAT, at a price per gigabyte, and a session that cannot reach Systems Manager does not open.',
  remedy: 'Use GatewayEndpoints and InterfaceEndpoints.',
  source: 'https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html',
  check: (context) =>
    context.resources('aws_vpc').flatMap((vpc) => {
      const endpoints = companionsOf(context, vpc, 'aws_vpc_endpoint', 'vpc_id');
      const names = endpoints.flatMap((one) => serviceOf(one) ?? []);
      const interfaces = endpoints.filter(({ values }) => values.vpc_endpoint_type === 'Interface');
      const missing = interfaces.length < 2 ? [] : ALWAYS.filter((name) => !names.includes(name));
      return [
        ...missing.map((name) => ({ place: vpc, message: `must have an endpoint of ${name}, got none` })),
        ...endpoints.flatMap((place) => tables(place, vpc, context)),
      ];
    }),
};

/** The service of an endpoint, as in `kms` of `com.amazonaws.ap-southeast-3.kms`. */
function serviceOf(endpoint: Resource): string | undefined {
  return Block.of(endpoint).text('service_name')?.split('.').slice(3).join('.');
}

function tables(place: Resource, vpc: Resource, context: RuleContext) {
  if (place.values.vpc_endpoint_type !== 'Gateway') return [];
  const own = targetsOf(context, place, 'route_table_ids', 'aws_route_table');
  const wanted = context
    .resources('aws_route')
    .filter((route) => Block.of(route).has('nat_gateway_id') && route.stack === vpc.stack)
    .flatMap((route) => targetsOf(context, route, 'route_table_id', 'aws_route_table'));
  const missing = [...new Set(wanted)].filter((table) => !own.includes(table));
  return missing.map(({ address }) => ({
    place,
    message: `route_table_ids must hold ${address}, whose subnets go out by NAT, got none`,
  }));
}
