import { ConfigMapV1 } from '@cdktf/provider-kubernetes/lib/config-map-v1';
import { NetworkPolicyV1 } from '@cdktf/provider-kubernetes/lib/network-policy-v1';
import { ServiceAccountV1 } from '@cdktf/provider-kubernetes/lib/service-account-v1';
import { Vpc } from '@smile/network';
import '@smile/testing/matchers';
import { CronJob } from 'kubernetes-models/batch/v1/CronJob';
import { Job } from 'kubernetes-models/batch/v1/Job';
import { describe, expect, test } from 'vitest';
import { madeAddon } from '../../fixtures.ts';
import { PlatformContext } from '../../platform-context.ts';
import { mysqlAccounts } from './mysql-accounts.ts';

const STORES = {
  servers: {
    'mysql-main': { host: 'main.example', masterSecretArn: 'arn:of:main' },
    'mysql-wms': { host: 'wms.example', masterSecretArn: 'arn:of:wms' },
  },
  secrets: [{ secretArn: 'arn:of:users' }],
  encryption: { keyArn: 'arn:of:key' },
};

const ofNetwork = (cidr: string) =>
  madeAddon((context) => {
    const vpc = new Vpc(context.owner, 'Other', { cidr, availabilityZones: ['apse3-az1', 'apse3-az2'] });
    return mysqlAccounts(new PlatformContext({ ...context, cluster: { ...context.cluster, vpc } }), STORES);
  });

describe('the job of MySQL accounts (DAT-OLTP)', () => {
  const { addon, stack, objects } = ofNetwork('10.0.0.0/16');
  const [scripts, byHand, hook] = objects;
  const text = JSON.stringify(objects);

  test('runs after every install and upgrade, and by hand from a CronJob that never runs by itself', () => {
    expect(objects.map(({ kind, metadata }) => `${kind} ${metadata.namespace}/${metadata.name}`)).toEqual([
      'ConfigMap database-jobs/mysql-accounts',
      'CronJob database-jobs/mysql-accounts',
      'Job database-jobs/mysql-accounts',
    ]);
    expect(byHand?.spec.suspend).toBe(true);
    // https://helm.sh/docs/topics/charts_hooks/
    expect(hook?.metadata.annotations).toEqual({
      'helm.sh/hook': 'post-install,post-upgrade',
      'helm.sh/hook-delete-policy': 'before-hook-creation',
    });
    expect(hook?.spec.template).toEqual(byHand?.spec.jobTemplate.spec.template);
  });

  test('is what Kubernetes takes', () => {
    expect(() => new CronJob(byHand as never).validate()).not.toThrow();
    expect(() => new Job(hook as never).validate()).not.toThrow();
  });

  test('ends before Helm gives up, which waits for ten minutes', () => {
    expect(hook?.spec.activeDeadlineSeconds).toBeLessThan(600);
  });

  test('runs again when what it would do changes', () => {
    const digest = (made: typeof objects) => made[2]?.spec.template.metadata.annotations['smile/scripts-sha256'];
    expect(digest(objects)).toMatch(/^[0-9a-f]{64}$/);
    expect(digest(ofNetwork('10.0.0.0/16').objects)).toBe(digest(objects));
    expect(digest(ofNetwork('10.9.0.0/16').objects)).not.toBe(digest(objects));
  });

  test('has nothing that Terraform or Helm would fill in', () => {
    expect(text).not.toMatch(/[$%]\{|\{\{/);
  });

  // https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
  test('may run in a namespace that is restricted', () => {
    const pod = hook?.spec.template.spec;
    expect(pod?.securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
    const containers = [...(pod?.initContainers ?? []), ...(pod?.containers ?? [])];
    expect(containers).toHaveLength(2);
    for (const { securityContext } of containers) {
      expect(securityContext).toMatchObject({ allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } });
    }
    const kinds = pod?.volumes.map((volume) => Object.keys(volume).find((key) => key !== 'name'));
    expect(kinds).toEqual(['emptyDir', 'emptyDir', 'configMap', 'configMap']);
  });

  test('keeps what it reads in memory, as the account that may read it, and holds no Secret', () => {
    const { serviceAccountName, volumes } = hook?.spec.template.spec ?? {};
    expect(volumes).toContainEqual({ name: 'secrets', emptyDir: { medium: 'Memory', sizeLimit: '1Mi' } });
    expect(stack).toHaveResource(ServiceAccountV1, {
      metadata: { name: serviceAccountName, namespace: 'database-jobs' },
      automount_service_account_token: false,
    });
    expect(addon.identity?.serviceAccount).toBe(serviceAccountName);
    expect(text).not.toMatch(/"kind":"Secret"|secretKeyRef/);
  });

  test('may read the secrets of its users and of the two master users, and none besides', () => {
    const read = (addon.identity?.statements ?? []).filter(({ actions = [] }) =>
      actions.includes('secretsmanager:GetSecretValue'),
    );
    expect(read.map(({ resources }) => resources)).toEqual([['arn:of:users', 'arn:of:main', 'arn:of:wms']]);
  });

  // https://dev.mysql.com/doc/refman/8.4/en/connection-options.html#option_general_ssl-mode
  test('checks that it is RDS that answers, with the authorities of the region', () => {
    const [apply] = hook?.spec.template.spec.containers ?? [];
    expect(apply?.env).toContainEqual({
      name: 'TLS_OPTIONS',
      value: '--ssl-mode=VERIFY_IDENTITY --ssl-ca=/authorities/bundle.pem',
    });
    expect(apply?.volumeMounts).toContainEqual({ name: 'authorities', mountPath: '/authorities', readOnly: true });
    expect(hook?.spec.template.spec.volumes).toContainEqual({ name: 'authorities', configMap: { name: 'rds-ca' } });
    expect(stack).toHaveResource(ConfigMapV1, {
      metadata: { name: 'rds-ca', namespace: 'database-jobs' },
      data: {
        'bundle.pem': expect.stringMatching(/^(-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----\n){3}$/),
      },
    });
  });

  test('takes the authorities of the environment where it has some, and is refused where nobody knows them', () => {
    const inRegion = (region: string, databaseAuthorities?: string) =>
      madeAddon((context) => {
        const environment = { ...context.environment, region };
        const values = { ...context.values, databaseAuthorities };
        return mysqlAccounts(new PlatformContext({ ...context, environment, values }), STORES);
      });
    expect(inRegion('eu-north-1', 'PEM').stack).toHaveResource(ConfigMapV1, { data: { 'bundle.pem': 'PEM' } });
    expect(() => inRegion('ap-southeast-99')).toFailWith(
      'indonesia-staging-app-platform/Authorities: nobody knows the authorities of RDS in ap-southeast-99; add platform.databaseAuthorities with https://truststore.pki.rds.amazonaws.com/ap-southeast-99/ap-southeast-99-bundle.pem',
    );
  });

  test('has the SQL of both servers, and mounts it', () => {
    expect(Object.keys(scripts?.data ?? {})).toEqual(['fetch.sh', 'apply.sh', 'mysql-main.sql', 'mysql-wms.sql']);
    for (const container of ['fetch', 'apply']) {
      const { initContainers = [], containers = [] } = hook?.spec.template.spec ?? {};
      const found = [...initContainers, ...containers].find(({ name }) => name === container);
      expect(found?.command).toEqual(['/bin/sh', `/scripts/${container}.sh`]);
      expect(found?.volumeMounts).toContainEqual({ name: 'scripts', mountPath: '/scripts', readOnly: true });
    }
  });

  test('reaches MySQL and AWS, and nothing else', () => {
    const policies = { metadata: { namespace: 'database-jobs' }, spec: { policy_types: ['Egress'] } };
    expect(stack).toHaveResourceCount(NetworkPolicyV1, 2);
    for (const port of ['3306', '443']) {
      expect(stack).toHaveResource(NetworkPolicyV1, {
        ...policies,
        spec: { ...policies.spec, egress: [expect.objectContaining({ ports: [{ port, protocol: 'TCP' }] })] },
      });
    }
  });
});
