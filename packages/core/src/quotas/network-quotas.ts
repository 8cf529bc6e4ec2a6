import { adjustable, fixed, type ServiceQuota, UNCONFIRMED } from './service-quota.ts';

const VPC = 'https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html';
const GENERAL = 'https://docs.aws.amazon.com/general/latest/gr/vpc-service.html';
const ALB = 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html';
const NLB = 'https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-limits.html';
const ROUTE_53 = 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DNSLimitations.html';
const WAF = 'https://docs.aws.amazon.com/waf/latest/developerguide/limits.html';

/** Networks, load balancers, names and web ACLs. */
export const NETWORK_QUOTAS = {
  'vpc/L-F678F1CE': adjustable('VPCs per Region', 5, VPC),
  'vpc/L-A4707A72': adjustable('Internet gateways per Region', 5, VPC),
  'ec2/L-0263D0A3': adjustable('EC2-VPC Elastic IPs', 5, VPC),
  'vpc/L-FE5A380F': adjustable('NAT gateways per Availability Zone', 5, VPC),
  'vpc/L-407747CB': adjustable('Subnets per VPC', 200, VPC),
  'vpc/L-83CA0A9D': adjustable('IPv4 CIDR blocks per VPC', 5, VPC, { most: 50 }),
  'vpc/L-589F43AA': adjustable('Route tables per VPC', 200, VPC),
  'vpc/L-93826ACB': adjustable('Routes per route table', 50, VPC, { most: 1000 }),
  'vpc/L-B4A6D682': adjustable('Network ACLs per VPC', 200, VPC),
  'vpc/L-2AEEBF1A': adjustable('Rules per network ACL', 20, VPC, { most: 40 }),
  'vpc/L-E79EC296': adjustable('VPC security groups per Region', 2500, VPC),
  'vpc/L-2AFB9258': adjustable('Security groups per network interface', 5, VPC, { most: 16 }),
  'vpc/L-0EA8095F': adjustable('Inbound or outbound rules per security group', 60, VPC, { most: 1000 }),
  'vpc/rules-per-interface': fixed('Rules per security group × security groups per network interface', 1000, VPC),
  'vpc/L-DF5E4CA3': adjustable('Network interfaces per Region', 5000, VPC),
  'vpc/L-29B6F2EB': adjustable('Interface VPC endpoints per VPC', 50, VPC),
  'vpc/L-1B52E74A': adjustable('Gateway VPC endpoints per Region', 20, GENERAL),
  'vpc/endpoint-policy-size': fixed('Characters per VPC endpoint policy', 20_480, GENERAL),
  'vpc/L-7E9ECCDB': adjustable('Active VPC peering connections per VPC', 50, VPC, { most: 125 }),
  'vpc/prefix-lists': adjustable('Prefix lists per Region', 100, VPC, {
    read: 'aws ec2 describe-managed-prefix-lists --query "length(PrefixLists)"',
  }),
  'vpc/entries-per-prefix-list': fixed('Maximum number of entries per prefix list', 1000, VPC),
  'vpc/flow-logs-per-resource': fixed('Flow logs per resource', 10, VPC, UNCONFIRMED),

  'elasticloadbalancing/L-53DA6B97': adjustable('Application Load Balancers per Region', 50, ALB),
  'elasticloadbalancing/L-69A177A2': adjustable('Network Load Balancers per Region', 50, NLB),
  'elasticloadbalancing/L-B6DF7632': adjustable('Listeners per Application Load Balancer', 50, ALB),
  'elasticloadbalancing/L-7EED9B64': adjustable('Rules per Application Load Balancer', 100, ALB),
  'elasticloadbalancing/L-9365A611': adjustable('Certificates per Application Load Balancer', 25, ALB),
  'elasticloadbalancing/L-B22855CB': adjustable('Target Groups per Region', 3000, ALB),
  'elasticloadbalancing/L-A0D0B863': adjustable('Targets per Target Group per Region', 1000, ALB),
  'elasticloadbalancing/L-A8F7060B': adjustable('Trust stores per account', 20, ALB),
  'elasticloadbalancing/target-groups-per-load-balancer': fixed(
    'Target Groups per Application Load Balancer',
    100,
    ALB,
  ),
  'elasticloadbalancing/target-groups-per-action': fixed(
    'Target Groups per Action per Application Load Balancer',
    5,
    ALB,
  ),
  'elasticloadbalancing/verifying-listeners': fixed(
    'Number of listeners using mTLS in verify mode per load balancer',
    2,
    ALB,
  ),
  'elasticloadbalancing/values-per-rule': fixed('Condition values per rule', 5, ALB),

  'route53/L-4EA4796A': adjustable('Hosted zones', 500, ROUTE_53, UNCONFIRMED),
  'route53/L-E209CC9F': adjustable('Records per hosted zone', 10_000, ROUTE_53),
  'route53/L-ACB674F3': adjustable('Active health checks', 200, ROUTE_53, UNCONFIRMED),
  'route53/vpcs-per-private-zone': adjustable(
    'Amazon VPCs that can be associated with a private hosted zone',
    300,
    ROUTE_53,
    { ...UNCONFIRMED, read: 'aws route53 get-hosted-zone-limit --type MAX_VPCS_ASSOCIATED_BY_ZONE --hosted-zone-id …' },
  ),
  'route53resolver/L-51D8A1FB': adjustable('Resolver rules per AWS Region', 1000, ROUTE_53, UNCONFIRMED),
  'route53resolver/L-4A669CC0': adjustable('Resolver endpoints per AWS Region', 4, ROUTE_53, UNCONFIRMED),
  'route53resolver/query-log-configs': adjustable('Query log configurations per AWS Region', 20, ROUTE_53, {
    ...UNCONFIRMED,
    read: 'aws route53resolver list-resolver-query-log-configs --query TotalCount',
  }),

  'wafv2/L-2EC3DE7B': adjustable('Maximum web ACLs per account in WAF for regional', 100, WAF, UNCONFIRMED),
  'wafv2/L-D6DA96AE': adjustable('Maximum IP sets per account in WAF for regional', 100, WAF, UNCONFIRMED),
  'wafv2/L-C5BCD850': adjustable('Maximum rule groups per account in WAF for regional', 100, WAF, UNCONFIRMED),
  'wafv2/L-BF0029B0': adjustable('Maximum regex pattern sets per account in WAF for regional', 10, WAF, UNCONFIRMED),
  'wafv2/web-acl-capacity': fixed('Maximum number of web ACL capacity units in a web ACL', 5000, WAF, UNCONFIRMED),
  'wafv2/addresses-per-ip-set': fixed('Maximum number of IP addresses per IP set', 10_000, WAF, UNCONFIRMED),
} as const satisfies Readonly<Record<string, ServiceQuota>>;
