import { each } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const endpointServices: Rule = {
  id: 'SMILE_REGION_ENDPOINTS',
  family: 'region',
  severity: 'high',
  title: 'Endpoints are for services of our region',
  what: '`service_name` of every `aws_vpc_endpoint` for AWS is `com.amazonaws.<region>.<service>` of its own region.',
  why: 'Plan accepts any name; EC2 knows no such service, or the traffic leaves the country.',
  remedy: 'Use InterfaceEndpoints and GatewayEndpoints.',
  source: 'https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html',
  check: each('aws_vpc_endpoint', (endpoint, { region }) => {
    const name = endpoint.text('service_name');
    const [, place] = /^com\.amazonaws\.([a-z0-9-]+)\./.exec(name ?? '') ?? [];
    return name === undefined || region === undefined || place === region || name.startsWith('com.amazonaws.vpce.')
      ? undefined
      : `service_name must be com.amazonaws.${region}.<service>, got ${name}`;
  }),
};
