import type { Json, JsonObject, Resource } from '@smile/inventory';
import { isExpression } from '../reading/block.ts';
import type { EstateGraph } from './estate-graph.ts';

/** How long a text is: without its white space, as IAM counts policies, or in bytes. */
export type Measure = (text: string) => number;

export const withoutSpaces: Measure = (text) => text.replace(/\s/g, '').length;
export const inBytes: Measure = (text) => Buffer.byteLength(text);
export const inCharacters: Measure = (text) => text.length;

/**
 * Length of the policy in an argument: of the text, or of the policy document that it names, as Terraform renders it.
 * Expressions inside count nothing, so that what is said of code is the least that it can be; undefined when all is unknown.
 */
export function policyLength(
  graph: EstateGraph,
  resource: Resource,
  argument: string,
  measure: Measure,
): number | undefined {
  const text = resource.values[argument];
  if (typeof text === 'string' && text !== '' && !/^\$\{[^}]*\}$/.test(text)) return measure(known(text));
  const documents = graph.inventory
    .referencesAt(resource, argument)
    .filter(({ type }) => type === 'aws_iam_policy_document');
  if (documents.length === 0) return undefined;
  return documents.reduce((sum, one) => sum + measure(JSON.stringify(rendered(one.values))), 0);
}

/** A text without what Terraform fills in later. */
export function known(text: string): string {
  return isExpression(text) ? text.replace(/(?<!\$)\$\{[^}]*\}/g, '') : text;
}

function rendered(values: JsonObject): Json {
  return {
    Version: '2012-10-17',
    Statement: members(values.statement).map((statement) => ({
      ...(typeof statement.sid === 'string' ? { Sid: statement.sid } : {}),
      Effect: statement.effect ?? 'Allow',
      ...listOf('Action', statement.actions),
      ...listOf('NotAction', statement.not_actions),
      ...listOf('Resource', statement.resources),
      ...listOf('NotResource', statement.not_resources),
      ...principalsOf('Principal', statement.principals),
      ...principalsOf('NotPrincipal', statement.not_principals),
      ...conditionsOf(statement.condition),
    })),
  };
}

function principalsOf(name: string, blocks: Json | undefined): JsonObject {
  const entries = members(blocks).map(({ type, identifiers }) => [String(type), single(identifiers)] as const);
  return entries.length === 0 ? {} : { [name]: Object.fromEntries(entries) };
}

function conditionsOf(blocks: Json | undefined): JsonObject {
  const operators = new Map<string, Record<string, Json>>();
  for (const { test, variable, values } of members(blocks)) {
    const operator = String(test);
    operators.set(operator, { ...operators.get(operator), [String(variable)]: single(values) });
  }
  return operators.size === 0 ? {} : { Condition: Object.fromEntries(operators) };
}

function listOf(name: string, value: Json | undefined): JsonObject {
  const list = [value ?? []].flat();
  return list.length === 0 ? {} : { [name]: single(list) };
}

/** Terraform renders a list of one as the element itself. */
function single(value: Json | undefined): Json {
  const list = [value ?? []].flat().map((item) => (typeof item === 'string' ? known(item) : item));
  return list.length === 1 ? (list[0] ?? '') : list;
}

function members(value: Json | undefined): readonly JsonObject[] {
  return [value ?? []]
    .flat()
    .filter((item): item is JsonObject => typeof item === 'object' && item !== null && !Array.isArray(item));
}
