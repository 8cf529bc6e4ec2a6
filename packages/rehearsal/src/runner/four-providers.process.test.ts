import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DbInstance } from '@cdktf/provider-aws/lib/db-instance';
import { EksCluster } from '@cdktf/provider-aws/lib/eks-cluster';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { Wafv2WebAcl } from '@cdktf/provider-aws/lib/wafv2-web-acl';
import { DnsRecord } from '@cdktf/provider-cloudflare/lib/dns-record';
import { CloudflareProvider } from '@cdktf/provider-cloudflare/lib/provider';
import { Ruleset } from '@cdktf/provider-cloudflare/lib/ruleset';
import { Zone } from '@cdktf/provider-cloudflare/lib/zone';
import { HelmProvider } from '@cdktf/provider-helm/lib/provider';
import { Release } from '@cdktf/provider-helm/lib/release';
import { ConfigMapV1 } from '@cdktf/provider-kubernetes/lib/config-map-v1';
import { NamespaceV1 } from '@cdktf/provider-kubernetes/lib/namespace-v1';
import { KubernetesProvider } from '@cdktf/provider-kubernetes/lib/provider';
import { Inventory } from '@smile/inventory';
import { App, TerraformOutput, TerraformStack } from 'cdktf';
import { afterAll, expect, test } from 'vitest';
import { rehearse } from './rehearse.ts';

const outdir = mkdtempSync(join(tmpdir(), 'smile-four-providers-'));

afterAll(() => rmSync(outdir, { recursive: true, force: true }));

const TRUST = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'eks.amazonaws.com' } }],
});

/** What a later estate will use of every provider: computed values that cross providers, nested blocks, untyped ones. */
function fourProviders(): Inventory {
  const app = new App({ outdir });
  const cloud = new TerraformStack(app, 'cloud');
  new AwsProvider(cloud, 'Aws', { region: 'ap-southeast-3', allowedAccountIds: ['111111111111'] });
  new CloudflareProvider(cloud, 'Cloudflare', {});
  const role = new IamRole(cloud, 'Role', {
    name: 'cluster',
    assumeRolePolicy: TRUST,
  });
  const group = new SecurityGroup(cloud, 'Group', { namePrefix: 'nodes-' });
  const cluster = new EksCluster(cloud, 'Cluster', {
    name: 'smile-prd-app',
    roleArn: role.arn,
    vpcConfig: { subnetIds: ['subnet-1', 'subnet-2'], securityGroupIds: [group.id] },
  });
  new TerraformOutput(cloud, 'cluster-group', { value: cluster.vpcConfig.clusterSecurityGroupId });
  new DbInstance(cloud, 'Database', {
    identifier: 'smile-prd-main',
    engine: 'mysql',
    instanceClass: 'db.m5.large',
    allocatedStorage: 20,
    username: 'admin',
    manageMasterUserPassword: true,
    skipFinalSnapshot: true,
  });
  const visibility = { cloudwatchMetricsEnabled: true, metricName: 'web', sampledRequestsEnabled: true };
  new Wafv2WebAcl(cloud, 'Acl', {
    name: 'web',
    scope: 'REGIONAL',
    defaultAction: { allow: {} },
    visibilityConfig: visibility,
    rule: [
      {
        name: 'limit',
        priority: 1,
        action: { block: {} },
        statement: { rate_based_statement: { limit: 2000, aggregate_key_type: 'IP' } },
        visibilityConfig: visibility,
      },
    ],
  });
  const zone = new Zone(cloud, 'Zone', { account: { id: 'a1' }, name: 'smile.example' });
  new DnsRecord(cloud, 'Record', {
    zoneId: zone.id,
    name: 'app.smile.example',
    type: 'CNAME',
    content: 'origin.example',
    ttl: 1,
    proxied: true,
  });
  new Ruleset(cloud, 'Ruleset', {
    zoneId: zone.id,
    name: 'limits',
    description: 'Limits on the pro plan',
    kind: 'zone',
    phase: 'http_ratelimit',
    rules: [
      {
        action: 'block',
        expression: 'true',
        ratelimit: { characteristics: ['cf.colo.id', 'ip.src'], period: 60, requestsPerPeriod: 100 },
      },
    ],
  });

  const platform = new TerraformStack(app, 'platform');
  new AwsProvider(platform, 'Aws', { region: 'ap-southeast-3', allowedAccountIds: ['111111111111'] });
  new KubernetesProvider(platform, 'Kubernetes', { host: cluster.endpoint });
  new HelmProvider(platform, 'Helm', { kubernetes: { host: cluster.endpoint } });
  const namespace = new NamespaceV1(platform, 'Namespace', { metadata: { name: 'smile', labels: { team: 'smile' } } });
  new ConfigMapV1(platform, 'Config', {
    metadata: { name: 'settings', namespace: namespace.metadata.name },
    data: { a: 'b' },
  });
  new Release(platform, 'Release', {
    name: 'istiod',
    chart: '../../.charts/istiod-1.28.0.tgz',
    version: '1.28.0',
    namespace: namespace.metadata.name,
    values: ['{"replicas":2}'],
    set: [{ name: 'image.tag', value: '1.28.0' }],
  });
  app.synth();
  return Inventory.fromSynth(outdir);
}

test('all four providers are rehearsed, with values that cross from one to another', { timeout: 60_000 }, async () => {
  const report = await rehearse({ synthesized: fourProviders(), env: process.env, drift: true });
  expect(report.stacks.flatMap(({ steps }) => steps.flatMap(({ findings }) => findings))).toEqual([]);
  expect(report.stacks.map(({ stack, status, resources }) => [stack, status, resources])).toEqual([
    [
      'cloud',
      'passed',
      {
        aws_db_instance: 1,
        aws_eks_cluster: 1,
        aws_iam_role: 1,
        aws_security_group: 1,
        aws_wafv2_web_acl: 1,
        cloudflare_dns_record: 1,
        cloudflare_ruleset: 1,
        cloudflare_zone: 1,
      },
    ],
    ['platform', 'passed', { helm_release: 1, kubernetes_config_map_v1: 1, kubernetes_namespace_v1: 1 }],
  ]);
});
