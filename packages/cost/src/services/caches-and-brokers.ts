import { type Charge, HOURS_PER_MONTH, type Pricer } from '../charge.ts';
import { paidSupport } from '../extended-support.ts';
import { literal, numeric } from '../read-values.ts';

/** Extended support on top of a node. https://aws.amazon.com/elasticache/pricing */
const SURCHARGES = { 'years-1-and-2': 0.8, 'year-3': 1.6 } as const;

/** Brokers of a cluster. https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/rabbitmq-broker-architecture-cluster.html */
const CLUSTER_BROKERS = 3;

/** Nodes of ElastiCache, with extended support, which nobody can switch off. */
export const caches: Pricer = {
  types: ['aws_elasticache_replication_group'],
  charges: ({ values }, { prices, on }) => {
    const service = 'ElastiCache';
    const type = literal(values, 'node_type');
    const shards = numeric(values, 'num_node_groups');
    const replicas = numeric(values, 'replicas_per_node_group') ?? 0;
    const nodes = numeric(values, 'num_cache_clusters') ?? (shards === undefined ? undefined : shards * (1 + replicas));
    if (type === undefined || nodes === undefined) {
      return [{ service, what: 'nodes', count: nodes ?? 1, why: 'type or number is known only after apply' }];
    }
    const engine = literal(values, 'engine') ?? 'redis';
    const id = `elasticache/${engine}/${type}`;
    const quantity = nodes * HOURS_PER_MONTH;
    const node: Charge = { service, what: `${engine} on ${type}`, quantity, price: prices.find(id) };
    const version = /^\d+\.\d+/.exec(literal(values, 'engine_version') ?? '')?.[0];
    const product = engine === 'valkey' ? 'elasticache-valkey' : 'elasticache-redis';
    const paid = version === undefined ? undefined : paidSupport(product, version, on);
    if (paid === undefined) return [node];
    const factor = SURCHARGES[paid.step];
    const price = prices.share(
      `elasticache/extended-support/${paid.step}/${type}`,
      id,
      factor,
      `${factor * 100}% of the node`,
    );
    return [node, { service, what: `extended support of ${engine} ${version}, ${paid.words}`, quantity, price }];
  },
};

/** Brokers of Amazon MQ with their disks. */
export const brokers: Pricer = {
  types: ['aws_mq_broker'],
  charges: ({ values }, { prices, use }) => {
    const service = 'Amazon MQ';
    const type = literal(values, 'host_instance_type');
    if (type === undefined)
      return [{ service, what: 'brokers', count: 1, why: 'their type is known only after apply' }];
    const engine = (literal(values, 'engine_type') ?? '').toLowerCase();
    const mode = literal(values, 'deployment_mode') ?? 'SINGLE_INSTANCE';
    const count = mode === 'CLUSTER_MULTI_AZ' ? CLUSTER_BROKERS : mode === 'ACTIVE_STANDBY_MULTI_AZ' ? 2 : 1;
    return [
      {
        service,
        what: `${engine} on ${type}${count > 1 ? ', in a cluster' : ''}`,
        quantity: count * HOURS_PER_MONTH,
        price: prices.find(`mq/${engine}/${type}`),
      },
      {
        service,
        what: 'disks of brokers',
        quantity: count * use('brokerStorageGb'),
        uses: 'brokerStorageGb',
        price: prices.find('mq/storage'),
      },
    ];
  },
};
