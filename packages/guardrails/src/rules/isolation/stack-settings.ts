import type { Json, JsonObject, Stack } from '@smile/inventory';
import { Block } from '../../reading/block.ts';
import { inCode } from '../../reading/checks.ts';
import { defaultTagsOf } from '../../reading/default-tags.ts';
import type { Rule, Violation } from '../../rule.ts';

/** Settings of a provider that would put a credential into code, or let a machine choose one. */
const CREDENTIALS = [
  'access_key',
  'secret_key',
  'token',
  'profile',
  'shared_credentials_files',
  'shared_config_files',
  'api_token',
  'api_key',
  'password',
  'client_key',
];

/** Tags that every resource has: who pays, who answers, what it holds (style of the estate; docs/adr/0015). */
const REQUIRED_TAGS = [
  'project',
  'country',
  'environment',
  'stack',
  'owner',
  'cost-centre',
  'data-class',
  'backup',
  'managed-by',
];

export const stackSettings: Rule = {
  id: 'SMILE_STACK_SETTINGS',
  family: 'isolation',
  severity: 'high',
  title: 'Backend, providers and default tags fit the environment',
  what: "A stack's backend and AWS provider name one account and one region, the same ones as the environment's other stacks; default tags are complete and true; no provider block holds a credential.",
  why: 'A stack with another region or account writes its state, or its resources, where nobody looks; without its tags nobody finds who answers for them, and backups are chosen by tag.',
  remedy: 'Use EstateStack, which writes all of them.',
  source: 'docs/adr/0003-s3-state-with-lockfile.md',
  check: inCode(({ inventory }) => {
    const ours = inventory.stacks.filter(({ environment }) => environment !== undefined);
    return [...ours.flatMap(settingsOf), ...disagreements(ours)];
  }),
};

function settingsOf(stack: Stack): readonly Violation[] {
  const { name, environment = '', backend, providers = {} } = stack;
  const at = (address: string) => (message: string) => ({ place: { stack: name, address }, message });
  const credentials = Object.entries(providers).flatMap(([provider, body]) =>
    CREDENTIALS.filter((argument) => argument in body).map((argument) =>
      at(`provider.${provider}`)(`${argument} must be left out; credentials come from the run`),
    ),
  );
  const { aws } = providers;
  if (aws === undefined || backend?.type !== 's3') return credentials;
  const [config, provider] = [new Block(backend.config), new Block(aws)];
  const [country, stage] = environment.split('/');
  const tags = defaultTagsOf(stack);
  const layer = /([^/]+)\.tfstate$/.exec(config.text('key') ?? '')?.[1];
  const keyArn = /^arn:aws[\w-]*:kms:([^:]*):([^:]*):/.exec(config.text('kms_key_id') ?? '');
  const facts: readonly (readonly [address: string, what: string, found: unknown, wanted: unknown])[] = [
    ['terraform.backend', 'key', config.text('key'), `${environment}/${layer}.tfstate`],
    ['terraform.backend', 'region', config.text('region'), provider.text('region')],
    ['terraform.backend', 'region of kms_key_id', keyArn?.[1], provider.text('region')],
    ['terraform.backend', 'account of kms_key_id', keyArn?.[2], provider.texts('allowed_account_ids')[0]],
    [
      'terraform.backend',
      'allowed_account_ids',
      config.list('allowed_account_ids'),
      provider.list('allowed_account_ids'),
    ],
    ['provider.aws', 'number of allowed_account_ids', provider.count('allowed_account_ids'), 1],
    ['provider.aws', 'region', provider.text('region') !== undefined, true],
    ['provider.aws', 'tag country', tags.text('country'), country],
    ['provider.aws', 'tag environment', tags.text('environment'), stage],
    ['provider.aws', 'tag stack', tags.text('stack'), layer],
    ...REQUIRED_TAGS.map((tag) => ['provider.aws', `tag ${tag} given`, tags.has(tag), true] as const),
  ];
  const wrong = facts.filter(([, , found, wanted]) => JSON.stringify(found) !== JSON.stringify(wanted));
  return [
    ...credentials,
    ...wrong.map(([address, what, found, wanted]) =>
      at(address)(`${what} must be ${shown(wanted)}, got ${shown(found)}`),
    ),
  ];
}

/** What one stack of an environment has otherwise than most of the others. */
function disagreements(stacks: readonly Stack[]): readonly Violation[] {
  const environments = [...new Set(stacks.map(({ environment }) => environment))];
  return environments.flatMap((environment) => {
    const own = stacks.filter((stack) => stack.environment === environment);
    const settings = own.map((stack) => ({ stack, values: comparable(stack) }));
    const names = [...new Set(settings.flatMap(({ values }) => [...values.keys()]))];
    return names.flatMap((name) => {
      const having = settings.filter(({ stack }) => hasPart(stack, name));
      const usual = mostCommon(having.map(({ values }) => values.get(name) ?? 'nothing'));
      return having
        .filter(({ values }) => (values.get(name) ?? 'nothing') !== usual)
        .map(({ stack, values }) => ({
          place: { stack: stack.name, address: name.split(' ', 1).join() },
          message: `${name.slice(name.indexOf(' ') + 1)} must be as in other stacks of ${environment}, ${usual}, got ${values.get(name) ?? 'nothing'}`,
        }));
    });
  });
}

/** Which cluster a provider talks to: stacks differ in it, and SMILE_K8S_PROVIDER_LOGIN judges it. */
const OF_A_CLUSTER = /^provider\.(kubernetes|helm)\S* (kubernetes\.)?(host|cluster_ca_certificate|exec\.args)$/;

/** What must be alike: by address and argument. */
function comparable({ backend, providers = {} }: Stack): ReadonlyMap<string, string> {
  const ofBackend = Object.entries({ type: backend?.type ?? '', ...backend?.config }).filter(
    ([name]) => name !== 'key',
  );
  const ofProviders = Object.entries(providers).flatMap(([provider, body]) =>
    leaves(body).map(([path, value]) => [`provider.${provider} ${path}`, value] as const),
  );
  return new Map([
    ...ofBackend.map(([name, value]) => [`terraform.backend ${name}`, JSON.stringify(value)] as const),
    ...ofProviders
      .filter(([name]) => !name.endsWith('tags.stack') && !OF_A_CLUSTER.test(name))
      .map(([name, value]) => [name, JSON.stringify(value)] as const),
  ]);
}

function leaves(value: JsonObject, path = ''): readonly (readonly [string, Json])[] {
  return Object.entries(value).flatMap(([key, inner]) => {
    const [only] = Array.isArray(inner) && inner.length === 1 ? inner : [inner];
    const at = path === '' ? key : `${path}.${key}`;
    return typeof only === 'object' && only !== null && !Array.isArray(only)
      ? leaves(only as JsonObject, at)
      : [[at, inner]];
  });
}

/** Whether a stack has the backend or provider at all that a setting is of. */
function hasPart({ backend, providers = {} }: Stack, name: string): boolean {
  const address = name.split(' ', 1).join();
  return address === 'terraform.backend'
    ? backend !== undefined
    : providers[address.slice('provider.'.length)] !== undefined;
}

function mostCommon(values: readonly string[]): string | undefined {
  const count = (value: string) => values.filter((one) => one === value).length;
  return [...values].sort((a, b) => count(b) - count(a) || (a < b ? -1 : 1))[0];
}

function shown(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}
