import { Inventory } from '@smile/inventory';
import { describe, expect, test } from 'vitest';
import { asCheck, quotaRows } from './check-quotas.ts';

const REGION = 'ap-southeast-3';

interface Given {
  readonly environment?: string;
  readonly account?: string;
  readonly quotas?: object;
  readonly resource: Readonly<Record<string, Readonly<Record<string, object>>>>;
}

function stack({ environment = 'indonesia/dev', account = '333333333333', quotas, resource }: Given) {
  return {
    '//': { metadata: { environment, quotas } },
    provider: { aws: [{ region: REGION, allowed_account_ids: [account] }] },
    terraform: { backend: { s3: { bucket: 'b', key: `${environment}/network.tfstate` } } },
    resource,
  };
}

const eips = (count: number) => ({
  aws_eip: Object.fromEntries(Array.from({ length: count }, (_, i) => [`E${i}`, {}])),
});

const rowsOf = (given: Given) => quotaRows(Inventory.fromStacks({ one: stack(given) }), 'indonesia/dev', REGION);
const checksOf = (given: Given) => rowsOf(given).map(asCheck);

describe('a quota', () => {
  test('with room says so, and nothing else', () => {
    expect(checksOf({ resource: eips(3) })).toEqual([
      {
        name: 'indonesia/dev ec2/L-0263D0A3',
        status: 'ok',
        found: '3 of 5 (default), headroom 2: EC2-VPC Elastic IPs',
      },
    ]);
  });

  test('that a new account lacks fails, with the commands that read and raise it', () => {
    const where = '--region ap-southeast-3 --service-code ec2 --quota-code L-0263D0A3';
    expect(checksOf({ resource: eips(6) })).toEqual([
      {
        name: 'indonesia/dev ec2/L-0263D0A3',
        status: 'fail',
        found: '6 of 5 (default), headroom -1: EC2-VPC Elastic IPs (aws_eip)',
        remedy: `see what the account has: aws service-quotas get-service-quota ${where} --query Quota.Value
ask for more: aws service-quotas request-service-quota-increase ${where} --desired-value 8
then write into environment.ts: quotas: { 'ec2/L-0263D0A3': … }`,
      },
    ]);
  });

  test('that was granted tells how to see that it really was', () => {
    const [row] = rowsOf({ quotas: { 'ec2/L-0263D0A3': 20 }, resource: eips(6) });
    expect(row).toMatchObject({ needed: 6, limit: 20, limitFrom: 'granted', headroom: 14, isConfirmed: true });
    expect(row === undefined ? '' : asCheck(row).remedy).toContain('get-service-quota --region ap-southeast-3');
  });

  test('that is fixed and nearly full warns, without a command that asks', () => {
    const selections = Object.fromEntries(Array.from({ length: 80 }, (_, i) => [`S${i}`, { plan_id: 'p' }]));
    const [check] = checksOf({ resource: { aws_backup_selection: selections } });
    expect(check).toEqual({
      name: 'indonesia/dev backup/selections-per-plan',
      status: 'warn',
      found: '80 of 100 (fixed), headroom 20: Resource assignments per backup plan (p)',
      remedy:
        'AWS has no command that shows it: https://docs.aws.amazon.com/aws-backup/latest/devguide/aws-backup-limits.html',
    });
  });

  test('whose number was not seen on its page says that', () => {
    const [row] = rowsOf({ resource: { aws_instance: { A: { instance_type: 'g5.xlarge' } } } });
    expect(row === undefined ? '' : asCheck(row).remedy).toContain(
      "the number was not seen on AWS's page, look there first: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-on-demand-instances.html",
    );
  });
});

test('environments of one account share what it has; others do not count', () => {
  const estate = Inventory.fromStacks({
    dev: stack({ resource: eips(3) }),
    guest: stack({ environment: 'indonesia/staging', resource: eips(2) }),
    other: stack({ environment: 'indonesia/production', account: '111111111111', resource: eips(4) }),
  });
  expect(quotaRows(estate, 'indonesia/dev', REGION).map(({ needed }) => needed)).toEqual([5]);
  expect(quotaRows(estate, 'indonesia/production', REGION).map(({ needed }) => needed)).toEqual([4]);
});
