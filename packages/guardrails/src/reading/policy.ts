import { isFilledIn, isObject, type Json, type JsonObject, type Resource } from '@smile/inventory';
import type { RuleContext } from '../rule.ts';
import { Block } from './block.ts';

/** One statement of a policy, whether written as JSON or as a policy document. */
export interface Statement {
  readonly sid?: string;
  readonly effect: string;
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
  readonly resources: readonly string[];
  readonly notResources: readonly string[];
  readonly principals: readonly { readonly type: string; readonly ids: readonly string[] }[];
  /** Conditions as they are: every one of them has to hold. */
  readonly tests: readonly Test[];
}

/** One condition: the operator, the key, and the values of which one has to match. */
export interface Test {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

/** Argument that holds the policy of each type. */
const POLICY_ARGUMENTS: Readonly<Record<string, string>> = {
  aws_backup_vault_policy: 'policy',
  aws_ecr_repository_policy: 'policy',
  aws_iam_group_policy: 'policy',
  aws_iam_policy: 'policy',
  aws_iam_role_policy: 'policy',
  aws_iam_user_policy: 'policy',
  aws_kms_key: 'policy',
  aws_kms_key_policy: 'policy',
  aws_s3_bucket_policy: 'policy',
  aws_secretsmanager_secret_policy: 'policy',
  aws_sns_topic_policy: 'policy',
  aws_sqs_queue_policy: 'policy',
  aws_vpc_endpoint: 'policy',
  aws_iam_role: 'assume_role_policy',
};

/** Statements of a resource's policy: those of its text, or of the policy documents that it names; undefined when known later. */
export function policyOf(context: RuleContext, resource: Resource): readonly Statement[] | undefined {
  const argument = POLICY_ARGUMENTS[resource.type] ?? 'policy';
  // AWS's own, which lets everything through an endpoint, is nobody's policy.
  if (isFilledIn(resource, argument)) return undefined;
  const text = resource.values[argument];
  const written = typeof text === 'string' ? parsed(text) : undefined;
  if (written !== undefined) return written;
  const documents = documentsOf(context, resource, argument);
  if (documents.some(isKnownLater)) return undefined;
  return documents.length === 0 ? undefined : documents.flatMap((document) => statementsOf(context, document));
}

/** Whether a plan does not know yet what a document says. */
function isKnownLater({ unknown }: Resource): boolean {
  return unknown.some(
    (path) => path === '*' || /^(statement|source_policy_documents|override_policy_documents)\b/.test(path),
  );
}

/** Statements of an `aws_iam_policy_document`, those of its source documents included. */
export function statementsOf(context: RuleContext, document: Resource): readonly Statement[] {
  const sources = ['source_policy_documents', 'override_policy_documents'].flatMap((argument) =>
    documentsOf(context, document, argument).flatMap((source) => statementsOf(context, source)),
  );
  return [...sources, ...Block.of(document).blocks('statement').map(ofBlock)];
}

function documentsOf({ inventory }: RuleContext, resource: Resource, argument: string): readonly Resource[] {
  const found = resource.references
    .filter(({ path }) => path === argument || path.startsWith(`${argument}[`))
    .flatMap(({ stack, address }) => inventory.byAddress(stack, address) ?? []);
  return [...new Set(found)].filter(({ type }) => type === 'aws_iam_policy_document');
}

function ofBlock(block: Block): Statement {
  return {
    sid: block.text('sid'),
    effect: block.text('effect') ?? (block.has('effect') ? '?' : 'Allow'),
    actions: strings(block.list('actions')),
    notActions: strings(block.list('not_actions')),
    resources: strings(block.list('resources')),
    notResources: strings(block.list('not_resources')),
    principals: block.blocks('principals').map((principal) => ({
      type: principal.text('type') ?? '?',
      ids: strings(principal.list('identifiers')),
    })),
    tests: block.blocks('condition').map((condition) => ({
      operator: condition.text('test') ?? '?',
      key: condition.text('variable') ?? unresolvedKey(condition.raw('variable')),
      values: strings(condition.list('values')),
    })),
  };
}

/** A key whose issuer is known once its cluster exists: what comes after it, as the `:sub` of an identity provider, is known before. */
function unresolvedKey(variable: Json | undefined): string {
  const [, end = ''] = /\}(:\w+)$/.exec(String(variable)) ?? [];
  return `?${end}`;
}

/** Statements of a policy's text; undefined for anything that is no JSON, such as an expression. */
function parsed(text: string): readonly Statement[] | undefined {
  try {
    const { Statement: statements = [] } = JSON.parse(text) as { readonly Statement?: Json };
    return [statements].flat().flatMap((one) => (isObject(one as Json) ? [ofJson(one as JsonObject)] : []));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function ofJson(statement: JsonObject): Statement {
  const { Sid, Effect, Action, NotAction, Resource, NotResource, Principal, Condition } = statement;
  const principals = isObject(Principal) ? Object.entries(Principal) : [['AWS', Principal] as const];
  return {
    sid: typeof Sid === 'string' ? Sid : undefined,
    effect: String(Effect),
    actions: strings([Action ?? []].flat()),
    notActions: strings([NotAction ?? []].flat()),
    resources: strings([Resource ?? []].flat()),
    notResources: strings([NotResource ?? []].flat()),
    principals: principals.flatMap(([type, ids]) =>
      ids === undefined ? [] : [{ type, ids: strings([ids].flat() as Json[]) }],
    ),
    tests: isObject(Condition)
      ? Object.entries(Condition).flatMap(([operator, keys]) =>
          isObject(keys)
            ? Object.entries(keys).map(([key, values]) => ({
                operator,
                key,
                values: [values].flat().map(String),
              }))
            : [],
        )
      : [],
  };
}

function strings(values: readonly Json[]): readonly string[] {
  return values.filter((value): value is string => typeof value === 'string');
}
