import { describe, expect, test } from 'vitest';
import { commandsFor, QUOTA_IDS, type QuotaId, SERVICE_QUOTAS } from './service-quotas.ts';

describe('every quota', () => {
  test('has an id of Service Quotas, or a word where there is none', () => {
    expect(QUOTA_IDS.filter((id) => !/^[a-z0-9-]+\/(L-[0-9A-F]{8}|[a-z]+(-[a-z]+)*)$/.test(id))).toEqual([]);
  });

  test('names a page of AWS', () => {
    const pages = Object.values(SERVICE_QUOTAS).map(({ source }) => source);
    expect(pages.filter((page) => !/^https:\/\/docs\.aws\.amazon\.com\/\S+\.html$/.test(page))).toEqual([]);
  });

  test('that can be raised is not above what it is raised to', () => {
    const wrong = Object.values(SERVICE_QUOTAS).filter(
      ({ default: initially, most }) => (most ?? initially) < initially,
    );
    expect(wrong).toEqual([]);
  });
});

// [id, default, adjustable] as AWS's pages have it.
test.each<[QuotaId, number, boolean]>([
  // https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html
  ['elasticloadbalancing/L-53DA6B97', 50, true],
  ['elasticloadbalancing/L-9365A611', 25, true],
  ['elasticloadbalancing/L-B22855CB', 3000, true],
  ['elasticloadbalancing/target-groups-per-load-balancer', 100, false],
  ['elasticloadbalancing/target-groups-per-action', 5, false],
  // https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html
  ['vpc/L-F678F1CE', 5, true],
  ['vpc/L-407747CB', 200, true],
  ['ec2/L-0263D0A3', 5, true],
  ['vpc/L-0EA8095F', 60, true],
  ['vpc/L-2AFB9258', 5, true],
  ['vpc/entries-per-prefix-list', 1000, false],
  // https://docs.aws.amazon.com/general/latest/gr/vpc-service.html
  ['vpc/endpoint-policy-size', 20_480, false],
  // https://docs.aws.amazon.com/aws-backup/latest/devguide/aws-backup-limits.html
  ['backup/L-BD69F607', 300, true],
  ['backup/selections-per-plan', 100, false],
  // https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutMetricFilter.html and API_PutResourcePolicy.html
  ['logs/metric-filters', 100, false],
  ['logs/resource-policies', 10, false],
  // https://docs.aws.amazon.com/botocore/latest/reference/services/config/client/exceptions/MaxNumberOfConfigRulesExceededException.html
  ['config/rules', 1000, true],
  // https://docs.aws.amazon.com/cli/latest/reference/service-quotas/get-aws-default-service-quota.html, its example
  ['ec2/L-1216C47A', 5, true],
])('%s is %i', (id, initially, adjustable) => {
  expect(SERVICE_QUOTAS[id]).toMatchObject({ default: initially, adjustable });
});

describe('commands', () => {
  test('read and raise a quota of the Region', () => {
    expect(commandsFor('ec2/L-0263D0A3', 'ap-southeast-3', 8)).toEqual({
      read: 'aws service-quotas get-service-quota --region ap-southeast-3 --service-code ec2 --quota-code L-0263D0A3 --query Quota.Value',
      ask: 'aws service-quotas request-service-quota-increase --region ap-southeast-3 --service-code ec2 --quota-code L-0263D0A3 --desired-value 8',
    });
  });

  // IAM is global: Service Quotas has it in us-east-1 only. https://docs.aws.amazon.com/general/latest/gr/iam-service.html
  test('ask for global quotas where Service Quotas has them', () => {
    expect(commandsFor('iam/L-FE177D64', 'ap-southeast-3', 2000).read).toBe(
      'aws service-quotas get-service-quota --region us-east-1 --service-code iam --quota-code L-FE177D64 --query Quota.Value',
    );
  });

  test('show what counts where Service Quotas has no code, and ask for nothing that is fixed', () => {
    expect(commandsFor('vpc/prefix-lists', 'ap-southeast-3', 1)).toEqual({
      read: 'aws ec2 describe-managed-prefix-lists --query "length(PrefixLists)" --region ap-southeast-3',
    });
    expect(commandsFor('iam/managed-policy-size', 'ap-southeast-3', 1)).toEqual({});
  });
});
