import type { JsonObject } from '@smile/inventory';
import { describe, expect, test } from 'vitest';
import { charged, costOfStack, type Resources, unpricedIn } from '../fixtures/priced-stack.ts';

/** One resource of a type. */
const one = (type: string, values: JsonObject): Resources => ({ [type]: { One: values } });

/**
 * Sums are AWS's published formula with the price of the table, worked out by hand: a month has 730 hours.
 * Pages are those of each service's pricing.
 */
describe('machines', () => {
  // https://aws.amazon.com/ec2/pricing/on-demand: 0.1056 × 730.
  test('a host is billed by the hour', () => {
    const cost = costOfStack(one('aws_instance', { instance_type: 't3.large' }));
    expect(charged(cost)).toEqual([['EC2: t3.large, on demand', 77.088]]);
    expect(unpricedIn(cost)).toEqual(['EBS: 1 disks of the image: their size is in the machine image']);
  });

  test('a node group is billed at the size that it is meant to have, with disks and detailed monitoring', () => {
    const cost = costOfStack({
      aws_launch_template: {
        Nodes: {
          monitoring: { enabled: true },
          block_device_mappings: [
            { ebs: { volume_size: 100, volume_type: 'gp3' } },
            { ebs: { volume_size: 20, volume_type: 'gp3' } },
          ],
        },
      },
      aws_eks_node_group: {
        Kafka: {
          instance_types: ['d3en.2xlarge'],
          scaling_config: { desired_size: 3, min_size: 3, max_size: 5 },
          launch_template: { id: '${aws_launch_template.Nodes.id}' },
        },
      },
    });
    expect(charged(cost)).toEqual([
      // 3 × 730 × 1.318
      ['EC2: d3en.2xlarge, on demand', 2886.42],
      // https://aws.amazon.com/ebs/pricing: 3 × 100 × 0.096, and 3 × 20 × 0.096
      ['EBS: gp3 disks', 28.8],
      ['EBS: gp3 disks', 5.76],
      // https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/manage-detailed-monitoring.html: 3 × 7 metrics × 0.30
      ['CloudWatch: detailed monitoring', 6.3],
    ]);
    expect(cost.usdPerMonth).toBe(2927.28);
  });

  test('what has no price is listed, and never counted as zero', () => {
    const cost = costOfStack({
      aws_instance: { Odd: { instance_type: 'x99.huge' }, Late: { instance_type: '${var.type}' } },
      aws_eks_node_group: {
        Spot: { instance_types: ['m6g.xlarge'], capacity_type: 'SPOT', scaling_config: { desired_size: 2 } },
        Unknown: { instance_types: ['m6g.xlarge'], scaling_config: { desired_size: '${var.size}' } },
      },
    });
    expect(charged(cost)).toEqual([]);
    const disks = 'their size is in the machine image';
    expect(unpricedIn(cost).toSorted()).toEqual([
      `EBS: 1 disks of the image: ${disks}`,
      `EBS: 1 disks of the image: ${disks}`,
      `EBS: 2 disks of the image: ${disks}`,
      'EC2: 1 machines: their number is known only after apply',
      'EC2: 1 machines: their type is known only after apply',
      'EC2: 1 x99.huge, on demand: no price was found, in this region or one that stands in for it',
      'EC2: 2 m6g.xlarge, spot: spot prices change by the hour',
    ]);
  });

  test('a resource with a count is billed as often', () => {
    const cost = costOfStack(one('aws_nat_gateway', { count: 3 }), { usage: { natGatewayGb: 0, internetOutGb: 0 } });
    // https://aws.amazon.com/vpc/pricing: 3 × 730 × 0.059
    expect(cost.usdPerMonth).toBe(129.21);
  });
});

describe('databases', () => {
  const mysql = (values: JsonObject): Resources =>
    one('aws_db_instance', {
      engine: 'mysql',
      engine_version: '8.4',
      instance_class: 'db.m5.xlarge',
      allocated_storage: 200,
      storage_type: 'gp3',
      ...values,
    });
  const withoutUse = { usage: { databaseBackupsGb: 0 } };
  const dearly = (resources: Resources, on?: string) =>
    charged(costOfStack(resources, { ...withoutUse, ...(on === undefined ? {} : { on }) })).filter(
      ([, usd]) => usd !== 0,
    );

  // https://aws.amazon.com/rds/mysql/pricing: 0.47 × 730, 0.138 × 200; a Multi-AZ instance is billed twice.
  test('a standby is billed like the instance, and so is its storage', () => {
    expect(dearly(mysql({}))).toEqual([
      ['RDS: mysql on db.m5.xlarge, Single-AZ', 343.1],
      ['RDS: gp3 storage', 27.6],
    ]);
    expect(dearly(mysql({ multi_az: true }))).toEqual([
      ['RDS: mysql on db.m5.xlarge, Multi-AZ', 686.2],
      ['RDS: gp3 storage', 55.2],
    ]);
  });

  // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/extended-support-charges.html: by vCPU-hour, for the standby too.
  // db.m5.4xlarge has 16 vCPUs: 2 × 16 × 730 × 0.12 = 2,803.20, and twice that in year 3, which begins on 2028-08-01.
  test.each([
    ['2026-07-31', undefined],
    ['2026-08-01', ['RDS: extended support of mysql 8.0, years 1 and 2', 2803.2]],
    ['2028-07-31', ['RDS: extended support of mysql 8.0, years 1 and 2', 2803.2]],
    ['2028-08-01', ['RDS: extended support of mysql 8.0, year 3', 5606.4]],
    ['2029-07-31', ['RDS: extended support of mysql 8.0, year 3', 5606.4]],
    ['2029-08-01', undefined],
  ])('extended support of MySQL 8.0 on %s', (on, expected) => {
    const old = { engine_version: '8.0', instance_class: 'db.m5.4xlarge', multi_az: true };
    const found = dearly(mysql(old), on).find(([what]) => what.includes('extended'));
    expect(found).toEqual(expected);
  });

  test('extended support that is switched off is not billed; RDS upgrades instead', () => {
    const off = { engine_version: '8.0', engine_lifecycle_support: 'open-source-rds-extended-support-disabled' };
    expect(dearly(mysql(off)).map(([what]) => what)).toEqual([
      'RDS: mysql on db.m5.xlarge, Single-AZ',
      'RDS: gp3 storage',
    ]);
  });

  // https://aws.amazon.com/secrets-manager/pricing: RDS keeps the password in a secret of 0.40.
  test('the password that RDS manages is a secret', () => {
    expect(dearly(mysql({ manage_master_user_password: true }))).toContainEqual(['Secrets Manager: secrets', 0.4]);
  });

  test('a class without a price is listed, its storage and extended support have theirs', () => {
    const cost = costOfStack(mysql({ instance_class: 'db.x9.large', engine_version: '8.0' }), withoutUse);
    expect(unpricedIn(cost)).toEqual([
      'RDS: 1 mysql on db.x9.large, Single-AZ: no price was found, in this region or one that stands in for it',
    ]);
    // 200 × 0.138 + 2 vCPUs × 730 × 0.12
    expect(cost.usdPerMonth).toBe(202.8);
  });
});

describe('caches and brokers', () => {
  const redis = { engine: 'redis', engine_version: '6.2', node_type: 'cache.m5.xlarge', num_cache_clusters: 2 };

  // https://aws.amazon.com/elasticache/pricing: 2 × 730 × 0.389; extended support 2 × 730 × 0.311, and 0.622 in year 3.
  test.each([
    ['2027-01-31', [['ElastiCache: redis on cache.m5.xlarge', 567.94]]],
    [
      '2027-02-01',
      [
        ['ElastiCache: redis on cache.m5.xlarge', 567.94],
        ['ElastiCache: extended support of redis 6.2, years 1 and 2', 454.06],
      ],
    ],
    [
      '2029-02-01',
      [
        ['ElastiCache: redis on cache.m5.xlarge', 567.94],
        ['ElastiCache: extended support of redis 6.2, year 3', 908.12],
      ],
    ],
  ])('Redis 6.2 on %s', (on, expected) => {
    expect(charged(costOfStack(one('aws_elasticache_replication_group', redis), { on }))).toEqual(expected);
  });

  test('extended support of a node that is in no list is 80% of the node', () => {
    const large = { ...redis, node_type: 'cache.r5.large' };
    const cost = costOfStack(one('aws_elasticache_replication_group', large), { on: '2027-02-01' });
    // 2 × 730 × 0.259 × 0.8
    expect(charged(cost)[1]).toEqual(['ElastiCache: extended support of redis 6.2, years 1 and 2', 302.512]);
  });

  test('shards have a node and their replicas each', () => {
    const sharded = { engine: 'valkey', node_type: 'cache.m5.xlarge', num_node_groups: 2, replicas_per_node_group: 2 };
    const cost = costOfStack(one('aws_elasticache_replication_group', sharded));
    // 2 × 3 × 730 × 0.3112
    expect(charged(cost)).toEqual([['ElastiCache: valkey on cache.m5.xlarge', 1363.056]]);
  });

  // https://aws.amazon.com/amazon-mq/pricing: a cluster is three brokers, 3 × 730 × 0.36 and 3 × 20 × 0.10.
  test('a cluster of RabbitMQ is three brokers with a disk each', () => {
    const broker = { engine_type: 'RabbitMQ', host_instance_type: 'mq.m5.large', deployment_mode: 'CLUSTER_MULTI_AZ' };
    expect(charged(costOfStack(one('aws_mq_broker', broker)))).toEqual([
      ['Amazon MQ: rabbitmq on mq.m5.large, in a cluster', 788.4],
      ['Amazon MQ: disks of brokers', 6],
    ]);
  });
});

describe('clusters', () => {
  // https://aws.amazon.com/eks/pricing: 0.10 an hour, 0.60 in extended support.
  test.each([
    ['STANDARD', '2027-03-28', 'EKS: clusters', 73],
    ['EXTENDED', '2027-03-27', 'EKS: clusters', 73],
    ['EXTENDED', '2027-03-28', 'EKS: clusters in extended support of 1.35', 438],
  ])('EKS 1.35 with support %s on %s', (support, on, what, usd) => {
    const cluster = { version: '1.35', upgrade_policy: { support_type: support } };
    expect(charged(costOfStack(one('aws_eks_cluster', cluster), { on }))).toEqual([[what, usd]]);
  });

  test('a cluster that chooses nothing falls into extended support', () => {
    const cost = costOfStack(one('aws_eks_cluster', { version: '1.35' }), { on: '2027-03-28' });
    expect(cost.usdPerMonth).toBe(438);
  });
});

describe('network', () => {
  // https://aws.amazon.com/privatelink/pricing: 3 zones × 730 × 0.013.
  test('an interface endpoint is billed for each zone, a gateway endpoint not at all', () => {
    const subnet_ids = ['${aws_subnet.A.id}', '${aws_subnet.B.id}', '${aws_subnet.C.id}'];
    const cost = costOfStack(
      {
        aws_vpc_endpoint: {
          S3: { vpc_endpoint_type: 'Gateway' },
          Sts: { vpc_endpoint_type: 'Interface', subnet_ids },
        },
      },
      { usage: { interfaceEndpointGb: 0 } },
    );
    expect(charged(cost)).toEqual([
      ['VPC: interface endpoints by zone', 28.47],
      ['VPC: data through interface endpoints', 0],
    ]);
  });

  // https://aws.amazon.com/elasticloadbalancing/pricing: 730 × 0.0252, 2 × 730 × 0.008; https://aws.amazon.com/vpc/pricing:
  // an address in each public subnet, 3 × 730 × 0.005.
  test('a public load balancer is billed with capacity units, and an address in each subnet', () => {
    const lb = { load_balancer_type: 'application', internal: false, subnets: ['a', 'b', 'c'] };
    const cost = costOfStack(one('aws_lb', lb), { usage: { loadBalancerCapacityUnits: 2 } });
    expect(charged(cost)).toEqual([
      ['Elastic Load Balancing: application load balancers', 18.396],
      ['Elastic Load Balancing: capacity units of application load balancers', 11.68],
      ['VPC: public addresses', 10.95],
    ]);
    expect(cost.usdByUse).toBe(11.68);
  });

  test('an internal one has no public address', () => {
    const lb = { load_balancer_type: 'network', internal: true, subnets: ['a', 'b', 'c'] };
    const cost = costOfStack(one('aws_lb', lb), { usage: { loadBalancerCapacityUnits: 0 } });
    // 730 × 0.0225
    expect(charged(cost)).toEqual([
      ['Elastic Load Balancing: network load balancers', 16.425],
      ['Elastic Load Balancing: capacity units of network load balancers', 0],
    ]);
  });
});

describe('what pods claim', () => {
  const cluster = {
    kubernetes_storage_class_v1: {
      Default: { metadata: { name: 'gp3' }, parameters: { type: 'gp3' }, storage_provisioner: 'ebs.csi.aws.com' },
      Local: { metadata: { name: 'local-disk' }, storage_provisioner: 'kubernetes.io/no-provisioner' },
    },
  };
  const claimed = (resources: Resources) => charged(costOfStack({ ...cluster, ...resources }));
  const release = (values: object) => one('helm_release', { values: [JSON.stringify(values)] });

  // https://aws.amazon.com/ebs/pricing: 0.096 a GB and month, for each replica.
  test.each([
    [
      'two replicas in the settings of a chart',
      { replicas: 2, persistence: { size: '50Gi', storageClass: 'gp3' } },
      9.6,
    ],
    [
      'a template of a custom resource',
      {
        spec: {
          volumeClaimTemplate: { spec: { storageClassName: 'gp3', resources: { requests: { storage: '1Ti' } } } },
        },
      },
      98.304,
    ],
    ['a pool of Strimzi', { spec: { replicas: 3, storage: { volumes: [{ size: '20Gi', class: 'gp3' }] } } }, 5.76],
  ])('%s', (_, values, usd) => {
    expect(claimed(release(values))).toEqual([['EBS: gp3 disks that pods claim', usd]]);
  });

  test('a stateful set claims for each of its pods', () => {
    const set = {
      spec: {
        replicas: '3',
        volume_claim_template: [{ spec: { storage_class_name: 'gp3', resources: { requests: { storage: '10Gi' } } } }],
      },
    };
    // 3 × 10 × 0.096
    expect(claimed(one('kubernetes_stateful_set_v1', set))).toEqual([['EBS: gp3 disks that pods claim', 2.88]]);
  });

  test('disks of nodes, and what is switched off, cost nothing on top', () => {
    expect(claimed(release({ size: '1500Gi', class: 'local-disk' }))).toEqual([]);
    expect(claimed(release({ persistence: { enabled: false, size: '50Gi', storageClass: 'gp3' } }))).toEqual([]);
  });

  test('a size that is none is listed', () => {
    const cost = costOfStack({ ...cluster, ...release({ size: 'plenty', class: 'gp3' }) });
    expect(unpricedIn(cost)).toEqual(['EBS: 1 gp3 disks that pods claim: plenty is no size in Gi or Ti']);
  });
});

describe('what watches, keys and names', () => {
  // https://aws.amazon.com/cloudwatch/pricing: 0.10 for each metric that an alarm looks at.
  test('an alarm counts the metrics that it looks at', () => {
    const metric = { metric_name: 'A', namespace: 'N', period: 60, stat: 'Sum' };
    const cost = costOfStack({
      aws_cloudwatch_metric_alarm: {
        Plain: { metric_name: 'CPUUtilization', period: 300 },
        Ratio: {
          metric_query: [
            { id: 'e', expression: 'a/b' },
            { id: 'a', metric },
            { id: 'b', metric },
          ],
        },
        Fast: { metric_name: 'A', period: 10 },
      },
    });
    expect(charged(cost)).toEqual([
      ['CloudWatch: alarm metrics', 0.1],
      ['CloudWatch: alarm metrics', 0.2],
      ['CloudWatch: first 10 alarm metrics, free', -0.3],
    ]);
    expect(unpricedIn(cost)).toEqual(['CloudWatch: 1 alarms of high resolution: no price was found']);
  });

  // https://aws.amazon.com/waf/pricing: 5 for the ACL, 1 for each rule.
  test('a web ACL is billed with its rules', () => {
    const cost = costOfStack(one('aws_wafv2_web_acl', { rule: [{ name: 'A' }, { name: 'B' }] }), {
      usage: { webAclRequestsMillions: 0 },
    });
    expect(cost.usdPerMonth).toBe(7);
  });

  // https://aws.amazon.com/route53/pricing: outside AWS 0.75 for the check, 2.00 for HTTPS, 2.00 for matching a text.
  test.each([
    ['HTTP', 0.75],
    ['HTTPS', 2.75],
    ['HTTPS_STR_MATCH', 4.75],
  ])('a health check of type %s', (type, usd) => {
    expect(costOfStack(one('aws_route53_health_check', { type })).usdPerMonth).toBe(usd);
  });

  // https://aws.amazon.com/kms/pricing
  test('a key costs a dollar, and what its rotations add is listed', () => {
    const cost = costOfStack(one('aws_kms_key', { enable_key_rotation: true }), { usage: { keyRequestsMillions: 0 } });
    expect(cost.usdPerMonth).toBe(1);
    expect(unpricedIn(cost)).toEqual([
      'KMS: 1 rotated versions of keys: each of the first 2 rotations adds the price of a key; when a key was made is not in the code',
    ]);
  });

  // https://aws.amazon.com/guardduty/pricing: by vCPU of instances, the standby left aside: 4 × 1.22; https://aws.amazon.com/inspector/pricing:
  // 730 × 0.00174 for each machine.
  test('GuardDuty counts processors of databases, Inspector machines', () => {
    const cost = costOfStack({
      aws_db_instance: {
        Main: { engine: 'mysql', instance_class: 'db.m5.xlarge', allocated_storage: 20, multi_az: true },
      },
      aws_instance: { Bastion: { instance_type: 't3.large' } },
      aws_guardduty_detector_feature: {
        Logins: { name: 'RDS_LOGIN_EVENTS', status: 'ENABLED' },
        Runtime: { name: 'RUNTIME_MONITORING', status: 'DISABLED' },
        Audit: { name: 'EKS_AUDIT_LOGS', status: 'ENABLED' },
      },
      aws_inspector2_enabler: { Inspector: { resource_types: ['EC2', 'ECR'] } },
    });
    expect(charged(cost)).toContainEqual(['GuardDuty: logins of databases, by vCPU', 4.88]);
    expect(charged(cost)).toContainEqual(['Inspector: scans of machines', 1.2702]);
    expect(unpricedIn(cost)).toContain('GuardDuty: 1 EKS_AUDIT_LOGS: by audit events, and no price was found');
  });
});
