import type { FactsTable, TypeFacts } from '../facts.ts';
import { FIXED_TIME } from '../fallback.ts';
import { arn, globalArn } from './arn.ts';

const ATTACHMENT_HOLDERS = [{ type: 'aws_iam_role_policy_attachment', attribute: 'policy_arn' }];

function takenName(kind: string): TypeFacts['unique'] {
  return [
    {
      by: ['name'],
      scope: 'account',
      code: 'EntityAlreadyExists',
      message: `${kind} with name {name} already exists.`,
    },
  ];
}

/** IAM, KMS, Secrets Manager and Systems Manager. */
export const IDENTITY_FACTS: FactsTable = {
  aws_iam_role: {
    defaults: { path: '/', max_session_duration: 3600, force_detach_policies: false, description: '' },
    values: {
      id: '{name}',
      arn: globalArn('iam', 'role{path}{name}'),
      unique_id: 'AROA{ALNUM17}',
      create_date: FIXED_TIME,
      managed_policy_arns: [],
      name_prefix: '',
    },
    unique: takenName('Role'),
    heldUnless: 'force_detach_policies',
    heldBy: [
      { type: 'aws_iam_role_policy_attachment', attribute: 'role' },
      { type: 'aws_iam_role_policy', attribute: 'role' },
      { type: 'aws_iam_instance_profile', attribute: 'role' },
    ],
    heldCode: 'DeleteConflict',
  },
  aws_iam_policy: {
    defaults: { path: '/' },
    values: {
      id: '{arn}',
      arn: globalArn('iam', 'policy{path}{name}'),
      policy_id: 'ANPA{ALNUM17}',
      attachment_count: 0,
      name_prefix: '',
    },
    unique: [
      {
        by: ['name'],
        scope: 'account',
        code: 'EntityAlreadyExists',
        message: 'A policy called {name} already exists. Duplicate names are not allowed.',
      },
    ],
    heldBy: ATTACHMENT_HOLDERS,
    heldCode: 'DeleteConflict',
  },
  aws_iam_role_policy: { values: { id: '{role}:{name}', name_prefix: '' } },
  aws_iam_role_policies_exclusive: { replace: ['role_name'] },
  aws_iam_role_policy_attachments_exclusive: { replace: ['role_name'] },
  aws_iam_role_policy_attachment: { values: { id: '{role}/{policy_arn}' } },
  aws_iam_instance_profile: {
    defaults: { path: '/' },
    values: {
      id: '{name}',
      arn: globalArn('iam', 'instance-profile{path}{name}'),
      unique_id: 'AIPA{ALNUM17}',
      create_date: FIXED_TIME,
      name_prefix: '',
      role: '',
    },
    unique: takenName('Instance Profile'),
  },
  aws_iam_openid_connect_provider: {
    values: {
      id: '{arn}',
      arn: ({ text, fill }) =>
        fill('arn:{partition}:iam::{account}:oidc-provider/') + text('url').replace('https://', ''),
      // IAM asks the issuer for it, so only an issuer that answers has one: EKS serves those of its clusters.
      thumbprint_list: ({ text, fill }) => (/^https:\/\/oidc\.eks\./.test(text('url')) ? [fill('{hex40}')] : []),
    },
    unique: [
      {
        by: ['url'],
        scope: 'account',
        code: 'EntityAlreadyExists',
        message: 'Provider with url {url} already exists.',
      },
    ],
  },
  aws_iam_service_linked_role: {
    values: {
      id: '{arn}',
      arn: globalArn('iam', 'role/aws-service-role/{aws_service_name}/{name}'),
      name: 'AWSServiceRoleFor{alnum8}',
      path: '/aws-service-role/{aws_service_name}/',
      unique_id: 'AROA{ALNUM17}',
      create_date: FIXED_TIME,
    },
    unique: [
      {
        by: ['aws_service_name'],
        scope: 'account',
        code: 'InvalidInput',
        message: 'Service role name for {aws_service_name} has been taken in this account',
      },
    ],
  },
  aws_iam_user: {
    updatable: ['name'],
    defaults: { path: '/', force_destroy: false },
    values: { id: '{name}', arn: globalArn('iam', 'user{path}{name}'), unique_id: 'AIDA{ALNUM17}' },
    unique: takenName('User'),
  },
  aws_iam_group: {
    updatable: ['name'],
    defaults: { path: '/' },
    values: { id: '{name}', arn: globalArn('iam', 'group{path}{name}'), unique_id: 'AGPA{ALNUM17}' },
    unique: takenName('Group'),
  },
  aws_iam_account_password_policy: { values: { id: 'iam-account-password-policy', expire_passwords: false } },
  aws_iam_account_alias: { replace: ['account_alias'], values: { id: '{account_alias}' } },
  aws_kms_key: {
    // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/kms_key
    defaults: {
      customer_master_key_spec: 'SYMMETRIC_DEFAULT',
      key_usage: 'ENCRYPT_DECRYPT',
      is_enabled: true,
      enable_key_rotation: false,
      bypass_policy_lockout_safety_check: false,
    },
    values: {
      id: '{key_id}',
      key_id: '{uuid}',
      arn: arn('kms', 'key/{key_id}'),
      description: '',
      multi_region: false,
      rotation_period_in_days: 365,
      policy:
        '{"Id":"key-default-1","Statement":[{"Action":"kms:*","Effect":"Allow","Principal":{"AWS":"arn:{partition}:iam::{account}:root"},"Resource":"*","Sid":"Enable IAM User Permissions"}],"Version":"2012-10-17"}',
    },
  },
  aws_kms_replica_key: {
    replace: ['primary_key_arn'],
    values: { id: '{key_id}', key_id: 'mrk-{hex32}', arn: arn('kms', 'key/{key_id}'), key_usage: 'ENCRYPT_DECRYPT' },
  },
  aws_kms_alias: {
    values: {
      id: '{name}',
      arn: arn('kms', '{name}'),
      name_prefix: '',
      target_key_arn: ({ text, fill }) =>
        text('target_key_id').startsWith('arn:')
          ? text('target_key_id')
          : fill('arn:{partition}:kms:{region}:{account}:key/{target_key_id}'),
    },
    unique: [
      {
        by: ['name'],
        scope: 'region',
        code: 'AlreadyExistsException',
        message: 'An alias with the name {name} already exists',
      },
    ],
  },
  aws_kms_key_policy: { replace: ['key_id'], values: { id: '{key_id}' } },
  aws_kms_grant: {
    replace: ['key_id', 'grantee_principal', 'operations', 'constraints', 'retiring_principal'],
    values: { id: '{key_id}:{grant_id}', grant_id: '{hex64}', grant_token: '{alnum64}' },
  },
  aws_secretsmanager_secret: {
    defaults: { recovery_window_in_days: 30, force_overwrite_replica_secret: false },
    values: {
      id: '{arn}',
      arn: arn('secretsmanager', 'secret:{name}-{alnum6}'),
      name_prefix: '',
      policy: '',
    },
    unique: [
      {
        by: ['name'],
        scope: 'region',
        code: 'ResourceExistsException',
        message: 'The operation failed because the secret {name} already exists.',
      },
    ],
  },
  aws_secretsmanager_secret_version: {
    replace: ['secret_id', 'secret_string', 'secret_binary', 'secret_string_wo_version'],
    values: {
      id: '{secret_id}|{version_id}',
      arn: '{secret_id}',
      version_id: 'terraform-20260101000000{digits12}',
      version_stages: ['AWSCURRENT'],
      has_secret_string_wo: false,
    },
  },
  aws_secretsmanager_secret_rotation: { replace: ['secret_id'], values: { id: '{secret_id}', rotation_enabled: true } },
  aws_secretsmanager_secret_policy: { replace: ['secret_arn'], values: { id: '{secret_arn}' } },
  aws_ssm_parameter: {
    defaults: { tier: 'Standard' },
    values: {
      id: '{name}',
      arn: ({ text, fill }) =>
        fill('arn:{partition}:ssm:{region}:{account}:parameter') +
        (text('name').startsWith('/') ? '' : '/') +
        text('name'),
      version: ({ prior }) => versionAfter(prior),
      data_type: 'text',
      insecure_value: '',
      key_id: 'alias/aws/ssm',
      has_value_wo: false,
    },
    recomputed: { version: ['value', 'insecure_value', 'description', 'tier'] },
    unique: [
      {
        by: ['name'],
        scope: 'region',
        unless: 'overwrite',
        code: 'ParameterAlreadyExists',
        message:
          'The parameter already exists: {name}. To overwrite this value, set the overwrite option in the request to true.',
      },
    ],
  },
  aws_ssm_document: {
    defaults: { document_format: 'JSON' },
    values: {
      id: '{name}',
      arn: arn('ssm', 'document/{name}'),
      created_date: FIXED_TIME,
      default_version: '1',
      latest_version: '1',
      document_version: '1',
      hash: '{hex64}',
      hash_type: 'Sha256',
      owner: '{account}',
      schema_version: '2.2',
      status: 'Active',
      description: '',
      parameter: [],
      platform_types: ['Linux'],
    },
    recomputed: {
      latest_version: ['content'],
      default_version: ['content'],
      document_version: ['content'],
      hash: ['content'],
    },
    unique: [
      {
        by: ['name'],
        scope: 'region',
        code: 'DocumentAlreadyExists',
        message: 'Document with same name {name} already exists',
      },
    ],
  },
  aws_ssm_association: {
    values: {
      id: '{association_id}',
      association_id: '{uuid}',
      arn: arn('ssm', 'association/{association_id}'),
      document_version: '$DEFAULT',
    },
  },
  aws_ssm_maintenance_window: { values: { id: 'mw-0{hex16}' } },
  aws_ssm_patch_baseline: {
    values: { id: 'pb-0{hex16}', arn: arn('ssm', 'patchbaseline/{id}') },
  },
  aws_ssm_service_setting: {
    replace: ['setting_id'],
    values: { id: '{setting_id}', arn: arn('ssm', 'servicesetting/{setting_id}'), status: 'Customized' },
  },
};

function versionAfter(prior: unknown): number {
  const before = typeof prior === 'object' && prior !== null && 'version' in prior ? prior.version : 0;
  return Number(before) + 1;
}
