import { adjustable, fixed, type ServiceQuota, UNCONFIRMED } from './service-quota.ts';

const IAM = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html';
const KMS = 'https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html';
const SECRETS = 'https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_limits.html';
const PARAMETERS = 'https://docs.aws.amazon.com/general/latest/gr/ssm.html';
const ACM = 'https://docs.aws.amazon.com/acm/latest/userguide/acm-limits.html';

/** Identities, policies, keys, secrets and certificates. IAM counts policies without their white space. */
export const ACCESS_QUOTAS = {
  'iam/L-FE177D64': adjustable('Roles per account', 1000, IAM, { most: 5000 }),
  'iam/L-E95E4862': adjustable('Customer managed policies in an AWS account', 1500, IAM, { most: 5000 }),
  'iam/L-6E65F664': adjustable('Instance profiles in an AWS account', 1000, IAM, { most: 5000 }),
  'iam/L-0DA4ABF3': adjustable('Managed policies attached to an IAM role', 10, IAM, { most: 25 }),
  'iam/L-C07B4B0D': adjustable('Role trust policy length', 2048, IAM, { most: 4096 }),
  'iam/L-858F3967': adjustable('OpenId connect providers per account', 100, IAM, { most: 700, ...UNCONFIRMED }),
  'iam/saml-providers': fixed('SAML providers in an AWS account', 100, IAM),
  'iam/managed-policy-size': fixed('Characters of a managed policy', 6144, IAM),
  'iam/role-inline-policy-size': fixed('Characters of all inline policies of a role', 10_240, IAM),
  'iam/user-inline-policy-size': fixed('Characters of all inline policies of a user', 2048, IAM, UNCONFIRMED),
  'iam/group-inline-policy-size': fixed('Characters of all inline policies of a group', 5120, IAM, UNCONFIRMED),

  'kms/L-C2F1777E': adjustable('Customer Master Keys (CMKs)', 100_000, KMS, UNCONFIRMED),
  'kms/L-340F62FB': adjustable('Aliases per CMK', 50, KMS, UNCONFIRMED),
  'kms/key-policy-size': fixed('Key policy document size, in bytes', 32_768, KMS),

  'secretsmanager/secrets': fixed('Secrets in each supported Region', 500_000, SECRETS, UNCONFIRMED),
  'secretsmanager/secret-size': fixed('Bytes of a secret value', 65_536, SECRETS, UNCONFIRMED),
  'secretsmanager/policy-size': fixed(
    'Characters of a resource-based policy of a secret',
    20_480,
    SECRETS,
    UNCONFIRMED,
  ),
  'ssm/standard-parameters': fixed('Standard parameters per account and Region', 10_000, PARAMETERS),
  'ssm/standard-parameter-size': fixed('Characters of the value of a standard parameter', 4096, PARAMETERS),
  'ssm/advanced-parameter-size': fixed(
    'Characters of the value of an advanced parameter',
    8192,
    PARAMETERS,
    UNCONFIRMED,
  ),

  'acm/L-F141DD1D': adjustable('ACM certificates', 2500, ACM),
  'acm/L-D2CB7DE9': adjustable('Imported certificates', 2500, ACM),
  'acm/L-FB94F0B0': adjustable('Domain names per ACM certificate', 10, ACM, { most: 100 }),
} as const satisfies Readonly<Record<string, ServiceQuota>>;
