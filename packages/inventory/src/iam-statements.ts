import type { Inventory } from './inventory.ts';
import { asList, asObject, asString } from './json-narrowing.ts';
import type { Json, JsonObject, Resource } from './model.ts';
import { blocksAt, textsAt } from './read-value.ts';

/** A statement of an IAM policy that allows something, from a policy document or from JSON. */
export interface AllowStatement {
  readonly sid: string;
  readonly actions: readonly string[];
  /** Patterns as written; those of expressions are in `targets`. */
  readonly resources: readonly string[];
  /** Resources of ours that it names. */
  readonly targets: readonly Resource[];
  /** Who may, in a policy of a resource: ARNs, services, accounts. Empty in a policy of a role. */
  readonly principals: readonly string[];
}

/**
 * What the policy in an argument of a resource allows.
 *
 * Where the source knows the policy, it is read as JSON; where not, the policy documents that it is made from are read.
 * `NotAction`, `NotResource`, conditions and denials are not weighed: the answer is what may be allowed at most.
 */
export function allowStatements(inventory: Inventory, holder: Resource, argument: string): readonly AllowStatement[] {
  const [text] = textsAt(holder.values, argument);
  const parsed = text === undefined || isExpression(text) ? undefined : parse(text);
  if (parsed !== undefined) return jsonStatements(inventory, holder, argument, parsed);
  return inventory
    .referencesAt(holder, argument)
    .filter(({ mode, type }) => mode === 'data' && type === 'aws_iam_policy_document')
    .flatMap((document) => documentStatements(inventory, document));
}

/** Whether an IAM pattern covers a text; `*` is any text, `?` any one character, and case does not matter. */
export function iamMatches(pattern: string, text: string): boolean {
  if (!/[*?]/.test(pattern)) return pattern.toLowerCase() === text.toLowerCase();
  const escaped = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${escaped}$`, 'i').test(text);
}

function documentStatements(inventory: Inventory, document: Resource): readonly AllowStatement[] {
  const own = blocksAt(document.values, 'statement').flatMap((statement, index) => {
    if ((asString(statement.effect) ?? 'Allow') !== 'Allow') return [];
    return [
      {
        sid: asString(statement.sid) ?? '',
        actions: textsAt(statement, 'actions'),
        resources: textsAt(statement, 'resources'),
        targets: inventory.referencesAt(document, `statement[${index}].resources`),
        principals: blocksAt(statement, 'principals').flatMap((block) => textsAt(block, 'identifiers')),
      },
    ];
  });
  const sources = ['source_policy_documents', 'override_policy_documents'].flatMap((name) =>
    inventory.referencesAt(document, name).filter(({ type }) => type === 'aws_iam_policy_document'),
  );
  return [...own, ...sources.flatMap((source) => documentStatements(inventory, source))];
}

function jsonStatements(
  inventory: Inventory,
  holder: Resource,
  argument: string,
  policy: JsonObject,
): readonly AllowStatement[] {
  const named = inventory.referencesAt(holder, argument);
  return asList(policy.Statement)
    .map(asObject)
    .flatMap((statement) => {
      if (statement.Effect !== 'Allow') return [];
      const resources = texts(statement.Resource);
      return [
        {
          sid: asString(statement.Sid) ?? '',
          actions: texts(statement.Action),
          resources,
          targets: named.filter(({ values }) => typeof values.arn === 'string' && resources.includes(values.arn)),
          principals: texts(statement.Principal).concat(Object.values(asObject(statement.Principal)).flatMap(texts)),
        },
      ];
    });
}

function texts(value: Json | undefined): readonly string[] {
  return asList(value).flatMap((one) => (typeof one === 'string' ? [one] : []));
}

function isExpression(text: string): boolean {
  return text.startsWith('${') && text.endsWith('}');
}

/** A policy as JSON; undefined for any other text. */
function parse(text: string): JsonObject | undefined {
  if (!text.trimStart().startsWith('{')) return undefined;
  try {
    return asObject(JSON.parse(text));
  } catch {
    return undefined;
  }
}
