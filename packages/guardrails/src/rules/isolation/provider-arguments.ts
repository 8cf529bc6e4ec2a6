import type { Json, JsonObject } from '@smile/inventory';
import { inCode } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

/** Arguments of each provider block that a stack may have; whatever else there is comes from the run, or is somebody's shortcut. */
const PROVIDERS: Readonly<Record<string, readonly string[]>> = {
  aws: ['alias', 'allowed_account_ids', 'default_tags', 'ignore_tags', 'region'],
  cloudflare: ['alias'],
};

const BACKEND = ['allowed_account_ids', 'bucket', 'encrypt', 'key', 'kms_key_id', 'region', 'use_lockfile'];

/** What controllers write on resources of Terraform; every other tag is Terraform's. */
const IGNORED_TAG_PREFIXES = ['kubernetes.io/cluster/', 'elbv2.k8s.aws/'];

export const providerArguments: Rule = {
  id: 'SMILE_PROVIDER_ARGUMENTS',
  family: 'isolation',
  severity: 'high',
  title: 'Providers and backends have the arguments that they need, and none beside',
  what: 'Provider blocks and S3 backends hold the arguments of the lists (packages/guardrails/src/rules/isolation/provider-arguments.ts): no role to take on, no endpoint of its own, no check that is skipped, no profile; `ignore_tags` holds prefixes of controllers alone; the lock and encryption are on.',
  why: 'A profile, an endpoint or a role in a provider sends the whole stack to another place, and an ignored tag is neither set nor corrected.',
  remedy: 'Use EstateStack, which writes both.',
  source: 'https://registry.terraform.io/providers/hashicorp/aws/latest/docs#argument-reference',
  check: inCode(({ inventory, dataSources }) => {
    const ours = inventory.stacks.filter(({ environment }) => environment !== undefined);
    const states = dataSources('terraform_remote_state').flatMap((place) =>
      stateProblems(place.values).map((message) => ({ place, message })),
    );
    const blocks = ours.flatMap(({ name: stack, backend, providers = {} }) => {
      const at = (address: string) => (message: string) => ({ place: { stack, address }, message });
      return [
        ...Object.entries(providers).flatMap(([name, body]) =>
          providerProblems(name, body).map(at(`provider.${name}`)),
        ),
        ...backendProblems(backend).map(at('terraform.backend')),
      ];
    });
    return [...states, ...blocks];
  }),
};

function providerProblems(name: string, body: JsonObject): readonly string[] {
  const allowed = PROVIDERS[name.split('.', 1).join()];
  if (allowed === undefined) return [];
  const others = Object.keys(body).filter((argument) => !allowed.includes(argument));
  return [
    ...others.map((argument) => `${argument} must be left out; the run gives what is not of ${allowed.join(', ')}`),
    ...ignoredTags(body.ignore_tags),
  ];
}

function ignoredTags(value: Json | undefined): readonly string[] {
  return [value ?? []].flat().flatMap((block) => {
    const { keys = [], key_prefixes: prefixes = [], ...others } = (block ?? {}) as JsonObject;
    const wrong = [keys, prefixes]
      .flat()
      .filter((one) => typeof one !== 'string' || !IGNORED_TAG_PREFIXES.includes(one))
      .concat(Object.keys(others));
    return wrong.map(
      (one) => `ignore_tags must hold prefixes ${IGNORED_TAG_PREFIXES.join(', ')} only, got ${String(one)}`,
    );
  });
}

function backendProblems(
  backend: { readonly type: string; readonly config: JsonObject } | undefined,
): readonly string[] {
  if (backend === undefined) return ['must be s3, got nothing'];
  if (backend.type !== 's3') return [`must be s3, got ${backend.type}`];
  const others = Object.keys(backend.config).filter((argument) => !BACKEND.includes(argument));
  const missing = BACKEND.filter((argument) => backend.config[argument] === undefined);
  const off = ['encrypt', 'use_lockfile'].filter((argument) => backend.config[argument] === false);
  return [
    ...others.map((argument) => `${argument} must be left out; the run gives what is not of ${BACKEND.join(', ')}`),
    ...missing.map((argument) => `${argument} must be given, got nothing`),
    ...off.map((argument) => `${argument} must be true, got false`),
  ];
}

/** Another workspace is another state below the same key. */
function stateProblems({ workspace, defaults }: JsonObject): readonly string[] {
  const isOwn =
    workspace === undefined || workspace === null || workspace === 'default' || workspace === '${terraform.workspace}';
  return [
    ...(isOwn ? [] : [`workspace must be that of the run, got ${String(workspace)}`]),
    ...(defaults === undefined || defaults === null
      ? []
      : ['defaults must be left out, since they stand in for a state that is missing']),
  ];
}
