import { Inventory } from '@smile/inventory';
import { describe, expect, test } from 'vitest';
import { estateOf, stackOf } from './fixtures/supported-estate.ts';
import type { SupportDate } from './support-date.ts';
import { supportDates } from './support-dates.ts';

/** What is told of an estate, without data of others. */
function told(estate: ReturnType<typeof estateOf>, at: string, until: string): readonly string[] {
  const { dates, undated } = supportDates(estate, { at, until });
  const line = ({ on, what, event, afterwards, detail }: SupportDate) =>
    `${on ?? 'no day'} ${what}: ${event}, ${afterwards}${detail === undefined ? '' : ` (${detail})`}`;
  const ofEstate = ({ afterwards, what }: SupportDate) =>
    afterwards !== 'to be read again' && what !== 'images of the catalogue';
  return [...dates, ...undated].filter(ofEstate).map(line);
}

const mysql = (lifecycle = 'open-source-rds-extended-support') =>
  estateOf({
    aws_db_instance: {
      Main: {
        engine: 'mysql',
        engine_version: '8.0',
        engine_lifecycle_support: lifecycle,
        instance_class: 'db.m5.xlarge',
        allocated_storage: 100,
        storage_type: 'gp3',
      },
    },
  });

describe('a version', () => {
  // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/MySQL.Concepts.VersionMgmt.html; year 3 costs twice as much:
  // 4 vCPUs × 730 × 0.12 = 350.40, and × 0.24 = 700.80.
  test('that is paid for says so, and when it costs more', () => {
    expect(told(mysql(), '2026-11-27', '2028-12-31')).toEqual([
      '2026-07-31 MySQL on RDS 8.0: standard support ends, paid extended support',
      '2028-08-01 price of RDS: extended support of mysql 8.0, year 3: begins, costs more (USD +700.80 a month)',
      '2028-08-01 price of RDS: extended support of mysql 8.0, years 1 and 2: ends, costs less (USD -350.40 a month)',
    ]);
  });

  test('that is not paid for is upgraded', () => {
    expect(told(mysql('open-source-rds-extended-support-disabled'), '2026-07-01', '2026-12-31')).toEqual([
      '2026-07-31 MySQL on RDS 8.0: standard support ends, AWS upgrades it by itself',
    ]);
  });

  // https://docs.aws.amazon.com/linux/al2023/ug/release-cadence.html
  test('in maintenance gets security updates, and nobody pays', () => {
    const nodes = estateOf({ aws_eks_node_group: { App: { ami_type: 'AL2023_ARM_64_STANDARD' } } });
    expect(told(nodes, '2027-01-01', '2029-12-31')).toEqual([
      '2027-06-30 Amazon Linux 2023: standard support ends, maintenance with security updates',
      '2029-06-30 Amazon Linux 2023: maintenance with security updates ends, no support',
    ]);
  });

  test('that has ended is told by how it stands now', () => {
    const nodes = estateOf({ aws_eks_node_group: { App: { ami_type: 'AL2023_ARM_64_STANDARD' } } });
    expect(told(nodes, '2029-07-01', '2030-01-01')).toEqual([
      '2029-06-30 Amazon Linux 2023: maintenance with security updates ends, no support',
    ]);
  });

  test('without a published end has no day', () => {
    const broker = estateOf({ aws_mq_broker: { Main: { engine_type: 'RabbitMQ', engine_version: '3.13' } } });
    expect(told(broker, '2026-11-27', '2027-11-27')).toEqual([
      'no day RabbitMQ on Amazon MQ 3.13: no end is published, no support',
    ]);
  });

  // https://docs.aws.amazon.com/eks/latest/userguide/view-upgrade-policy.html
  test.each([
    ['STANDARD', 'AWS upgrades it by itself'],
    ['EXTENDED', 'paid extended support'],
  ])('of Kubernetes with support %s, and the add-ons for it', (support, afterwards) => {
    const cluster = estateOf({
      aws_eks_cluster: { App: { version: '1.35', upgrade_policy: { support_type: support } } },
      aws_eks_addon: {
        Dns: { addon_name: 'coredns', addon_version: 'v1.13.2', cluster_name: '${aws_eks_cluster.App.name}' },
      },
    });
    expect(told(cluster, '2026-11-27', '2027-03-27')).toEqual([
      `2027-03-27 EKS 1.35: standard support ends, ${afterwards}`,
      '2027-03-27 add-on coredns v1.13.2: standard support of Kubernetes 1.35 ends, AWS upgrades it by itself',
    ]);
  });
});

test('a chart of the catalogue has the end of its row', () => {
  const charts = estateOf({ helm_release: { Mesh: { chart: '../../.charts/istiod-1.30.4.tgz' } } });
  // https://istio.io/latest/docs/releases/supported-releases
  expect(told(charts, '2026-11-27', '2026-12-31')).toEqual([
    '2026-11-30 chart istiod 1.30.4: support ends, no support',
  ]);
});

test('waivers of one rule and end are one, with their number and owner', () => {
  const waiver = { rule: 'CKV_AWS_18', reason: 'a reason of a sentence', owner: 'platform', expires: '2027-11-30' };
  const comment = {
    waivers: [
      { ...waiver, at: 'indonesia-production-account/A' },
      { ...waiver, at: 'indonesia-production-account/B' },
    ],
  };
  const list = told(estateOf({ aws_kms_key: { A: {} } }, 'production', comment), '2026-11-27', '2027-12-31');
  expect(list).toEqual(['2027-11-30 waiver of CKV_AWS_18: ends, the rule fails (2 places, platform)']);
});

describe('a certificate', () => {
  // Made by openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout /dev/null -subj /CN=Pull -days 3322, which
  // openssl x509 -enddate says to end on 1 January 2036.
  const PEM = `-----BEGIN CERTIFICATE-----
MIIBczCCARmgAwIBAgIUVSMHzUWempnEdlGzrUrV6HCkjl8wCgYIKoZIzj0EAwIw
DzENMAsGA1UEAwwEUHVsbDAeFw0yNjExMjcyMDM2MDZaFw0zNjAxMDEyMDM2MDZa
MA8xDTALBgNVBAMMBFB1bGwwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAQzo8tM
bAsc1f8MYYT+siCAskRz6j2tEePp7YIscm3q2+A7eJnXFB4XVR915lipz7PWqFAW
iSbyAbNqNAxtrcjko1MwUTAdBgNVHQ4EFgQUALrJAnfTlqbIMQne8BTZK8CpGN8w
HwYDVR0jBBgwFoAUALrJAnfTlqbIMQne8BTZK8CpGN8wDwYDVR0TAQH/BAUwAwEB
/zAKBggqhkjOPQQDAgNIADBFAiEAvglygzDY62IQ3HD/aD/Itv6ZTh+P+ivI6uJB
L+0qaBgCIBRBmWGu+OO9UToH38zvliq1SM7d8cRXuKFFEdhn7jz3
-----END CERTIFICATE-----`;

  test('that is in the code ends on its own day', () => {
    const bundle = estateOf({ aws_s3_object: { Bundle: { content: `${PEM}\n` } } });
    expect(told(bundle, '2026-11-27', '2036-12-31')).toEqual([
      '2036-01-01 certificate Pull: ends, not trusted any more (aws_s3_object.Bundle)',
    ]);
  });

  test('that others renew has no day', () => {
    const certificates = estateOf({
      aws_acm_certificate: { Web: {} },
      helm_release: {
        Ca: {
          values: [
            JSON.stringify({
              manifests: [
                {
                  apiVersion: 'cert-manager.io/v1',
                  kind: 'Certificate',
                  metadata: { name: 'cluster-ca' },
                  spec: { isCA: true, secretName: 'cluster-ca', duration: '87600h', renewBefore: '8760h' },
                },
                {
                  apiVersion: 'cert-manager.io/v1',
                  kind: 'ClusterIssuer',
                  metadata: { name: 'cluster-ca' },
                  spec: { ca: { secretName: 'cluster-ca' } },
                },
                {
                  apiVersion: 'cert-manager.io/v1',
                  kind: 'Issuer',
                  metadata: { name: 'telemetry' },
                  spec: { ca: { secretName: 'telemetry-ca' } },
                },
                { apiVersion: 'cert-manager.io/v1', kind: 'Certificate', metadata: { name: 'grafana' }, spec: {} },
              ],
            }),
          ],
        },
      },
    });
    expect(told(certificates, '2026-11-27', '2027-11-27')).toEqual([
      'no day certificates of ACM: renewed by AWS 60 days before their end, while their DNS records stand, not trusted any more (1 certificates)',
      'no day certificates of cert-manager: renewed by cert-manager, not trusted any more (1 certificates)',
      'no day private authority cluster-ca: made for 87600h, renewed 8760h before its end; the day is in the cluster, not trusted any more',
      'no day private authority of issuer telemetry: made outside of the cluster; the day is in secret telemetry-ca, and nobody renews it by itself, not trusted any more',
    ]);
  });
});

test('data of others is to be read again, by the day on which it was read', () => {
  const ranges = { what: 'ranges of Cloudflare', readOn: '2026-02-11', command: 'pnpm refresh-cloudflare-ranges' };
  const { dates } = supportDates(estateOf({}), { at: '2026-11-27', until: '2027-11-27', data: [ranges] });
  expect(dates.filter(({ what }) => what === ranges.what)).toEqual([
    {
      on: '2026-05-12',
      what: 'ranges of Cloudflare',
      event: 'read on 2026-02-11, 90 days old then',
      afterwards: 'to be read again',
      detail: 'pnpm refresh-cloudflare-ranges',
      source: 'the data itself',
    },
  ]);
  // The oldest of the table is of 2021, which an average would hide.
  const prices = dates.find(({ what }) => what === 'prices of ap-southeast-1');
  expect(prices).toMatchObject({ on: '2022-08-03', event: 'read on 2021-08-03, 365 days old then' });
});

describe('tools', () => {
  const tools = { node: '20.19.0', terraform: '1.11.4', cdktf: '0.21.0', providers: { aws: '21.22.1' } };
  const of = (given: Partial<typeof tools>) => {
    const list = supportDates(estateOf({}), { at: '2026-11-27', until: '2027-11-27', tools: { ...tools, ...given } });
    return [...list.dates, ...list.undated]
      .filter(({ afterwards }) => afterwards === 'no support')
      .map(({ on, what, event }) => `${on ?? 'no day'} ${what}: ${event}`);
  };

  test('that have ended are told', () => {
    expect(of({})).toEqual([
      '2025-08-20 Terraform 1.11.4: fixes end',
      '2025-12-10 CDK for Terraform 0.21.0: archived',
      '2025-12-10 bindings of aws 21.22.1: archived',
      '2026-04-30 Node.js 20.19.0: support ends',
    ]);
  });

  test('of which nobody knows the end are not told to be supported', () => {
    expect(of({ node: '99.0.0', terraform: '2.0.0' }).slice(-2)).toEqual([
      'no day Node.js 99.0.0: no end is known',
      'no day Terraform 2.0.0: no end is known',
    ]);
  });
});

test('of one environment alone, nothing of others is counted', () => {
  const both = Inventory.fromStacks({
    ...stackOf({ aws_acm_certificate: { Web: {}, Wms: {} } }, 'production'),
    ...stackOf(
      {
        aws_acm_certificate: { Web: {} },
        aws_mq_broker: { Main: { engine_type: 'RabbitMQ', engine_version: '3.13' } },
      },
      'dev',
    ),
  });
  const { undated } = supportDates(both, {
    at: '2026-11-27',
    until: '2027-11-27',
    environments: ['indonesia/production'],
  });
  expect(undated.map(({ what, detail, environments }) => [what, detail, environments])).toEqual([
    ['certificates of ACM', '2 certificates', ['indonesia/production']],
  ]);
});
