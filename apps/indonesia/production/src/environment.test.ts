import { testEveryEnvironment } from '@smile/estate/every-environment';
import { describe, expect, test } from 'vitest';
import { environment } from './environment.ts';

const inventory = testEveryEnvironment(environment, __dirname);

/** A group as `type × size` in each of its zones, or in all. */
const groupsOf = (cluster: string) =>
  inventory
    .resources({ type: 'aws_eks_node_group', path: `**/${cluster}/**` })
    .map(({ constructPath }) => constructPath?.split('/').slice(2).join('/'))
    .sort();

describe('production', () => {
  test('is production by its account and network (NET-1)', () => {
    expect([environment.account.id, environment.network.cidr]).toEqual(['111111111111', '10.0.0.0/16']);
  });

  test('has a NAT gateway in every zone, so that losing one zone leaves the others connected (NET-3)', () => {
    const zones = inventory.ofType('aws_nat_gateway').map(({ address }) => address.match(/apse3-az\d/)?.[0]);
    expect(zones).toEqual(['apse3-az1', 'apse3-az2', 'apse3-az3']);
  });

  test('allows no data loss, and nothing in it may be deleted with its data', () => {
    expect(environment.allowDataLoss).toBe(false);
    // Only the log of a web ACL goes, with an ACL that gets another name: its requests are judged already.
    const replaceable = inventory.resources({ tag: 'deletion-allowed-because' }).map(({ address }) => address);
    expect(replaceable.map((address) => address.replace(/_[0-9A-F]{8}$/, ''))).toEqual([
      'aws_cloudwatch_log_group.OperatorsWebAcl_Log',
      'aws_cloudwatch_log_group.PublicWebAcl_Log',
    ]);
  });

  test('refers to nothing of another environment (ENV-PRD)', () => {
    // Its Jenkins deploys shared, through one role here and two there (CI-JENKINS).
    const guests =
      /arn:aws:iam::444444444444:role\/smile-shared-(plan|apply)(?![\w-])|smile-prd-deploy-shared|(plan|apply)-shared/g;
    const text = JSON.stringify(inventory.resources().map(({ values }) => values)).replaceAll(guests, '');
    expect(text).not.toMatch(/smile-(uat|dev|shared)|222222222222|333333333333|444444444444/);
  });

  test('has the MySQL instances, Redis and RabbitMQ (APP-RDS, APP-WMS-RDS, APP-REDIS, APP-MQ)', () => {
    const mysql = inventory.ofType('aws_db_instance').map(({ values }) => values);
    expect(mysql).toMatchObject([
      {
        identifier: 'smile-prd-mysql-main',
        multi_az: true,
        engine_version: '8.0',
      },
      {
        identifier: 'smile-prd-mysql-wms',
        multi_az: true,
        engine_version: '8.0',
      },
    ]);
    expect(mysql.map(({ backup_retention_period }) => backup_retention_period)).toEqual([7, 7]);
    expect(inventory.ofType('aws_elasticache_replication_group').map(({ values }) => values)).toMatchObject([
      { engine_version: '6.2' },
    ]);
    expect(inventory.ofType('aws_mq_broker').map(({ values }) => values)).toMatchObject([
      { deployment_mode: 'CLUSTER_MULTI_AZ', engine_version: '3.13' },
    ]);
  });

  test('has eleven image repositories and ten secrets (APP-ECR, APP-SECRETS)', () => {
    expect(inventory.resources({ type: 'aws_ecr_repository', path: '**/Registry/**' })).toHaveLength(11);
    expect(inventory.ofType('aws_secretsmanager_secret')).toHaveLength(10);
  });

  test('has a t3.large bastion without public address (ACC-BASTION)', () => {
    const bastions = inventory.resources({ type: 'aws_instance', path: '**/Bastion/**' }).map(({ values }) => values);
    expect(bastions).toMatchObject([{ instance_type: 't3.large', associate_public_ip_address: false }]);
  });

  test('has no Git server: the shared environment has it (ENV-SHR)', () => {
    expect(inventory.stacks.map(({ name }) => name)).not.toContain('indonesia-production-git');
  });

  test('has two clusters on a version in standard support, private, without a creator who stays (APP-EKS, DAT-EKS)', () => {
    expect(inventory.ofType('aws_eks_cluster').map(({ values }) => values)).toMatchObject(
      ['smile-prd-app', 'smile-prd-data'].map((name) => ({
        name,
        version: '1.35',
        deletion_protection: true,
        upgrade_policy: { support_type: 'STANDARD' },
        vpc_config: { endpoint_private_access: true, endpoint_public_access: false },
        access_config: { bootstrap_cluster_creator_admin_permissions: false },
      })),
    );
  });

  test('runs applications and WMS on nodes of their own (APP-NODES, APP-WMS-NODES)', () => {
    expect(groupsOf('Application')).toEqual([
      'GroupApp/Group-apse3-az1/Default',
      'GroupApp/Group-apse3-az2/Default',
      'GroupApp/Group-apse3-az3/Default',
      'GroupDeploy/Default',
      'GroupWms/Default',
    ]);
  });

  test('runs the data platform on nodes with disks of their own, Kafka and ZooKeeper one per zone (DAT-CLICKHOUSE, DAT-KAFKA, DAT-ZOOKEEPER, DAT-OLAP, DAT-PENTAHO)', () => {
    expect(groupsOf('Data')).toEqual([
      'GroupClickhouse/Group-apse3-az1',
      'GroupClickhouse/Group-apse3-az2',
      'GroupEtl/Default',
      'GroupKafka/Group-apse3-az1',
      'GroupKafka/Group-apse3-az2',
      'GroupKafka/Group-apse3-az3',
      'GroupOlap/Default',
      'GroupSystem/Group-apse3-az1/Default',
      'GroupSystem/Group-apse3-az2/Default',
      'GroupSystem/Group-apse3-az3/Default',
      'GroupZookeeper/Group-apse3-az1',
      'GroupZookeeper/Group-apse3-az2',
      'GroupZookeeper/Group-apse3-az3',
    ]);
  });

  test('has four load balancers, each behind a web ACL, and no API gateway yet (APP-ALB, EDG-WAF, APP-APIGW)', () => {
    // The network load balancer of telemetry is inside, and none of the four.
    const names = inventory
      .ofType('aws_lb')
      .filter(({ values }) => values.load_balancer_type !== 'network')
      .map(({ values }) => values.name);
    expect(names).toEqual(['smile-prd-data', 'smile-prd-platform', 'smile-prd-web', 'smile-prd-wms']);
    expect(inventory.ofType('aws_wafv2_web_acl_association')).toHaveLength(4);
    expect(inventory.ofType('aws_apigatewayv2_api')).toEqual([]);
  });

  test('owns its Cloudflare zone, as staging and dev own theirs: settings, one ruleset per phase, signing (EDG-CLOUDFLARE, EDG-R53)', () => {
    expect(inventory.ofType('cloudflare_ruleset')).toHaveLength(4);
    expect(inventory.ofType('cloudflare_zone_dnssec')).toHaveLength(1);
    expect(inventory.resources({ type: 'aws_route53_zone', stack: '*-edge' }).map(({ values }) => values.name)).toEqual(
      ['origin-prd.smile.example'],
    );
  });
});
