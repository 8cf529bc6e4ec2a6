import { ConfigMapV1 } from '@cdktf/provider-kubernetes/lib/config-map-v1';
import { PodDisruptionBudgetV1 } from '@cdktf/provider-kubernetes/lib/pod-disruption-budget-v1';
import { ServiceV1 } from '@cdktf/provider-kubernetes/lib/service-v1';
import { StatefulSetV1 } from '@cdktf/provider-kubernetes/lib/stateful-set-v1';
import { IMAGES } from '@smile/catalogue';
import { TEST_DATA_PLATFORM } from '@smile/core/fixtures';
import { resourcesOf } from '@smile/testing';
import '@smile/testing/matchers';
import { describe, expect, test } from 'vitest';
import { environmentWith, madeStore, policiesOf } from '../../fixtures.ts';
import { zookeeperConfiguration } from './zookeeper-configuration.ts';

const made = madeStore('Zookeeper');

/** Settings of a member by name. */
const settings = (members: number) =>
  Object.fromEntries(
    zookeeperConfiguration(members)
      .trim()
      .split('\n')
      .map((line) => line.split(/=(.*)/).slice(0, 2) as [string, string]),
  );

// https://zookeeper.apache.org/doc/r3.9.5/zookeeperAdmin.html. The text was tried with three members of ZooKeeper 3.8.0 of Debian, with
// certificates as cert-manager writes them: they elected a leader, and refused a client without a certificate.
describe('a member', () => {
  test('knows every member by the name of its pod', () => {
    const lines = zookeeperConfiguration(3).split('\n');
    expect(lines.filter((line) => line.startsWith('server.'))).toEqual([
      'server.1=zookeeper-0.zookeeper.etl.svc.cluster.local:2888:3888',
      'server.2=zookeeper-1.zookeeper.etl.svc.cluster.local:2888:3888',
      'server.3=zookeeper-2.zookeeper.etl.svc.cluster.local:2888:3888',
    ]);
  });

  test('speaks TLS alone, and asks clients and members for a certificate', () => {
    expect(settings(3)).toMatchObject({
      secureClientPort: '2281',
      'ssl.clientAuth': 'need',
      'ssl.trustStore.location': '/tls/ca.crt',
      sslQuorum: 'true',
      'ssl.quorum.trustStore.location': '/tls/ca.crt',
    });
    expect(settings(3)).not.toHaveProperty('clientPort');
  });

  test('reads a renewed certificate without a new start', () => {
    expect(settings(3)).toMatchObject({ 'client.certReload': 'true', sslQuorumReloadCertFiles: 'true' });
  });

  test('keeps snapshots and its log on different disks', () => {
    expect(settings(3)).toMatchObject({ dataDir: '/data', dataLogDir: '/datalog' });
    const [{ spec }] = resourcesOf(made.stack, StatefulSetV1) as unknown as readonly [
      { spec: { volume_claim_template: readonly object[] } },
    ];
    expect(spec.volume_claim_template).toEqual([
      {
        metadata: { name: 'data' },
        spec: {
          access_modes: ['ReadWriteOnce'],
          storage_class_name: 'local-disk',
          resources: { requests: { storage: '900Gi' } },
        },
      },
      {
        metadata: { name: 'datalog' },
        spec: {
          access_modes: ['ReadWriteOnce'],
          storage_class_name: 'local-disk',
          resources: { requests: { storage: '800Gi' } },
        },
      },
    ]);
  });

  // CVE-2025-58457: whoever reaches the server of a member may ask it for a snapshot.
  test('answers questions of administration within its pod alone', () => {
    expect(settings(3)).toMatchObject({ 'admin.serverAddress': '127.0.0.1' });
    expect(JSON.stringify(policiesOf(made))).not.toContain('"8080"');
  });

  // Seen: without a quorum every command answers 200, with an error in the body, `ruok` as well.
  test('is started anew only when it does not answer, and asked for no client without a quorum', () => {
    const wget = (command: string) => expect.stringContaining(`http://127.0.0.1:8080/commands/${command}`);
    const container = {
      startup_probe: { exec: { command: ['bash', '-ec', wget('ruok')] } },
      liveness_probe: { exec: { command: ['bash', '-ec', wget('ruok')] } },
      readiness_probe: { exec: { command: ['bash', '-ec', expect.stringContaining(`grep -q '"error" : null'`)] } },
    };
    expect(made.stack).toHaveResource(StatefulSetV1, { spec: { template: { spec: { container: [container] } } } });
    expect(JSON.stringify(resourcesOf(made.stack, StatefulSetV1)).match(/grep/g)).toHaveLength(1);
  });
});

describe('the ensemble', () => {
  test('has one member in each zone, each on a node of its own', () => {
    const labels = { 'app.kubernetes.io/name': 'zookeeper' };
    expect(made.stack).toHaveResource(StatefulSetV1, {
      spec: {
        replicas: '3',
        pod_management_policy: 'Parallel',
        template: {
          spec: {
            node_selector: { 'smile/role': 'zookeeper' },
            affinity: {
              pod_anti_affinity: {
                required_during_scheduling_ignored_during_execution: [
                  { topology_key: 'kubernetes.io/hostname', label_selector: [{ match_labels: labels }] },
                ],
              },
            },
            topology_spread_constraint: [
              {
                max_skew: 1,
                topology_key: 'topology.kubernetes.io/zone',
                when_unsatisfiable: 'DoNotSchedule',
                label_selector: [{ match_labels: labels }],
              },
            ],
          },
        },
      },
    });
  });

  test('loses one member at a time to people who drain nodes', () => {
    expect(made.stack).toHaveResource(PodDisruptionBudgetV1, { spec: { max_unavailable: '1' } });
  });

  test('is protected, and its claims outlive it', () => {
    expect(made.stack).toHaveResource(StatefulSetV1, {
      lifecycle: { prevent_destroy: true },
      spec: { persistent_volume_claim_retention_policy: [{ when_deleted: 'Retain', when_scaled: 'Retain' }] },
    });
  });

  test('knows its members before they serve', () => {
    expect(made.stack).toHaveResource(ServiceV1, { spec: { cluster_ip: 'None', publish_not_ready_addresses: true } });
  });

  test('starts its members anew, one by one, when their configuration changes', () => {
    expect(made.stack).toHaveResource(StatefulSetV1, {
      spec: {
        update_strategy: [{ type: 'RollingUpdate' }],
        template: {
          metadata: { annotations: { 'smile/configuration-sha256': expect.stringMatching(/^[0-9a-f]{64}$/) } },
        },
      },
    });
    expect(made.stack).toHaveResource(ConfigMapV1, { data: { 'zoo.cfg': zookeeperConfiguration(3) } });
  });

  // https://zookeeper.apache.org/security.html: CVE-2026-24308 and CVE-2026-24281 are in 3.9.0 to 3.9.4 and 3.8.0 to 3.8.5.
  test('is of a version without the known holes', () => {
    const [major = 0, minor = 0, patch = 0] = IMAGES.zookeeper.tag.split('.').map(Number);
    expect(major).toBe(3);
    expect(minor === 9 ? patch >= 5 : minor > 9).toBe(true);
  });

  test('is reached by ClickHouse and by itself', () => {
    expect(
      Object.keys(policiesOf(made))
        .sort()
        .filter((name) => name.startsWith('zookeeper-from-')),
    ).toEqual(['zookeeper-from-clickhouse', 'zookeeper-from-prometheus', 'zookeeper-from-zookeeper']);
  });
});

test('one member has no budget, which would keep its node from ever being renewed', () => {
  const zookeeper = { ...TEST_DATA_PLATFORM.zookeeper, members: 1, disks: 'ebs' } as const;
  const single = madeStore('Zookeeper', {
    stores: { ...TEST_DATA_PLATFORM, zookeeper },
    environment: environmentWith(),
  });
  expect(single.stack).toHaveResourceCount(PodDisruptionBudgetV1, 0);
  expect(settings(1)).toMatchObject({ standaloneEnabled: 'false' });
});
