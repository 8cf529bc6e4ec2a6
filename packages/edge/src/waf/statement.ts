import type { ManagedGroup, ManagedRule } from './managed-groups.ts';

/** Which address counts as the client's. */
export type ClientAddress =
  /** Whoever connects: right where no proxy is in front. */
  | 'source'
  /** What Cloudflare says; only behind Cloudflare, since anybody else can write the header. */
  | 'cloudflare';

/** A group that AWS keeps up to date. A rule that is only counted leaves a label on the request. */
interface ManagedGroupStatement<Group extends ManagedGroup = ManagedGroup> {
  readonly kind: 'managed-group';
  readonly group: Group;
  readonly countOnly?: readonly ManagedRule<Group>[];
}

/** Too many requests of one client, all of which the inner statement matches if there is one. */
interface RateStatement {
  readonly kind: 'rate';
  /** Requests that a client may make in five minutes. WAF reacts within some 30 seconds, not at the next request. */
  readonly limit: number;
  readonly client: ClientAddress;
  readonly of?: Nested;
}

/** What a rule of a web ACL asks. Everything that we use of WAF, and nothing that would not be rendered. */
export type Statement =
  | ManagedGroupStatement
  | RateStatement
  | {
      /** ISO 3166 codes, as in `ID`. Client addresses are only roughly where their owners are. */
      readonly kind: 'country';
      readonly anyOf: readonly string[];
      readonly client: ClientAddress;
    }
  | { readonly kind: 'label'; readonly label: string }
  /** Requests whose path starts so, however it is written. */
  | { readonly kind: 'path'; readonly startsWith: string }
  /** Requests whose path has this in it, however it is written. */
  | { readonly kind: 'path'; readonly contains: string }
  | { readonly kind: 'not'; readonly statement: Nested }
  | { readonly kind: 'all' | 'any'; readonly statements: readonly Nested[] };

/** What may stand inside another statement: WAF takes groups and rates at the top only. */
export type Nested = Exclude<Statement, ManagedGroupStatement | RateStatement>;

/** JSON with the names of Terraform's provider. */
export interface RenderedStatement {
  readonly [block: string]: unknown;
}

/** Header in which Cloudflare writes the one address of the visitor; it removes what the visitor wrote there. */
const CLOUDFLARE_CLIENT = 'CF-Connecting-IP';

/**
 * A statement as Terraform wants it.
 *
 * cdktf types statements as `any` and passes them on as they are, so camelCase would compile, synthesize, and fail in
 * `terraform validate` (pitfall P86). The model above cannot be passed by mistake: this function is its only way out.
 */
export function renderStatement(statement: Statement): RenderedStatement {
  return render(statement, 'MATCH');
}

/** What an unreadable client address counts as: whatever gets its request blocked, so a `not` turns it round. */
type Fallback = 'MATCH' | 'NO_MATCH';

function render(statement: Statement, fallback: Fallback): RenderedStatement {
  switch (statement.kind) {
    case 'managed-group':
      return { managed_rule_group_statement: managedGroup(statement) };
    case 'rate':
      return { rate_based_statement: rate(statement, fallback) };
    case 'country':
      return { geo_match_statement: { country_codes: [...statement.anyOf], ...forwarded(statement.client, fallback) } };
    case 'label':
      return { label_match_statement: { scope: 'LABEL', key: statement.label } };
    case 'path':
      return { byte_match_statement: path(statement) };
    case 'not':
      return { not_statement: { statement: [render(statement.statement, opposite(fallback))] } };
    case 'all':
      return { and_statement: { statement: statement.statements.map((one) => render(one, fallback)) } };
    case 'any':
      return { or_statement: { statement: statement.statements.map((one) => render(one, fallback)) } };
  }
}

function managedGroup({ group, countOnly }: ManagedGroupStatement): RenderedStatement {
  return {
    vendor_name: 'AWS',
    name: group,
    rule_action_override: (countOnly ?? []).map((name) => ({ name, action_to_use: { count: {} } })),
  };
}

function rate({ limit, client, of }: RateStatement, fallback: Fallback): RenderedStatement {
  return {
    limit,
    evaluation_window_sec: 300,
    aggregate_key_type: client === 'source' ? 'IP' : 'FORWARDED_IP',
    ...forwarded(client, fallback),
    ...(of === undefined ? {} : { scope_down_statement: render(of, fallback) }),
  };
}

/** WAF skips the rule when there is no such header at all, which cannot happen behind the client certificate. */
function forwarded(client: ClientAddress, fallback: Fallback): RenderedStatement {
  if (client === 'source') return {};
  return { forwarded_ip_config: { header_name: CLOUDFLARE_CLIENT, fallback_behavior: fallback } };
}

/** Otherwise `/%41pi` and `/x/../api` would be no `/api`. */
function path(statement: Extract<Statement, { kind: 'path' }>): RenderedStatement {
  const [positional_constraint, search_string] =
    'startsWith' in statement ? ['STARTS_WITH', statement.startsWith] : ['CONTAINS', statement.contains];
  return {
    field_to_match: { uri_path: {} },
    positional_constraint,
    search_string,
    text_transformation: [
      { priority: 0, type: 'URL_DECODE' },
      { priority: 1, type: 'NORMALIZE_PATH' },
    ],
  };
}

function opposite(fallback: Fallback): Fallback {
  return fallback === 'MATCH' ? 'NO_MATCH' : 'MATCH';
}
