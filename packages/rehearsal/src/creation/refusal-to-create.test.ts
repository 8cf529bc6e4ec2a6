import { describe, expect, test } from 'vitest';
import type { ObjectValue } from '../protocol/value.ts';
import type { StoredObject } from '../provider/store.ts';
import { LOOK_UPS } from './look-ups.ts';
import { NAMED_THINGS } from './named-things.ts';
import { refusalToCreate } from './refusal-to-create.ts';
import { World } from './world.ts';

const HERE = { account: '111111111111', region: 'ap-southeast-3', partition: 'aws' };

type Existing = readonly (readonly [type: string, value: ObjectValue])[];

/** What a service says to an object, in a world that holds these. */
function refusal(type: string, object: ObjectValue, existing: Existing = [], byHand: readonly string[] = []) {
  const objects = existing.map(
    ([of, value], index): StoredObject => ({ key: String(index), type: of, place: HERE, value, encoded: {} }),
  );
  const world = new World((of) => objects.filter((one) => of === undefined || one.type === of), byHand);
  return refusalToCreate(type, object, world)?.summary;
}

const trust = (principal: object | string) =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: principal, Action: '*' }] });

const ROLE = 'arn:aws:iam::111111111111:role/smile-prd-apply';
const TOPIC = 'arn:aws:sns:ap-southeast-3:111111111111:smile-prd-alarms';
const KEY = 'arn:aws:kms:ap-southeast-3:111111111111:key/0a1b2c3d-0000-4000-8000-000000000000';
const CERTIFICATE = 'arn:aws:acm:ap-southeast-3:111111111111:certificate/0a1b2c3d-0000-4000-8000-000000000000';
const PROOF = '_a79865eb4cd1a6ab990a45779b4e0b96.app.smile.example';

describe('an issuer that nothing serves', () => {
  const provider = (url: string, thumbprints: readonly string[] = []) => ({ url, thumbprint_list: thumbprints });

  test('is refused without a thumbprint, with the words of IAM', () => {
    expect(refusal('aws_iam_openid_connect_provider', provider('https://jenkins.smile.example/oidc'))).toBe(
      'OpenIdIdpCommunicationError: IAM could not connect to the issuer https://jenkins.smile.example/oidc, which nothing serves yet',
    );
  });

  test.each<[string, ObjectValue, Existing]>([
    ['a thumbprint is given', provider('https://jenkins.smile.example/oidc', ['0'.repeat(40)]), []],
    [
      'its name resolves',
      provider('https://jenkins.smile.example/oidc'),
      [['cloudflare_dns_record', { name: 'jenkins.smile.example' }]],
    ],
    [
      'it is that of a cluster',
      provider('https://oidc.eks.x/id/1'),
      [['aws_eks_cluster', { identity: [{ oidc: [{ issuer: 'https://oidc.eks.x/id/1' }] }] }]],
    ],
    ['it is public', provider('https://token.actions.githubusercontent.com'), []],
  ])('is not the case when %s', (_, object, existing) => {
    expect(refusal('aws_iam_openid_connect_provider', object, existing)).toBeUndefined();
  });

  test('is refused by API Gateway as well', () => {
    const authorizer = { jwt_configuration: [{ issuer: 'https://auth.smile.example/realms/smile', audience: ['x'] }] };
    expect(refusal('aws_apigatewayv2_authorizer', authorizer)).toBe(
      'BadRequestException: Caught exception when connecting to https://auth.smile.example/realms/smile/.well-known/openid-configuration, which nothing serves yet',
    );
  });
});

// Messages of services: IAM, KMS and S3 troubleshooting pages, see the sources beside the rows.
describe('a principal that does not exist', () => {
  test.each([
    ['aws_iam_role', 'assume_role_policy', 'MalformedPolicyDocument: Invalid principal in policy'],
    [
      'aws_kms_key',
      'policy',
      'MalformedPolicyDocumentException: Policy contains a statement with one or more invalid principals',
    ],
    ['aws_s3_bucket_policy', 'policy', 'MalformedPolicy: Invalid principal in policy'],
    ['aws_sns_topic_policy', 'policy', 'InvalidParameter: Invalid parameter: Policy Error: PrincipalNotFound'],
  ])('is refused in a policy of %s', (type, argument, words) => {
    const object = { [argument]: trust({ AWS: ['arn:aws:iam::111111111111:root', ROLE] }) };
    expect(refusal(type, object)).toBe(`${words}: "AWS":"${ROLE}" does not exist yet`);
    expect(refusal(type, object, [['aws_iam_role', { arn: ROLE }]])).toBeUndefined();
  });

  test('may be a user that a person made, a service, everybody, or a whole account', () => {
    const user = 'arn:aws:iam::111111111111:user/break-glass-1';
    expect(refusal('aws_iam_role', { assume_role_policy: trust({ AWS: user }) })).toContain(user);
    expect(refusal('aws_iam_role', { assume_role_policy: trust({ AWS: user }) }, [], [user])).toBeUndefined();
    for (const principal of ['*', { AWS: '*' }, { AWS: '444444444444' }, { Service: 'pods.eks.amazonaws.com' }]) {
      expect(refusal('aws_iam_role', { assume_role_policy: trust(principal) })).toBeUndefined();
    }
  });

  test('is not looked for in conditions, which nothing checks', () => {
    const policy = JSON.parse(trust({ AWS: 'arn:aws:iam::111111111111:root' }));
    policy.Statement[0].Condition = { ArnLike: { 'aws:PrincipalArn': ROLE } };
    expect(refusal('aws_iam_role', { assume_role_policy: JSON.stringify(policy) })).toBeUndefined();
  });
});

describe('what an argument names by its ARN', () => {
  test.each<[string, ObjectValue, string, ObjectValue]>([
    [
      'aws_iam_role',
      { permissions_boundary: 'arn:aws:iam::111111111111:policy/smile-prd-boundary' },
      'aws_iam_policy',
      { arn: 'arn:aws:iam::111111111111:policy/smile-prd-boundary' },
    ],
    ['aws_eks_access_entry', { principal_arn: ROLE }, 'aws_iam_role', { arn: ROLE }],
    ['aws_eks_pod_identity_association', { role_arn: ROLE }, 'aws_iam_role', { arn: ROLE }],
    ['aws_cloudwatch_metric_alarm', { alarm_actions: [TOPIC] }, 'aws_sns_topic', { arn: TOPIC }],
    ['aws_db_instance', { kms_key_id: KEY }, 'aws_kms_key', { arn: KEY }],
    [
      'aws_config_configuration_recorder',
      { role_arn: 'arn:aws:iam::111111111111:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig' },
      'aws_iam_service_linked_role',
      { arn: 'arn:aws:iam::111111111111:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig' },
    ],
    [
      'aws_flow_log',
      { log_destination: 'arn:aws:s3:::smile-prd-flow-logs' },
      'aws_s3_bucket',
      { arn: 'arn:aws:s3:::smile-prd-flow-logs' },
    ],
    [
      'aws_wafv2_web_acl_logging_configuration',
      { log_destination_configs: ['arn:aws:logs:ap-southeast-3:111111111111:log-group:aws-waf-logs-x:*'] },
      'aws_cloudwatch_log_group',
      { arn: 'arn:aws:logs:ap-southeast-3:111111111111:log-group:aws-waf-logs-x' },
    ],
  ])('%s %j must exist', (type, object, of, thing) => {
    expect(refusal(type, object)).toMatch(/ does not exist yet$/);
    expect(refusal(type, object, [[of, thing]])).toBeUndefined();
  });

  test("is there from the beginning when it is AWS's own", () => {
    const policy_arn = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
    expect(refusal('aws_iam_role_policy_attachment', { policy_arn })).toBeUndefined();
    expect(
      refusal('aws_db_instance', { kms_key_id: 'arn:aws:kms:ap-southeast-3:111111111111:alias/aws/rds' }),
    ).toBeUndefined();
  });
});

describe('a certificate', () => {
  const validation = { certificate_arn: CERTIFICATE };
  const certificate: Existing[number] = [
    'aws_acm_certificate',
    { arn: CERTIFICATE, domain_validation_options: [{ resource_record_name: `${PROOF}.` }] },
  ];

  test('is not issued while nobody finds its proof', () => {
    expect(refusal('aws_acm_certificate_validation', validation, [certificate])).toBe(
      `waiting for ACM Certificate (${CERTIFICATE}) to be issued: timeout while waiting for state to become 'ISSUED' (last state: 'PENDING_VALIDATION'): nobody finds ${PROOF}.`,
    );
    expect(
      refusal('aws_acm_certificate_validation', validation, [certificate, ['cloudflare_dns_record', { name: PROOF }]]),
    ).toBeUndefined();
  });

  test('needs its zone delegated, when that is in Route 53', () => {
    const zone: Existing = [
      ['aws_route53_zone', { zone_id: 'Z1', name: 'app.smile.example' }],
      ['aws_route53_record', { zone_id: 'Z1', name: PROOF, type: 'CNAME' }],
    ];
    expect(refusal('aws_acm_certificate_validation', validation, [certificate, ...zone])).toContain(
      'PENDING_VALIDATION',
    );
    const delegation: Existing[number] = ['cloudflare_dns_record', { name: 'app.smile.example', type: 'NS' }];
    expect(refusal('aws_acm_certificate_validation', validation, [certificate, ...zone, delegation])).toBeUndefined();
  });

  test('is taken by a listener only when it is issued', () => {
    expect(refusal('aws_lb_listener', { certificate_arn: CERTIFICATE }, [certificate])).toMatch(
      /^UnsupportedCertificate/,
    );
    expect(
      refusal('aws_lb_listener', validation, [certificate, ['aws_acm_certificate_validation', validation]]),
    ).toBeUndefined();
  });
});

describe('a log bucket', () => {
  const bucket: Existing[number] = ['aws_s3_bucket', { bucket: 'logs', arn: 'arn:aws:s3:::logs' }];

  test.each<[string, ObjectValue, string]>([
    ['aws_cloudtrail', { s3_bucket_name: 'logs' }, 'InsufficientS3BucketPolicyException'],
    ['aws_config_delivery_channel', { s3_bucket_name: 'logs' }, 'InsufficientDeliveryPolicyException'],
    ['aws_lb', { access_logs: [{ bucket: 'logs', enabled: true }] }, 'InvalidConfigurationRequest'],
  ])('of %s must have its policy before', (type, object, code) => {
    expect(refusal(type, object)).toBe('NoSuchBucket: the bucket logs does not exist yet');
    expect(refusal(type, object, [bucket])).toBe(
      `${code}: the bucket logs has no policy yet that lets the service write`,
    );
    expect(refusal(type, object, [bucket, ['aws_s3_bucket_policy', { bucket: 'logs' }]])).toBeUndefined();
  });
});

test.each<[string, ObjectValue, RegExp]>([
  [
    'aws_ecr_pull_through_cache_rule',
    { credential_arn: 'arn:aws:secretsmanager:r:111111111111:secret:ecr-pullthroughcache/x' },
    /^SecretNotFoundException/,
  ],
  ['aws_launch_template', { image_id: 'resolve:ssm:/smile/prd/image' }, /^InvalidParameterValue/],
  ['cloudflare_authenticated_origin_pulls', { config: [{ cert_id: 'c1', hostname: 'a.example' }] }, /^1415/],
  ['aws_s3_bucket_logging', { target_bucket: 'logs' }, /^InvalidTargetBucketForLogging/],
])('%s %j is refused', (type, object, words) => {
  expect(refusal(type, object)).toMatch(words);
});

test('every row has a source', () => {
  const sources = [...LOOK_UPS, ...NAMED_THINGS].map(({ source }) => source);
  expect(
    sources.filter((source) => !/^https:\/\/(docs\.aws\.amazon\.com|developers\.cloudflare\.com)\//.test(source)),
  ).toEqual([]);
});
