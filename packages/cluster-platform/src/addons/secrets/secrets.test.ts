import { ClusterRoleBindingV1 } from '@cdktf/provider-kubernetes/lib/cluster-role-binding-v1';
import { ClusterRoleV1 } from '@cdktf/provider-kubernetes/lib/cluster-role-v1';
import { NetworkPolicyV1 } from '@cdktf/provider-kubernetes/lib/network-policy-v1';
import { ServiceAccountV1 } from '@cdktf/provider-kubernetes/lib/service-account-v1';
import { ClusterSecretStore } from '@kubernetes-models/external-secrets/external-secrets.io/v1/ClusterSecretStore';
import { ExternalSecret } from '@kubernetes-models/external-secrets/external-secrets.io/v1/ExternalSecret';
import '@smile/testing/matchers';
import { Job } from 'kubernetes-models/batch/v1/Job';
import { describe, expect, test } from 'vitest';
import { madeAddon, type TestObject } from '../../fixtures.ts';
import { PlatformContext } from '../../platform-context.ts';
import { externalSecrets } from '../external-secrets/external-secrets.ts';
import type { ClusterSecrets } from './cluster-secrets.ts';
import { secretsGate } from './secrets-gate.ts';
import { syncedSecrets } from './synced-secrets.ts';

const secretsOf = (...clusters: ClusterSecrets['clusters']): ClusterSecrets => ({
  clusters,
  secrets: [{ secretArn: 'arn:of:one' }, { secretArn: 'arn:of:other' }],
  encryption: { keyArn: 'arn:of:key' },
});

const namesOf = (objects: readonly TestObject[]) =>
  objects
    .filter(({ kind }) => kind === 'ExternalSecret')
    .map(({ metadata }) => `${metadata.namespace}/${metadata.name}`);

describe('Secrets of a cluster (APP-SECRETS)', () => {
  const { addon, objects } = madeAddon((context) => syncedSecrets(context, secretsOf('application')));

  test('are those that its pods read, and wait for the operator', () => {
    expect(namesOf(objects)).toEqual(expect.arrayContaining(['auth/keycloak-db', 'monitoring/grafana']));
    expect(namesOf(objects)).not.toEqual(expect.arrayContaining([expect.stringMatching(/^(etl|olap)\//)]));
    expect(addon.requires).toEqual(['secret-kinds']);
  });

  test('come from one store, for the namespaces that have a reader', () => {
    const [store] = objects.filter(({ kind }) => kind === 'ClusterSecretStore');
    const readers = new Set(namesOf(objects).map((name) => name.split('/')[0]));
    expect(store?.spec.conditions).toEqual([{ namespaces: [...readers].sort() }]);
    expect(store?.spec.provider.aws.region).toBe('ap-southeast-3');
  });

  // docs/runbooks/first-secrets.md: tokens of GitLab come once its server is there, that of Cloudflare from a person
  test('are marked where a program fills them: nobody waits for what a person brings', () => {
    const marked = objects.filter(({ metadata }) => metadata.labels?.['smile/needed-at-start'] === 'true');
    expect(namesOf(marked)).toEqual(namesOf(objects).filter((name) => !/\/(gitlab|cloudflare)$/.test(name)));
    expect(namesOf(marked)).toEqual(expect.arrayContaining(['monitoring/grafana', 'jenkins/jenkins-oidc']));
    expect(namesOf(objects)).toEqual(expect.arrayContaining(['jenkins/gitlab', 'jenkins-apply/cloudflare']));
  });

  test('are what External Secrets takes', () => {
    for (const object of objects) {
      const Model = object.kind === 'ClusterSecretStore' ? ClusterSecretStore : ExternalSecret;
      expect(() => new Model(object as never).validate()).not.toThrow();
    }
  });

  // A release that goes takes its objects along, and they are the owners of the Secrets:
  // https://external-secrets.io/latest/guides/ownership-deletion-policy/
  test('are not taken away with a release', () => {
    expect(addon.objects?.keeps).toMatch(/\S/);
  });

  test('are of both roles where one cluster is for all', () => {
    const both = madeAddon((context) => {
      const cluster = { ...context.cluster, role: 'shared' } as const;
      return syncedSecrets(new PlatformContext({ ...context, cluster }), secretsOf('application', 'data'));
    });
    expect(namesOf(both.objects)).toEqual(expect.arrayContaining(['auth/keycloak-db', 'olap/clickhouse-users']));
  });

  test('are refused for a namespace that the cluster does not have', () => {
    expect(() => madeAddon((context) => syncedSecrets(context, secretsOf('data')))).toFailWith(
      [
        'indonesia-staging-app-platform/Network: 2 problems',
        '  - namespace etl: pods of the application cluster read cdc-keystore, clickhouse-ingest, debezium-mysql, kafka-users, pentaho-carte, pentaho-connections, risingwave-metastore, risingwave-root, risingwave-secret-store, risingwave-sql there, and the cluster does not have it; add it to the table of namespaces, or correct the readers in the catalogue of secrets',
        '  - namespace olap: pods of the application cluster read clickhouse-backup, clickhouse-operator, clickhouse-tables, clickhouse-users there, and the cluster does not have it; add it to the table of namespaces, or correct the readers in the catalogue of secrets',
      ].join('\n'),
    );
  });
});

test('External Secrets may read the secrets of its cluster, as its own account', () => {
  const { addon } = madeAddon((context) => externalSecrets(context, secretsOf('application')));
  const [read] = addon.identity?.statements ?? [];
  expect(read?.resources).toEqual(['arn:of:one', 'arn:of:other']);
  expect(addon.release?.values).toMatchObject({ serviceAccount: { name: addon.identity?.serviceAccount } });
});

describe('the gate before everything that reads a Secret', () => {
  const gateOf = (secrets = secretsOf('application')) => madeAddon((context) => secretsGate(context, secrets));
  const { addon, stack, objects } = gateOf();
  const [job] = objects;

  test('waits until every ExternalSecret is ready that a program fills, before others start', () => {
    expect(addon.provides).toEqual(['secrets']);
    expect(addon.requires).toEqual(['synced-secrets']);
    const [container] = job?.spec.template.spec.containers ?? [];
    // https://external-secrets.io/latest/api/externalsecret/: the condition Ready
    expect(container?.command.at(-1)).toMatch(
      /^kubectl wait externalsecret --all-namespaces --selector smile\/needed-at-start=true --for=condition=Ready /m,
    );
    expect(job?.metadata.annotations).toMatchObject({ 'helm.sh/hook': 'post-install,post-upgrade' });
    expect(() => new Job(job as never).validate()).not.toThrow();
  });

  test('tries twice before Helm gives up, which waits for ten minutes', () => {
    const seconds = Number(/--timeout=(\d+)s/.exec(JSON.stringify(job))?.[1]);
    const { backoffLimit = Number.NaN, activeDeadlineSeconds = Number.NaN } = job?.spec ?? {};
    expect(seconds * (backoffLimit + 1)).toBeLessThan(activeDeadlineSeconds);
    expect(activeDeadlineSeconds).toBeLessThan(600);
  });

  test('runs again when another Secret is read', () => {
    const digest = (made: TestObject | undefined) => made?.spec.template.metadata.annotations['smile/secrets-sha256'];
    expect(digest(gateOf().objects[0])).toBe(digest(job));
    expect(digest(gateOf(secretsOf('data')).objects[0])).not.toBe(digest(job));
  });

  test('takes no Secret along when it fails, and is uninstalled', () => {
    expect(objects.map(({ kind }) => kind)).toEqual(['Job']);
  });

  test('sees whether Secrets are filled, and no more', () => {
    expect(stack).toHaveResource(ClusterRoleV1, {
      rule: [{ api_groups: ['external-secrets.io'], resources: ['externalsecrets'], verbs: ['get', 'list', 'watch'] }],
    });
    expect(stack).toReference(ClusterRoleBindingV1, 'role_ref', ClusterRoleV1);
    expect(stack).toHaveResource(ServiceAccountV1, { metadata: { name: job?.spec.template.spec.serviceAccountName } });
    expect(stack).toHaveResourceCount(NetworkPolicyV1, 1);
    expect(stack).toHaveResource(NetworkPolicyV1, {
      metadata: { namespace: 'external-secrets' },
      spec: { pod_selector: { match_labels: job?.spec.template.metadata.labels } },
    });
  });
});
