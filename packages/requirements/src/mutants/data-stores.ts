import type { Json } from '@smile/inventory';
import { DEV, type Mutant, mutantsOf, PRODUCTION } from './mutant.ts';
import { type EditableObject, editObjects, removeObjects } from './release-values.ts';

const KAFKA = /Addons_Kafka_Objects/;
const CLICKHOUSE = /Addons_Clickhouse_Objects/;
const ENSEMBLE = /Addons_Zookeeper_Ensemble/;

type Spec = Record<string, Json>;

/** Changes the specification of an object of a release. */
const spec = (
  release: RegExp,
  kind: string,
  change: (spec: Spec) => void,
  isMeant: (object: EditableObject) => boolean = () => true,
): Mutant['apply'] => {
  return (estate) =>
    editObjects(estate, release, kind, (object) => {
      if (isMeant(object)) change(object.spec as Spec);
    });
};

const inner = (value: Json | undefined, ...path: readonly (string | number)[]): Spec =>
  path.reduce((at, step) => (at as never)[step] as Json, value as Json) as Spec;

const brokers = ({ metadata }: EditableObject) => metadata.name === 'broker';
const controllers = ({ metadata }: EditableObject) => metadata.name === 'controller';
const pool = (change: (spec: Spec) => void, isMeant = brokers) => spec(KAFKA, 'KafkaNodePool', change, isMeant);
const kafka = (change: (spec: Spec) => void) => spec(KAFKA, 'Kafka', change);
const clickhouse = (change: (spec: Spec) => void) => spec(CLICKHOUSE, 'ClickHouseInstallation', change);
const policies =
  (name: RegExp): Mutant['apply'] =>
  (estate) =>
    estate.remove('kubernetes_network_policy_v1', name);

/** Weakenings of Kafka, ZooKeeper and ClickHouse, from the words of the requirements. */
export const DATA_STORE_MUTANTS: readonly Mutant[] = [
  ...mutantsOf('DAT-KAFKA', PRODUCTION, {
    Kafka: (estate) => removeObjects(estate, KAFKA, 'Kafka'),
    'the brokers': (estate) => removeObjects(estate, KAFKA, 'KafkaNodePool', brokers),
    'the controllers': (estate) => removeObjects(estate, KAFKA, 'KafkaNodePool', controllers),
    Strimzi: (estate) => estate.remove('helm_release', /StrimziOperator/),
    'a broker': pool((one) => {
      one.replicas = 2;
    }),
    'a voter': pool((one) => {
      one.replicas = 2;
    }, controllers),
    'half of the disks': pool((one) => {
      const storage = inner(one.storage);
      storage.volumes = (storage.volumes as Json[]).slice(0, 1);
    }),
    'messages on EBS': pool((one) => {
      for (const volume of inner(one.storage).volumes as Spec[]) volume.class = 'gp3';
    }),
    'brokers over zones': pool((one) => {
      inner(one.template, 'pod', 'topologySpreadConstraints', 0).whenUnsatisfiable = 'ScheduleAnyway';
    }),
    'voters over zones': pool((one) => {
      delete inner(one.template, 'pod').topologySpreadConstraints;
    }, controllers),
    'TLS of a listener': kafka((one) => {
      inner(one.kafka, 'listeners', 0).tls = false;
    }),
    'the password of a listener': kafka((one) => {
      delete inner(one.kafka, 'listeners', 0).authentication;
    }),
    'a second listener in clear text': kafka((one) => {
      (inner(one.kafka).listeners as Json[]).push({ name: 'plain', port: 9092, type: 'internal', tls: false });
    }),
    'who may do what': kafka((one) => {
      delete inner(one.kafka).authorization;
    }),
    'the third copy': kafka((one) => {
      inner(one.kafka, 'config')['default.replication.factor'] = 2;
    }),
    'the second copy before a message counts as written': kafka((one) => {
      inner(one.kafka, 'config')['min.insync.replicas'] = 1;
    }),
    'the way from Strimzi to the brokers': policies(/StrimziToKafka/),
  }),
  ...mutantsOf('DAT-KAFKA', DEV, {
    Kafka: (estate) => removeObjects(estate, KAFKA, 'Kafka'),
    'the broker': (estate) => removeObjects(estate, KAFKA, 'KafkaNodePool', brokers),
  }),
  ...mutantsOf('DAT-ZOOKEEPER', PRODUCTION, {
    ZooKeeper: (estate) => estate.remove('kubernetes_stateful_set_v1', ENSEMBLE),
    'a member': (estate) => estate.set('kubernetes_stateful_set_v1', ENSEMBLE, 'spec.replicas', '2'),
    'members over zones': (estate) =>
      estate.unset('kubernetes_stateful_set_v1', ENSEMBLE, 'spec.template.spec.topology_spread_constraint'),
    'the disk of the log': (estate) =>
      estate.edit('kubernetes_stateful_set_v1', ENSEMBLE, (body) => {
        const one = inner(body.spec);
        one.volume_claim_template = (one.volume_claim_template as Json[]).slice(0, 1);
      }),
    '1 TB of disk': (estate) =>
      estate.edit('kubernetes_stateful_set_v1', ENSEMBLE, (body) => {
        for (const claim of inner(body.spec).volume_claim_template as Json[]) {
          inner(claim, 'spec', 'resources', 'requests').storage = '500Gi';
        }
      }),
    'a port in clear text': (estate) =>
      estate.edit('kubernetes_config_map_v1', /Addons_Zookeeper/, (body) => {
        const data = inner(body.data);
        data['zoo.cfg'] = `${data['zoo.cfg']}clientPort=2181\n`;
      }),
    'certificates of clients': (estate) =>
      estate.edit('kubernetes_config_map_v1', /Addons_Zookeeper/, (body) => {
        const data = inner(body.data);
        data['zoo.cfg'] = String(data['zoo.cfg']).replace('ssl.clientAuth=need', 'ssl.clientAuth=none');
      }),
    'the budget': (estate) => estate.remove('kubernetes_pod_disruption_budget_v1', ENSEMBLE),
    'the way from ClickHouse': policies(/ClickhouseToZookeeper/),
  }),
  ...mutantsOf('DAT-ZOOKEEPER', DEV, {
    ZooKeeper: (estate) => estate.remove('kubernetes_stateful_set_v1', ENSEMBLE),
  }),
  ...mutantsOf('DAT-CLICKHOUSE', PRODUCTION, {
    ClickHouse: (estate) => removeObjects(estate, CLICKHOUSE, 'ClickHouseInstallation'),
    'the operator': (estate) => estate.remove('helm_release', /ClickhouseOperator/),
    'two replicas': clickhouse((one) => {
      inner(one.configuration, 'clusters', 0, 'layout').replicasCount = 3;
    }),
    'copies, for more shards': clickhouse((one) => {
      inner(one.configuration, 'clusters', 0).layout = { shardsCount: 5, replicasCount: 1 };
    }),
    'replicas over zones': clickhouse((one) => {
      delete inner(one.templates, 'podTemplates', 0, 'spec').topologySpreadConstraints;
    }),
    'the limit of memory': clickhouse((one) => {
      inner(one.templates, 'podTemplates', 0, 'spec', 'containers', 0, 'resources', 'limits').memory = '40Gi';
    }),
    'ports without TLS': clickhouse((one) => {
      inner(one.configuration, 'clusters', 0).insecure = 'yes';
    }),
    'a password for everybody to read': clickhouse((one) => {
      inner(one.configuration, 'users')['etl/password_sha256_hex'] = 'aa'.repeat(32);
    }),
    'TLS towards ZooKeeper': clickhouse((one) => {
      inner(one.configuration, 'zookeeper', 'nodes', 0).secure = 'no';
    }),
    'a member of ZooKeeper': clickhouse((one) => {
      const zookeeper = inner(one.configuration, 'zookeeper');
      zookeeper.nodes = (zookeeper.nodes as Json[]).slice(1);
    }),
    'backups on a schedule': (estate) => estate.remove('kubernetes_cron_job_v1', /ClickhouseBackup/),
    'backups that are suspended': (estate) =>
      estate.set('kubernetes_cron_job_v1', /ClickhouseBackup/, 'spec.suspend', true),
    'the container of backups': clickhouse((one) => {
      const pod = inner(one.templates, 'podTemplates', 0, 'spec');
      pod.containers = (pod.containers as Json[]).slice(0, 1);
    }),
    'the right to write backups': (estate) =>
      estate.edit('data.aws_iam_policy_document', /Addons_Clickhouse_/, (body) => {
        const statements = body.statement as Spec[];
        body.statement = statements.filter(({ actions }) => !JSON.stringify(actions).includes('PutObject'));
      }),
    'the identity of ClickHouse': (estate) =>
      estate.remove('aws_eks_pod_identity_association', /Addons_Clickhouse_Identity/),
  }),
  ...mutantsOf('DAT-CLICKHOUSE', DEV, {
    ClickHouse: (estate) => removeObjects(estate, CLICKHOUSE, 'ClickHouseInstallation'),
    backups: (estate) => estate.remove('kubernetes_cron_job_v1', /ClickhouseBackup/),
  }),
];
