import type { Json, JsonObject } from '@smile/inventory';

/** By which a provider would look for an account, or for credentials that are none of a rehearsal's business. */
const AWS_ACCOUNT_ARGUMENTS = [
  'allowed_account_ids',
  'assume_role',
  'assume_role_with_web_identity',
  'forbidden_account_ids',
  'profile',
  'shared_config_files',
  'shared_credentials_files',
  'token',
];

/** Credentials of nobody: the AWS provider wants some, and signs with them what a plan must not send. */
const AWS_DUMMY: JsonObject = {
  access_key: 'rehearsal',
  secret_key: 'rehearsal',
  max_retries: 1,
  s3_use_path_style: true,
  skip_credentials_validation: true,
  skip_metadata_api_check: true,
  skip_region_validation: true,
  skip_requesting_account_id: true,
};

/** Cloudflare's provider asks for a token of 40 characters before it plans anything. */
const CLOUDFLARE_DUMMY: JsonObject = { api_token: '0'.repeat(40) };

/**
 * A stack's configuration as real plugins plan it: no backend, no pinned versions, the states of other stacks from files,
 * and providers that look for neither account nor credentials.
 *
 * @param configuration the synthesized `cdk.tf.json`.
 * @param remoteStates the `terraform_remote_state` data sources to put in place of the synthesized ones.
 */
export function realConfiguration(configuration: JsonObject, remoteStates: JsonObject): JsonObject {
  const { backend: _, ...terraform } = (configuration.terraform ?? {}) as JsonObject;
  const required = Object.entries((terraform.required_providers ?? {}) as JsonObject).map(([name, wanted]) => [
    name,
    { source: (wanted as JsonObject).source ?? name },
  ]);
  const data = { ...((configuration.data ?? {}) as JsonObject) };
  if (Object.keys(remoteStates).length > 0) data.terraform_remote_state = remoteStates;
  return {
    ...configuration,
    terraform: { ...terraform, required_providers: Object.fromEntries(required) },
    provider: withDummies((configuration.provider ?? {}) as JsonObject),
    ...(Object.keys(data).length > 0 ? { data } : {}),
  };
}

function withDummies(providers: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(providers).map(([name, value]) => [name, bodiesOf(value).map((body) => withDummy(name, body))]),
  );
}

function withDummy(name: string, body: JsonObject): JsonObject {
  if (name === 'cloudflare') return { ...body, ...CLOUDFLARE_DUMMY };
  if (name !== 'aws') return body;
  const kept = Object.entries(body).filter(([argument]) => !AWS_ACCOUNT_ARGUMENTS.includes(argument));
  return { ...Object.fromEntries(kept), ...AWS_DUMMY };
}

function bodiesOf(value: Json): JsonObject[] {
  return (Array.isArray(value) ? value : [value]) as JsonObject[];
}
