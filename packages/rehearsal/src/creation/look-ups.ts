import type { ObjectValue } from '../protocol/value.ts';
import { textsAt, type World } from './world.ts';

/** Something that a service looks up when an object is made, and refuses to go on without. */
export interface LookUp {
  /** Type of the object that is made. */
  readonly type: string;
  /** What it looks up, in a few words. */
  readonly what: string;
  /** Where AWS or the provider says so. */
  readonly source: string;
  /** The service's refusal; undefined when it finds what it looks for. */
  readonly refusal: (object: ObjectValue, world: World) => string | undefined;
}

/** Issuers that exist without us. */
const PUBLIC_ISSUERS = [
  'https://token.actions.githubusercontent.com',
  'https://gitlab.com',
  'https://app.terraform.io',
  'https://accounts.google.com',
  'https://cognito-idp.',
];

/** Whether somebody answers at an issuer: a cluster that exists, a name that resolves, or a public service. */
function isServed(issuer: string, world: World): boolean {
  if (PUBLIC_ISSUERS.some((known) => issuer.startsWith(known))) return true;
  if (world.has(['aws_eks_cluster'], 'identity.oidc.issuer', issuer)) return true;
  const host = issuer.replace(/^https:\/\//, '').split('/')[0] ?? '';
  return world.has(RECORDS, 'name', host);
}

const RECORDS = ['cloudflare_dns_record', 'aws_route53_record'];

const IAM_OIDC = 'https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateOpenIDConnectProvider.html';
const CLOUDFLARE_PULLS =
  'https://developers.cloudflare.com/ssl/origin-configuration/authenticated-origin-pull/set-up/per-hostname/';

/** Look-ups that are not of an ARN, which {@link namedThings} covers for every type. */
export const LOOK_UPS: readonly LookUp[] = [
  {
    type: 'aws_iam_openid_connect_provider',
    what: 'keys of the issuer, when no thumbprint is given',
    source: IAM_OIDC,
    refusal: (object, world) => {
      const [issuer = ''] = textsAt(object, 'url');
      if (textsAt(object, 'thumbprint_list').length > 0 || isServed(issuer, world)) return undefined;
      return `OpenIdIdpCommunicationError: IAM could not connect to the issuer ${issuer}, which nothing serves yet`;
    },
  },
  {
    type: 'aws_apigatewayv2_authorizer',
    what: "the issuer's discovery document",
    source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html',
    refusal: (object, world) => {
      const [issuer] = textsAt(object, 'jwt_configuration.issuer');
      if (issuer === undefined || isServed(issuer, world)) return undefined;
      return `BadRequestException: Caught exception when connecting to https://${issuer.replace(/^https:\/\//, '')}/.well-known/openid-configuration, which nothing serves yet`;
    },
  },
  {
    type: 'aws_acm_certificate_validation',
    what: 'DNS records that prove the domains, in zones that somebody delegates to',
    source: 'https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html',
    refusal: (object, world) => {
      const [arn = ''] = textsAt(object, 'certificate_arn');
      const certificate = world.values('aws_acm_certificate').find((one) => textsAt(one, 'arn').includes(arn));
      if (certificate === undefined) return `ResourceNotFoundException: Could not find certificate ${arn}`;
      const wanted = textsAt(certificate, 'domain_validation_options.resource_record_name');
      const missing = wanted.filter((name) => !resolves(name, world));
      if (missing.length === 0) return undefined;
      return `waiting for ACM Certificate (${arn}) to be issued: timeout while waiting for state to become 'ISSUED' (last state: 'PENDING_VALIDATION'): nobody finds ${missing.join(', ')}`;
    },
  },
  {
    type: 'aws_lb_listener',
    what: 'an issued certificate',
    source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/https-listener-certificates.html',
    refusal: (object, world) => {
      const [arn] = textsAt(object, 'certificate_arn');
      if (arn === undefined || world.has(['aws_acm_certificate_validation'], 'certificate_arn', arn)) return undefined;
      if (!world.has(['aws_acm_certificate'], 'arn', arn)) return undefined;
      return `UnsupportedCertificate: The certificate '${arn}' must have a fully-qualified domain name, a supported signature, and a supported key size: it is not issued yet`;
    },
  },
  {
    type: 'cloudflare_authenticated_origin_pulls',
    what: 'a client certificate that was uploaded',
    source: CLOUDFLARE_PULLS,
    refusal: (object, world) => {
      const ids = textsAt(object, 'config.cert_id');
      const missing = ids.filter(
        (id) => !world.isByHand(id) && !world.has(['cloudflare_authenticated_origin_pulls_certificate'], 'id', id),
      );
      return missing.length === 0 ? undefined : `1415: no client certificate ${missing.join(', ')} was uploaded`;
    },
  },
  ...(
    [
      [
        'aws_cloudtrail',
        's3_bucket_name',
        'InsufficientS3BucketPolicyException',
        'awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html',
      ],
      [
        'aws_config_delivery_channel',
        's3_bucket_name',
        'InsufficientDeliveryPolicyException',
        'config/latest/APIReference/API_PutDeliveryChannel.html',
      ],
      [
        'aws_lb',
        'access_logs.bucket',
        'InvalidConfigurationRequest',
        'elasticloadbalancing/latest/application/enable-access-logging.html',
      ],
      [
        'aws_lb',
        'connection_logs.bucket',
        'InvalidConfigurationRequest',
        'elasticloadbalancing/latest/application/enable-connection-logging.html',
      ],
    ] as const
  ).map(
    ([type, path, code, page]): LookUp => ({
      type,
      what: `a bucket with a policy, at ${path}`,
      source: `https://docs.aws.amazon.com/${page}`,
      refusal: (object, world) => {
        const [bucket] = textsAt(object, path);
        if (bucket === undefined || bucket === '') return undefined;
        if (!world.has(['aws_s3_bucket'], 'bucket', bucket))
          return `NoSuchBucket: the bucket ${bucket} does not exist yet`;
        if (world.has(['aws_s3_bucket_policy'], 'bucket', bucket)) return undefined;
        return `${code}: the bucket ${bucket} has no policy yet that lets the service write`;
      },
    }),
  ),
  {
    type: 'aws_s3_bucket_logging',
    what: 'the bucket that takes the logs',
    source: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketLogging.html',
    refusal: (object, world) => {
      const [bucket = ''] = textsAt(object, 'target_bucket');
      if (world.has(['aws_s3_bucket'], 'bucket', bucket)) return undefined;
      return `InvalidTargetBucketForLogging: The target bucket ${bucket} for logging does not exist`;
    },
  },
  {
    type: 'aws_ecr_pull_through_cache_rule',
    what: 'the secret with the credential of the upstream registry',
    source: 'https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreatePullThroughCacheRule.html',
    refusal: (object, world) => {
      const [arn] = textsAt(object, 'credential_arn');
      if (arn === undefined || arn === '' || world.has(['aws_secretsmanager_secret'], 'arn', arn)) return undefined;
      return `SecretNotFoundException: The ARN of the secret specified in the pull through cache rule was not found: ${arn}`;
    },
  },
  {
    type: 'aws_launch_template',
    what: 'the parameter that names the image',
    source: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-systems-manager-parameter-to-find-AMI.html',
    refusal: (object, world) => {
      const [name] = textsAt(object, 'image_id').flatMap((id) => (id.startsWith('resolve:ssm:') ? [id.slice(12)] : []));
      if (name === undefined || name.startsWith('/aws/service/')) return undefined;
      if (world.has(['aws_ssm_parameter'], 'name', name)) return undefined;
      return `InvalidParameterValue: The parameter ${name} of image_id does not exist yet`;
    },
  },
];

/** Whether a name is found from the outside: a record has it, and if its zone is one of Route 53, the zone above delegates to it. */
function resolves(name: string, world: World): boolean {
  const wanted = name.replace(/\.$/, '');
  if (world.values('cloudflare_dns_record').some((record) => hasName(record, wanted))) return true;
  const record = world.values('aws_route53_record').find((one) => hasName(one, wanted));
  if (record === undefined) return false;
  const [zoneId = ''] = textsAt(record, 'zone_id');
  const zone = world.values('aws_route53_zone').find((one) => textsAt(one, 'zone_id').includes(zoneId));
  const [domain = ''] = zone === undefined ? [] : textsAt(zone, 'name');
  return RECORDS.some((type) =>
    world.values(type).some((one) => hasName(one, domain) && textsAt(one, 'type').includes('NS')),
  );
}

function hasName(record: ObjectValue, name: string): boolean {
  return textsAt(record, 'name').some((text) => text.replace(/\.$/, '') === name.replace(/\.$/, ''));
}
