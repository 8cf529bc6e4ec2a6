import type { Json, JsonObject } from '@smile/inventory';
import { Block } from '../../reading/block.ts';
import { textsIn, textsOf } from '../../reading/texts.ts';
import type { Rule, RuleContext, Violation } from '../../rule.ts';

export const secretInCode: Rule = {
  id: 'SMILE_SECRET_IN_CODE',
  family: 'offline',
  severity: 'high',
  title: 'No secret is in code, plan or state',
  what: 'Arguments for passwords, tokens and secret texts are absent, or made at apply by `uuid()`; no text of a resource, data source, provider, backend, local, variable or output is an access key, a private key, a token of GitLab or GitHub, or an address with a password.',
  why: 'Synthesized JSON is stored with the build, states are read by every deployment, and neither forgets.',
  remedy: 'Let the service make the password, use initialCredential(), or put the value into Secrets Manager by hand.',
  source: 'docs/adr/0008-no-live-credential-in-a-state.md',
  check: (context) => [...givenSecrets(context), ...visibleSecrets(context)],
};

/** Arguments that must not be given at all: what they hold can live elsewhere. */
const NEVER: readonly (readonly [type: string, argument: string])[] = [
  ['aws_db_instance', 'password'],
  ['aws_secretsmanager_secret_version', 'secret_string'],
  ['aws_secretsmanager_secret_version', 'secret_binary'],
  ['aws_elasticache_user', 'passwords'],
  ['aws_rds_cluster', 'master_password'],
];

/** The one way to a first credential that is in neither code nor plan. */
const MADE_AT_APPLY = '${uuid()}';

const PATTERNS = [
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
  ['an access key', /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/],
  ['a private key', /-----BEGIN [A-Z ]*PRIVATE KEY-----/],
  // https://docs.gitlab.com/security/tokens/#token-prefixes
  ['a token of GitLab', /\bgl(?:pat|dt|ptt|rt|cbt|agent|ft)-[\w-]{20,}/],
  // https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/
  ['a token of GitHub', /\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_\w{20,})/],
  // Userinfo of https://www.rfc-editor.org/rfc/rfc3986#section-3.2.1; a password that is put in at run time is none.
  ['an address with a password', /\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@"']+:[^\s/:@"'$<{%*]+@[\w.-]+/i],
] as const;

function givenSecrets(context: RuleContext): Violation[] {
  const never = NEVER.flatMap(([type, argument]) =>
    context
      .resources(type)
      .flatMap((place) => (Block.of(place).has(argument) ? [{ place, message: `${argument} must not be given` }] : [])),
  );
  // A state holds the first credential, which is dead after the first rotation; a plan does not know it yet.
  if (context.inventory.source !== 'synth') return never;
  const tokens = context
    .resources('aws_elasticache_replication_group')
    .filter(({ values }) => isText(values.auth_token));
  const users = context.resources('aws_mq_broker').filter((broker) =>
    Block.of(broker)
      .blocks('user')
      .some((user) => isText(user.raw('password'))),
  );
  return [
    ...never,
    ...tokens.map((place) => ({ place, message: 'auth_token must be made at apply, got a text' })),
    ...users.map((place) => ({ place, message: 'user.password must be made at apply, got a text' })),
  ];
}

function isText(value: Json | undefined): boolean {
  return (value ?? null) !== null && value !== MADE_AT_APPLY;
}

function visibleSecrets({ inventory, resources, dataSources }: RuleContext): Violation[] {
  const ofResources = [...resources('**'), ...dataSources('**')].flatMap((place) =>
    textsIn(place).flatMap(({ path, text }) =>
      namesOf(text).map((what) => ({ place, message: `${path} must not hold ${what}` })),
    ),
  );
  const ofStacks = inventory.stacks.flatMap(({ name: stack, providers = {}, backend, constants = {} }) => {
    const blocks = Object.entries(providers).map(([name, body]) => [`provider.${name}`, body] as const);
    const state = backend === undefined ? [] : [[`backend.${backend.type}`, backend.config] as const];
    return [...blocks, ...state, ...Object.entries(constants)].flatMap(([address, body]) =>
      secretsAt(stack, address, body),
    );
  });
  const ofOutputs = inventory.outputs.flatMap(({ stack, name, value = null, description = '' }) =>
    secretsAt(stack, `output.${name}`, { value, description }),
  );
  return [...ofResources, ...ofStacks, ...ofOutputs];
}

function secretsAt(stack: string, address: string, body: Json | JsonObject): Violation[] {
  return textsOf(body).flatMap(({ path, text }) =>
    namesOf(text).map((what) => ({
      place: { stack, address },
      message: `${path === '' ? 'its value' : path} must not hold ${what}`,
    })),
  );
}

function namesOf(text: string): readonly string[] {
  return PATTERNS.filter(([, pattern]) => pattern.test(text)).map(([what]) => what);
}
