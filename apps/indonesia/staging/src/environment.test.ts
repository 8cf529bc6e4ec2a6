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

describe('staging', () => {
  test('is staging by its account and network (NET-1)', () => {
    expect([environment.account.id, environment.network.cidr]).toEqual(['222222222222', '10.1.0.0/16']);
  });

  test('has one NAT gateway (NET-3)', () => {
    expect(inventory.ofType('aws_nat_gateway')).toHaveLength(1);
  });

  test('is called uat in AWS (ENV-STG)', () => {
    expect(inventory.ofType('aws_s3_bucket').map(({ values }) => values.bucket)).toContain(
      'smile-uat-flow-logs-222222222222',
    );
  });

  test('has the MySQL instances, Redis and RabbitMQ (APP-RDS, APP-WMS-RDS, APP-REDIS, APP-MQ)', () => {
    const mysql = inventory.ofType('aws_db_instance').map(({ values }) => values);
    expect(mysql).toMatchObject([
      {
        identifier: 'smile-uat-mysql-main',
        multi_az: false,
        engine_version: '8.0',
      },
      {
        identifier: 'smile-uat-mysql-wms',
        multi_az: false,
        engine_version: '8.0',
      },
    ]);
    expect(mysql.map(({ backup_retention_period }) => backup_retention_period)).toEqual([7, 7]);
    expect(inventory.ofType('aws_elasticache_replication_group').map(({ values }) => values)).toMatchObject([
      { engine_version: '6.2' },
    ]);
    expect(inventory.ofType('aws_mq_broker').map(({ values }) => values)).toMatchObject([
      { deployment_mode: 'SINGLE_INSTANCE', engine_version: '3.13' },
    ]);
  });

  test('has eleven image repositories and ten secrets (APP-ECR, APP-SECRETS)', () => {
    expect(inventory.resources({ type: 'aws_ecr_repository', path: '**/Registry/**' })).toHaveLength(11);
    expect(inventory.ofType('aws_secretsmanager_secret')).toHaveLength(10);
  });

  test('has a t3.small bastion without public address (ACC-BASTION)', () => {
    const bastions = inventory.resources({ type: 'aws_instance', path: '**/Bastion/**' }).map(({ values }) => values);
    expect(bastions).toMatchObject([{ instance_type: 't3.small', associate_public_ip_address: false }]);
  });

  test('has no Git server: the shared environment has it (ENV-SHR)', () => {
    expect(inventory.stacks.map(({ name }) => name)).not.toContain('indonesia-staging-git');
  });

  test('has two clusters on a version in standard support, private, without a creator who stays (APP-EKS, DAT-EKS)', () => {
    expect(inventory.ofType('aws_eks_cluster').map(({ values }) => values)).toMatchObject(
      ['smile-uat-app', 'smile-uat-data'].map((name) => ({
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
      'GroupCi/Default',
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

  test("has production's four load balancers, and a Cloudflare zone of its own (APP-ALB, EDG-CLOUDFLARE)", () => {
    // The network load balancer of telemetry is inside, and none of the four.
    const names = inventory
      .ofType('aws_lb')
      .filter(({ values }) => values.load_balancer_type !== 'network')
      .map(({ values }) => values.name);
    expect(names).toEqual(['smile-uat-data', 'smile-uat-platform', 'smile-uat-web', 'smile-uat-wms']);
    const domains = inventory.ofType('cloudflare_dns_record').map(({ values }) => String(values.name));
    expect(domains.filter((name) => name.endsWith('.smile.example'))).toEqual([]);
    expect(inventory.ofType('cloudflare_ruleset')).toHaveLength(4);
  });
});
