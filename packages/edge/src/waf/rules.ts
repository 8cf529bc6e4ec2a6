import { MANAGED_RULES, type ManagedGroup, type ManagedRule, rulesOfGroup } from './managed-groups.ts';
import type { ClientAddress, Nested, Statement } from './statement.ts';

/** A rule of a web ACL. */
export interface WebAclRule {
  /** Name in AWS and in metrics, as in `RateOfOneClient`. */
  readonly name: string;
  /** Order of evaluation; a constant of its own, because Terraform tells rules apart by it (pitfall P76). */
  readonly priority: number;
  /** `group` leaves the decision to the rules of a managed group; `group-counts` makes all of them count. */
  readonly action: 'block' | 'group' | 'group-counts';
  readonly statement: Statement;
}

/** Where a large body may be sent. */
export interface LargeBodies {
  /** Starts of paths, as in `/api/uploads/`. */
  readonly onlyBelow: readonly string[];
}

/** Where people sign in, and how often one client may try. */
export interface SignIn {
  /** Parts of paths, as in `/login-actions/authenticate`. */
  readonly containing: readonly string[];
  /** Tries that one client may make in five minutes, from 10. Offices share an address. */
  readonly triesPerClient: number;
}

/**
 * What requests carry, which decides where attacks can be told from work: `applications` take forms and files; `consoles` take
 * queries and scripts, in bodies and in the query (ClickHouse takes SQL in both, Keycloak's administration addresses such as
 * `http://localhost`); `code` is a repository, whose paths are anything besides.
 */
export type Inspection = 'applications' | 'consoles' | 'code';

/** Parts of requests in which managed rules only count. */
const COUNTED_PARTS: Readonly<Record<Inspection, RegExp | undefined>> = {
  applications: undefined,
  consoles: /_(BODY|QUERYARGUMENTS|QUERYSTRING)$/,
  code: /_(BODY|QUERYARGUMENTS|QUERYSTRING|URIPATH)$/,
};

/** What decides over the rules of a web ACL. */
export interface RuleChoices {
  readonly client: ClientAddress;
  /** Requests that one client may make in five minutes. */
  readonly requestsPerClient: number;
  readonly signIn: SignIn | undefined;
  readonly inspection: Inspection;
  readonly countOnly: readonly ManagedRule[];
  readonly countries: readonly string[];
  readonly largeBodies: 'anywhere' | LargeBodies;
}

/** Priorities, with room between them. Never reused for another rule. */
const PRIORITIES = {
  otherCountries: 10,
  rateOfOneClient: 20,
  rateOfSignIn: 25,
  ipReputation: 30,
  common: 40,
  largeBodyElsewhere: 50,
  knownBadInputs: 60,
  sqli: 70,
} as const;

/** What the common group writes on a request whose body is larger than 8 KB. */
const LARGE_BODY = 'awswaf:managed:aws:core-rule-set:SizeRestrictions_Body';

/**
 * Rules that never block, because they would break what the platform is for: 8 KB are less than a photograph, a stock list
 * of a province or a Git push.
 */
const ALWAYS_COUNTED: readonly ManagedRule[] = ['SizeRestrictions_BODY'];

/** The rules of a web ACL, in the order of their priorities. */
export function planRules(choices: RuleChoices): readonly WebAclRule[] {
  return [
    ...countryRule(choices),
    {
      name: 'RateOfOneClient',
      priority: PRIORITIES.rateOfOneClient,
      action: 'block',
      statement: { kind: 'rate', limit: choices.requestsPerClient, client: choices.client },
    },
    ...signInRule(choices),
    {
      name: 'IpReputation',
      priority: PRIORITIES.ipReputation,
      // The group sees who connects. Behind Cloudflare that is Cloudflare, and blocking it would lock out everybody behind
      // one of its addresses; Cloudflare judges visitors itself.
      action: choices.client === 'cloudflare' ? 'group-counts' : 'group',
      statement: { kind: 'managed-group', group: 'AWSManagedRulesAmazonIpReputationList' },
    },
    group('Common', PRIORITIES.common, 'AWSManagedRulesCommonRuleSet', choices),
    ...largeBodyRule(choices),
    group('KnownBadInputs', PRIORITIES.knownBadInputs, 'AWSManagedRulesKnownBadInputsRuleSet', choices),
    group('Sqli', PRIORITIES.sqli, 'AWSManagedRulesSQLiRuleSet', choices),
  ];
}

function group(
  name: string,
  priority: number,
  managed: ManagedGroup,
  { countOnly, inspection }: RuleChoices,
): WebAclRule {
  const parts = COUNTED_PARTS[inspection];
  const byPart = parts === undefined ? [] : MANAGED_RULES.filter((rule) => parts.test(rule));
  const counted = [...new Set([...ALWAYS_COUNTED, ...countOnly, ...byPart])].filter((rule) =>
    rulesOfGroup(managed).includes(rule),
  );
  return {
    name,
    priority,
    action: 'group',
    statement: { kind: 'managed-group', group: managed, countOnly: counted },
  };
}

function countryRule({ countries, client }: RuleChoices): WebAclRule[] {
  if (countries.length === 0) return [];
  return [
    {
      name: 'OtherCountries',
      priority: PRIORITIES.otherCountries,
      action: 'block',
      statement: { kind: 'not', statement: { kind: 'country', anyOf: countries, client } },
    },
  ];
}

function signInRule({ signIn, client }: RuleChoices): WebAclRule[] {
  if (signIn === undefined) return [];
  const { containing, triesPerClient } = signIn;
  return [
    {
      name: 'RateOfSignIn',
      priority: PRIORITIES.rateOfSignIn,
      action: 'block',
      statement: {
        kind: 'rate',
        limit: triesPerClient,
        client,
        of: anyOf(containing.map((part): Nested => ({ kind: 'path', contains: part }))),
      },
    },
  ];
}

function largeBodyRule({ largeBodies }: RuleChoices): WebAclRule[] {
  if (largeBodies === 'anywhere') return [];
  return [
    {
      name: 'LargeBodyElsewhere',
      priority: PRIORITIES.largeBodyElsewhere,
      action: 'block',
      statement: {
        kind: 'all',
        statements: [
          { kind: 'label', label: LARGE_BODY },
          {
            kind: 'not',
            statement: anyOf(largeBodies.onlyBelow.map((path): Nested => ({ kind: 'path', startsWith: path }))),
          },
        ],
      },
    },
  ];
}

/** One of some statements; WAF refuses an `or` of one. */
function anyOf(statements: readonly Nested[]): Nested {
  const [only] = statements;
  return only !== undefined && statements.length === 1 ? only : { kind: 'any', statements };
}
