import type { Json } from '@smile/inventory';
import { Block } from '../../reading/block.ts';
import { textsIn } from '../../reading/texts.ts';
import type { Rule, RuleContext, Violation } from '../../rule.ts';

export const secretInCode: Rule = {
  id: 'SMILE_SECRET_IN_CODE',
  family: 'offline',
  severity: 'high',
  title: 'No secret is in code, plan or state',
  what: 'Arguments for passwords, tokens and secret texts are absent, or made at apply by `uuid()`; no text anywhere is an access key or a private key.',
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
  ['an access key', /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/],
  ['a private key', /-----BEGIN [A-Z ]*PRIVATE KEY-----/],
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

function visibleSecrets({ resources, dataSources }: RuleContext): Violation[] {
  return [...resources('**'), ...dataSources('**')].flatMap((place) =>
    textsIn(place).flatMap(({ path, text }) =>
      PATTERNS.filter(([, pattern]) => pattern.test(text)).map(([what]) => ({
        place,
        message: `${path} must not hold ${what}`,
      })),
    ),
  );
}
