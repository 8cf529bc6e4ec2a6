import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { TEST_DATA_PLATFORM } from '@smile/core/fixtures';
import '@smile/testing/matchers';
import { describe, expect, test } from 'vitest';
import { madeStore, policiesOf } from '../../fixtures.ts';
import { CLICKHOUSE_HOST } from './clickhouse-addresses.ts';
import { openSsl } from './clickhouse-settings.ts';

const made = madeStore('Clickhouse');
const found = (made.addon.objects?.objects ?? []).find(({ kind }) => kind === 'ClickHouseInstallation');
const installation = JSON.parse(JSON.stringify(found)) as {
  readonly spec: {
    readonly reconcile: object;
    readonly configuration: {
      readonly zookeeper: { readonly nodes: readonly object[] };
      readonly users: Readonly<Record<string, unknown>>;
      readonly profiles: Readonly<Record<string, unknown>>;
      readonly quotas: Readonly<Record<string, unknown>>;
      readonly settings: Readonly<Record<string, unknown>>;
      readonly clusters: readonly object[];
    };
    readonly templates: {
      readonly volumeClaimTemplates: readonly object[];
      readonly podTemplates: readonly { readonly spec: Pod }[];
    };
  };
};

interface Pod {
  readonly topologySpreadConstraints: readonly object[];
  readonly containers: readonly {
    readonly name: string;
    readonly env?: readonly object[];
    readonly resources: object;
  }[];
}

const { configuration, templates } = installation.spec;
const [pod] = templates.podTemplates.map(({ spec }) => spec);

describe('replicas', () => {
  test('are five of one shard, each with everything, over the zones that have nodes', () => {
    expect(configuration.clusters).toEqual([
      expect.objectContaining({ name: 'main', layout: { shardsCount: 1, replicasCount: 5 } }),
    ]);
    expect(pod?.topologySpreadConstraints).toEqual([
      expect.objectContaining({
        maxSkew: 1,
        topologyKey: 'topology.kubernetes.io/zone',
        whenUnsatisfiable: 'DoNotSchedule',
      }),
    ]);
  });

  test('keep their data on the RAID of their node, which outlives them', () => {
    expect(templates.volumeClaimTemplates).toEqual([
      {
        name: 'data',
        reclaimPolicy: 'Retain',
        spec: {
          accessModes: ['ReadWriteOnce'],
          storageClassName: 'local-raid',
          resources: { requests: { storage: '9000Gi' } },
        },
      },
    ]);
  });

  test('are renewed one at a time, and one that lost its disk is filled from the others', () => {
    expect(installation.spec.reconcile).toMatchObject({
      policy: 'wait',
      host: { drop: { replicas: { onLostVolume: 'yes', active: 'no' } } },
      runtime: { reconcileShardsThreadsNumber: 1 },
    });
    expect(configuration.clusters).toEqual([expect.objectContaining({ pdbManaged: 'yes', pdbMaxUnavailable: 1 })]);
  });

  // https://clickhouse.com/docs/operations/settings/settings#insert_quorum
  test('have rows twice before an insert ends', () => {
    expect(configuration.profiles).toMatchObject({ 'default/insert_quorum': '2' });
  });

  test('find every member of the ensemble, over TLS', () => {
    expect(configuration.zookeeper.nodes).toEqual(
      [0, 1, 2].map((member) => ({
        host: `zookeeper-${member}.zookeeper.etl.svc.cluster.local`,
        port: 2281,
        secure: 'yes',
      })),
    );
  });
});

describe('connections', () => {
  test('go to the Service of all replicas, whose name the certificate has', () => {
    const certificate = JSON.stringify(made.addon.objects?.objects.find(({ kind }) => kind === 'Certificate'));
    expect(CLICKHOUSE_HOST).toBe('clickhouse-olap.olap.svc.cluster.local');
    expect(certificate).toContain(`"${CLICKHOUSE_HOST}"`);
  });

  // https://clickhouse.com/docs/guides/sre/network-ports: 8123, 9000, 9004, 9005, 9009 are without TLS by default.
  test('are TLS alone', () => {
    expect(configuration.settings).toMatchObject({
      http_port: '_removed_',
      tcp_port: '_removed_',
      mysql_port: '_removed_',
      postgresql_port: '_removed_',
      interserver_http_port: '_removed_',
      https_port: 8443,
      tcp_port_secure: 9440,
      interserver_https_port: 9009,
    });
    expect(configuration.clusters).toEqual([expect.objectContaining({ secure: 'yes', insecure: 'no' })]);
    expect(openSsl()).toMatch(/<client>.*<verificationMode>strict<\/verificationMode>/s);
    expect(openSsl()).toContain('<disableProtocols>sslv2,sslv3,tlsv1,tlsv1_1</disableProtocols>');
  });

  test('come from whom a policy names', () => {
    expect(
      Object.keys(policiesOf(made))
        .filter((name) => name.startsWith('clickhouse-'))
        .sort(),
    ).toEqual([
      'clickhouse-from-clickhouse',
      'clickhouse-from-clickhouse-operator',
      'clickhouse-from-prometheus',
      'clickhouse-operator-to-clickhouse',
      'clickhouse-to-clickhouse',
      'clickhouse-to-outside-vpc',
    ]);
  });
});

describe('users', () => {
  // https://github.com/Altinity/clickhouse-operator/blob/0.26.0/docs/security_hardening.md#securing-clickhouse-users
  test('have the digest of their password in a Kubernetes Secret, and nothing of it here', () => {
    for (const user of ['admin', 'ingest', 'etl', 'backup']) {
      expect(configuration.users[`${user}/password_sha256_hex`]).toEqual({
        valueFrom: { secretKeyRef: { name: 'clickhouse-users', key: `${user}_sha256` } },
      });
    }
    const plain = Object.entries(configuration.users).filter(
      ([key, value]) => /password/.test(key) && typeof value === 'string',
    );
    expect(plain).toEqual([]);
  });

  test('without a password, or of backups, come from the pod itself', () => {
    expect(configuration.users).toMatchObject({
      'default/networks/ip': ['127.0.0.1', '::1'],
      'backup/networks/ip': ['127.0.0.1', '::1'],
      'ingest/networks/ip': ['10.1.0.0/16'],
    });
  });

  // https://clickhouse.com/docs/operations/quotas
  test('that are programs may do so much in an hour', () => {
    expect(configuration.users).toMatchObject({
      'ingest/quota': 'ingest',
      'etl/quota': 'etl',
      'admin/quota': 'default',
    });
    expect(configuration.quotas).toMatchObject({
      'etl/interval/duration': 3600,
      'etl/interval/execution_time': 10_000,
    });
  });
});

// 20 GiB are 21,474,836,480 bytes.
test('a query takes half of the memory at most, and the disk from a quarter', () => {
  expect(configuration.profiles).toMatchObject({
    'default/max_memory_usage': '10737418240',
    'default/max_bytes_before_external_group_by': '5368709120',
    'default/max_bytes_before_external_sort': '5368709120',
  });
  expect(configuration.settings).toMatchObject({ max_server_memory_usage_to_ram_ratio: '0.85' });
});

describe('backups', () => {
  const settings = pod?.containers.find(({ name }) => name === 'clickhouse-backup')?.env ?? [];

  // https://github.com/Altinity/clickhouse-backup#default-config
  test('go to a folder of the bucket that all replicas share, and leave nothing behind', () => {
    expect(settings).toEqual(
      expect.arrayContaining([
        { name: 'REMOTE_STORAGE', value: 's3' },
        { name: 'S3_PATH', value: 'clickhouse/shard-{shard}' },
        { name: 'S3_REGION', value: 'ap-southeast-3' },
        { name: 'BACKUPS_TO_KEEP_REMOTE', value: '5' },
        { name: 'BACKUPS_TO_KEEP_LOCAL', value: '-1' },
        { name: 'API_SECURE', value: 'true' },
        { name: 'CLICKHOUSE_SKIP_VERIFY', value: 'false' },
      ]),
    );
  });

  test('are all that the pods reach of the bucket', () => {
    const granted = madeStore('Clickhouse');
    granted.addon.identity?.grant?.(new IamRole(granted.stack, 'Role', { assumeRolePolicy: '{}' }));
    expect(granted.stack).toHaveDataSource(DataAwsIamPolicyDocument, {
      statement: [
        { sid: 'FindBucket', actions: ['s3:GetBucketLocation'] },
        { sid: 'ListBelow', condition: [{ test: 'StringLike', variable: 's3:prefix', values: ['clickhouse/*'] }] },
        { sid: 'UseObjects', resources: [expect.stringMatching(/\/clickhouse\/\*$/)] },
      ],
    });
  });

  test('that S3 deletes before they are old enough are refused', () => {
    const { clickhouse } = TEST_DATA_PLATFORM;
    const backup = { ...clickhouse.backup, kept: 12 };
    expect(() =>
      madeStore('Clickhouse', { stores: { ...TEST_DATA_PLATFORM, clickhouse: { ...clickhouse, backup } } }),
    ).toThrow(
      'indonesia-staging-data-platform/Network: platform.dataPlatform.clickhouse.backup keeps 12 backups that rest on one of up to 6 days before, 18 days, and the bucket deletes after 14 days; raise storage.workloads.dataPlatformBackupRetention above 18 days, or keep fewer',
    );
  });
});
