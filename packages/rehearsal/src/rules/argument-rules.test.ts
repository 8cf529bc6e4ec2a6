import { describe, expect, it } from 'vitest';
import { type ObjectValue, UNKNOWN } from '../protocol/value.ts';
import { ARGUMENT_RULES } from './argument-rules.ts';
import { findBrokenRules } from './broken-rules.ts';

function messages(type: string, resource: ObjectValue): string[] {
  return findBrokenRules(type, resource).map(({ rule, message }) => `${rule.id}: ${message}`);
}

const POLICY = '{"Version":"2012-10-17","Statement":[{"Effect":"Alow","Action":"*","Resource":"*"}]}';

describe('the argument rules', () => {
  it('have ids that are unique and say where they come from', () => {
    const ids = ARGUMENT_RULES.map(({ id }) => id);
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
    expect(ARGUMENT_RULES.filter(({ source }) => source === '').map(({ id }) => id)).toEqual([]);
  });

  it.each<[string, ObjectValue, string]>([
    [
      'aws_lb',
      { name_prefix: 'smile-web' },
      'load-balancer-name-prefix: must have 1 to 6 characters, got 9 in "smile-web"',
    ],
    [
      'aws_iam_role',
      { name_prefix: 'r'.repeat(39) },
      `iam-role-name-prefix: must have 1 to 38 characters, got 39 in "${'r'.repeat(39)}"`,
    ],
    [
      'aws_instance',
      { ami: 'resolve:ssm:/aws/image', root_block_device: [{ volume_size: 20 }] },
      'instance-image-alias: must be an image id beside root_block_device, because the provider looks the image up; put both into a launch template',
    ],
    [
      'aws_instance',
      { instance_type: 'm5.large', credit_specification: [{ cpu_credits: 'standard' }] },
      'instance-cpu-credits: must be absent for m5.large, which has no CPU credits; only types that start with t have some',
    ],
    [
      'aws_instance',
      { user_data: 'x'.repeat(16385) },
      'instance-user-data-size: must have at most 16384 bytes, got 16385',
    ],
    ['aws_vpc', { cidr_block: '10.0.0.0/8' }, 'vpc-cidr: must be between /16 and /28, got 10.0.0.0/8'],
    ['aws_vpc', { cidr_block: '10.0.0/8' }, 'vpc-cidr: must be an IPv4 range such as 10.0.0.0/16, got "10.0.0/8"'],
    [
      'aws_cloudwatch_log_group',
      { retention_in_days: 31 },
      'log-retention-days: must be one of 0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653, got 31',
    ],
    [
      'aws_iam_policy',
      { policy: POLICY },
      'iam-policy-document: statement 1 must have Effect "Allow" or "Deny", got "Alow"',
    ],
    ['aws_iam_policy', { policy: '{' }, 'iam-policy-document: must be JSON, got "{"'],
    [
      'aws_iam_role_policy',
      { policy: '{"Statement":[{"Effect":"Allow","Action":"s3:GetObject"}]}' },
      'iam-policy-document: statement 1 must have Resource or NotResource',
    ],
    [
      'aws_iam_policy',
      { policy: '{"Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"*"}]}' },
      'iam-policy-document: statement 1 must have no Principal',
    ],
    [
      'aws_s3_bucket_policy',
      { policy: '{"Statement":[{"Effect":"Deny","Action":"s3:*","Resource":"*"}]}' },
      'iam-resource-policy: statement 1 must have Principal or NotPrincipal',
    ],
    [
      'aws_ecr_repository_policy',
      { policy: '{"Statement":[{"Effect":"Allow","Action":"ecr:BatchGetImage"}]}' },
      'ecr-repository-policy: statement 1 must have Principal or NotPrincipal',
    ],
    [
      'aws_iam_role',
      {
        assume_role_policy:
          '{"Statement":[{"Effect":"Allow","Principal":{"AWS":"111111111111"},"Action":"sts:AssumeRole","Resource":"*"}]}',
      },
      'iam-trust-policy: statement 1 must have no Resource',
    ],
    [
      'aws_flow_log',
      { log_destination_type: 's3', iam_role_arn: 'arn' },
      'flow-log-s3-role: must be left out when log_destination_type is "s3": the bucket policy gives the access',
    ],
    [
      'aws_elasticache_replication_group',
      { auth_token: 'x', auth_token_update_strategy: 'SET' },
      'redis-auth-needs-tls: needs transit_encryption_enabled = true',
    ],
    [
      'aws_mq_broker',
      { user: [{ username: 'guest' }] },
      'mq-user-name: must be letters, digits and -._~, and not guest, got "guest"',
    ],
    [
      'aws_vpc',
      { tags: { owner: 'a;b' } },
      'tag-characters: must hold letters, digits, spaces and _.:/=+-@, keys up to 128 and values up to 256 long, got owner="a;b"',
    ],
    [
      'aws_wafv2_web_acl',
      { name: 'acl', rule: [{ priority: 1 }, { priority: 1 }] },
      'waf-priority: has two rules of priority 1; give each rule its own',
    ],
    [
      'aws_cloudwatch_event_rule',
      { schedule_expression: 'rate(1 hours)' },
      'schedule-expression: must be rate(<number> <unit>), or cron() with six fields, got "rate(1 hours)"',
    ],
    [
      'aws_backup_plan',
      { rule: [{ lifecycle: [{ cold_storage_after: 30, delete_after: 60 }] }] },
      'backup-lifecycle: must delete at least 90 days after the move to cold storage, got cold_storage_after=30 delete_after=60',
    ],
    ['cloudflare_dns_record', { proxied: true, ttl: 300 }, 'dns-proxied-ttl: must be 1 for a proxied record, got 300'],
  ])('refuse in %s: %j', (type, resource, message) => {
    expect(messages(type, resource)).toEqual([message]);
  });

  it('refuse ports beside protocol -1, one message per port', () => {
    const rule = { ip_protocol: '-1', from_port: 0, to_port: 0, cidr_ipv4: '0.0.0.0/0' };
    expect(messages('aws_vpc_security_group_egress_rule', rule)).toEqual([
      'rule-all-protocols-from-port: must be left out when ip_protocol is "-1": AWS drops it, and every plan shows a change',
      'rule-all-protocols-to-port: must be left out when ip_protocol is "-1": AWS drops it, and every plan shows a change',
    ]);
  });

  it.each<[string, ObjectValue]>([
    ['aws_s3_bucket', { bucket: 'smile-prd-data.logs' }],
    [
      'aws_wafv2_web_acl_logging_configuration',
      { log_destination_configs: ['arn:aws:logs:ap-southeast-3:111111111111:log-group:aws-waf-logs-web'] },
    ],
    ['aws_wafv2_web_acl_logging_configuration', { log_destination_configs: ['arn:aws:s3:::aws-waf-logs-web'] }],
    [
      'aws_mq_broker',
      {
        engine_type: 'RabbitMQ',
        deployment_mode: 'CLUSTER_MULTI_AZ',
        user: [{ username: 'smile', password: 'abcdefghijkl' }],
      },
    ],
    ['aws_cloudwatch_event_rule', { schedule_expression: 'cron(0 20 * * ? *)' }],
    ['aws_kms_alias', { name: 'alias/smile/data' }],
    ['aws_vpc', { tags: { 'kubernetes.io/role/elb': '1', Name: 'Dinas Kesehatan Jakarta' } }],
  ])('accept in %s: %j', (type, resource) => {
    expect(messages(type, resource)).toEqual([]);
  });

  it('say nothing about a value that is not known yet', () => {
    expect(messages('aws_vpc', { cidr_block: UNKNOWN, tags: { a: UNKNOWN } })).toEqual([]);
  });
});
