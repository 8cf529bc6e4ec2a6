import { type Mutant, mutantsOf, PRODUCTION, STAGING } from './mutant.ts';

const intoMysql = /IntoMysqlMainSecurityGroupTcp3306/;

/** Weakenings of the network. */
export const NETWORK_MUTANTS: readonly Mutant[] = [
  ...mutantsOf('NET-1', PRODUCTION, {
    'the VPC': (estate) => estate.remove('aws_vpc'),
    'a second VPC': (estate) => estate.add('network', 'aws_vpc', 'Second', { cidr_block: '10.9.0.0/16' }),
    'another block': (estate) => estate.set('aws_vpc', undefined, 'cidr_block', '10.8.0.0/16'),
  }),
  ...mutantsOf('NET-1', STAGING, {
    "production's block": (estate) => estate.set('aws_vpc', undefined, 'cidr_block', '10.0.0.0/16'),
    'a block that is no /16': (estate) => estate.set('aws_vpc', undefined, 'cidr_block', '10.1.0.0/20'),
  }),
  ...mutantsOf('NET-2', PRODUCTION, {
    'the intra subnet of a zone': (estate) => estate.remove('aws_subnet', /Intra-apse3-az2/),
    'a whole zone': (estate) => estate.remove('aws_subnet', /apse3-az3/),
    'a public subnet that calls itself EKS private': (estate) =>
      estate.set('aws_subnet', /Public-apse3-az1/, 'tags.tier', 'eks-private'),
    'public addresses for whatever starts in a subnet': (estate) =>
      estate.set('aws_subnet', /Ec2Private-apse3-az1/, 'map_public_ip_on_launch', true),
    'a route from intra to the internet': (estate) =>
      estate.add('network', 'aws_route', 'IntraOut', {
        destination_cidr_block: '0.0.0.0/0',
        gateway_id: estate.idOf('aws_internet_gateway'),
        route_table_id: estate.idOf('aws_route_table', /Intra/),
      }),
    'private subnets in the table of the public ones': (estate) =>
      estate.edit('aws_route_table_association', /EksPrivate-apse3-az1/, (body) => {
        body.route_table_id = estate.idOf('aws_route_table', /Public/);
      }),
    'the way out of a zone': (estate) => estate.remove('aws_route', /PrivateToNat-apse3-az1/),
    'the route table of a subnet': (estate) => estate.remove('aws_route_table_association', /Public-apse3-az2/),
  }),
  ...mutantsOf('NET-3', PRODUCTION, {
    'the NAT gateway of a zone': (estate) => estate.remove('aws_nat_gateway', /apse3-az2/),
    'two NAT gateways in one zone': (estate) =>
      estate.edit('aws_nat_gateway', /apse3-az3/, (body) => {
        body.subnet_id = estate.idOf('aws_subnet', /Public-apse3-az1/);
      }),
  }),
  ...mutantsOf('NET-3', STAGING, {
    'a NAT gateway too many, which costs': (estate) =>
      estate.add('network', 'aws_nat_gateway', 'Second', {
        subnet_id: estate.idOf('aws_subnet', /Public-apse3-az1/),
      }),
    'a NAT gateway in a private subnet': (estate) =>
      estate.edit('aws_nat_gateway', undefined, (body) => {
        body.subnet_id = estate.idOf('aws_subnet', /Ec2Private-apse3-az1/);
      }),
  }),
  ...mutantsOf('NET-4', PRODUCTION, {
    'the flow log': (estate) => estate.remove('aws_flow_log'),
    'accepted traffic alone': (estate) => estate.set('aws_flow_log', undefined, 'traffic_type', 'ACCEPT'),
    'logs in CloudWatch': (estate) => estate.set('aws_flow_log', undefined, 'log_destination_type', 'cloud-watch-logs'),
    'a week of logs': (estate) =>
      estate.set('aws_s3_bucket_lifecycle_configuration', /FlowLogs/, 'rule.expiration.days', 7),
    'logs that the bucket refuses: the folder without Hive prefixes': (estate) =>
      estate.edit('data.aws_iam_policy_document', /FlowLogs_Bucket_Statements/, (body) => {
        body.statement = JSON.parse(JSON.stringify(body.statement).replaceAll('aws-account-id=', ''));
      }),
    'Hive prefixes switched off beside a policy for them': (estate) =>
      estate.set('aws_flow_log', undefined, 'destination_options.hive_compatible_partitions', false),
    'logs that the key refuses': (estate) =>
      estate.edit('data.aws_iam_policy_document', /FlowLogs_Key_Policy/, (body) => {
        body.statement = JSON.parse(JSON.stringify(body.statement).replaceAll('delivery.logs.', 'cloudtrail.'));
      }),
    'logs for ever': (estate) => estate.remove('aws_s3_bucket_lifecycle_configuration', /FlowLogs/),
    'a rule that is switched off': (estate) =>
      estate.set('aws_s3_bucket_lifecycle_configuration', /FlowLogs/, 'rule.status', 'Disabled'),
  }),
  ...mutantsOf('NET-5', PRODUCTION, {
    'the closed default group': (estate) => estate.remove('aws_default_security_group'),
    'a default group that lets its members talk': (estate) =>
      estate.set('aws_default_security_group', undefined, 'ingress', [{ protocol: '-1', self: true }]),
    'MySQL open to the internet': (estate) =>
      estate.edit('aws_vpc_security_group_ingress_rule', intoMysql, (body) => {
        delete body.referenced_security_group_id;
        body.cidr_ipv4 = '0.0.0.0/0';
      }),
    'MySQL open to half of the internet': (estate) =>
      estate.edit('aws_vpc_security_group_ingress_rule', intoMysql, (body) => {
        delete body.referenced_security_group_id;
        body.cidr_ipv4 = '128.0.0.0/1';
      }),
    'every port of the endpoints open to the VPC': (estate) =>
      estate.edit('aws_vpc_security_group_ingress_rule', /InterfaceEndpoints_SecurityGroup_FromVpc/, (body) => {
        body.ip_protocol = '-1';
        delete body.from_port;
        delete body.to_port;
      }),
    'a rule without a reason': (estate) =>
      estate.unset('aws_vpc_security_group_ingress_rule', intoMysql, 'description'),
    'a rule inside a group that opens it to the world': (estate) =>
      estate.set('aws_security_group', /Redis/, 'ingress', [
        { protocol: 'tcp', from_port: 6379, to_port: 6379, cidr_blocks: ['0.0.0.0/0'], description: 'for a moment' },
      ]),
  }),
];
