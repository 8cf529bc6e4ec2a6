import type { Inventory } from '../inventory.ts';
import { asList, asObject, asString } from '../json-narrowing.ts';
import type { Json, JsonObject, Resource } from '../model.ts';
import { oncePerArguments } from '../once-per.ts';

/**
 * The values of a release as an object, later texts over earlier ones as Helm merges them.
 *
 * @returns undefined where a text is not known yet, or is no JSON.
 */
export function helmValues(inventory: Inventory, release: Resource): JsonObject | undefined {
  // Synthesized JSON has the texts in Terraform's template language.
  return (inventory.source === 'synth' ? fromTemplates : fromTexts)(release);
}

const fromTemplates = oncePerArguments((release) => read(release, true));
const fromTexts = oncePerArguments((release) => read(release, false));

function read({ values }: Pick<Resource, 'values'>, isTemplate: boolean): JsonObject | undefined {
  let merged: JsonObject = {};
  for (const text of asList(values.values)) {
    const parsed = parse(asString(text), isTemplate);
    if (parsed === undefined) return undefined;
    merged = merge(merged, parsed);
  }
  return merged;
}

/** Objects are merged key by key, lists are replaced, `null` takes a key away. */
function merge(under: JsonObject, over: JsonObject): JsonObject {
  const merged: Record<string, Json> = { ...under };
  for (const [key, value] of Object.entries(over)) {
    const below = merged[key];
    if (value === null) delete merged[key];
    else merged[key] = isPlain(below) && isPlain(value) ? merge(below, value) : value;
  }
  return merged;
}

function parse(text: string | undefined, isTemplate: boolean): JsonObject | undefined {
  if (text === undefined) return undefined;
  const { json, expressions } = isTemplate ? withoutExpressions(text) : { json: text, expressions: [] };
  try {
    const value: Json = JSON.parse(json);
    return isPlain(value) ? asObject(isTemplate ? revived(value, expressions) : value) : undefined;
  } catch {
    return undefined;
  }
}

/** Stands for an expression while JSON is read; it occurs in no text that a person writes. */
const MARK = '\u{E000}';

/**
 * A text in which every expression is a mark. What stands in an expression may hold quotes, which would end a JSON text; an
 * expression outside of a text, as for a number, becomes a text.
 */
function withoutExpressions(text: string): { readonly json: string; readonly expressions: readonly string[] } {
  const expressions: string[] = [];
  let json = '';
  let isInText = false;
  for (let position = 0; position < text.length; ) {
    const isEscape = text.startsWith('$${', position) || text.startsWith('%%{', position);
    if (!isEscape && (text.startsWith('${', position) || text.startsWith('%{', position))) {
      const end = endOfExpression(text, position + 2);
      const mark = `${MARK}${expressions.push(text.slice(position, end)) - 1}${MARK}`;
      json += isInText ? mark : JSON.stringify(mark);
      position = end;
      continue;
    }
    const length = isEscape ? 3 : text[position] === '\\' ? 2 : 1;
    if (text[position] === '"') isInText = !isInText;
    json += text.slice(position, position + length);
    position += length;
  }
  return { json, expressions };
}

/** Where the expression ends that begins at a position: after its brace, quotes and inner braces left aside. */
function endOfExpression(text: string, start: number): number {
  let depth = 1;
  let isQuoted = false;
  for (let position = start; position < text.length; position += 1) {
    const character = text[position];
    if (isQuoted && character === '\\') position += 1;
    else if (character === '"') isQuoted = !isQuoted;
    else if (!isQuoted && character === '{') depth += 1;
    else if (!isQuoted && character === '}') {
      depth -= 1;
      if (depth === 0) return position + 1;
    }
  }
  return text.length;
}

const MARKED = new RegExp(`${MARK}(\\d+)${MARK}`, 'gu');

function revived(value: Json, expressions: readonly string[]): Json {
  if (typeof value === 'string') {
    return plainText(value).replace(MARKED, (_, index: string) => expressions[Number(index)] ?? '');
  }
  if (Array.isArray(value)) return value.map((one: Json) => revived(one, expressions));
  if (!isPlain(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [String(revived(key, expressions)), revived(inner, expressions)]),
  );
}

/** A text of Terraform's template language as it comes out, expressions left as they are. */
export function plainText(text: string): string {
  return text.replaceAll('$${', '${').replaceAll('%%{', '%{');
}

function isPlain(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
