import type { JsonObject } from '@smile/inventory';
import type { Change } from './operators.ts';

/** A whole expression that names one attribute of one resource. */
const RESOURCE = /^\$\{(data\.)?([a-z][a-z0-9_]*)\.([\w-]+)\.([^}]+)\}$/;

/** A whole expression that names an output of another stack, whose name cdktf makes of type, construct and attribute. */
const OUTPUT = /^\$\{data\.terraform_remote_state\.([\w-]+)\.outputs\.cross-stack-output-([a-z0-9_]+)[A-Z][\w-]*?\}$/;
const OUTPUTS = /\$\{data\.terraform_remote_state\.[\w-]+\.outputs\.[\w-]+\}/g;
const ATTRIBUTE = /(?:arn_suffix|zone_id|dns_name|fqdn|endpoint|bucket|name|arn|id)\}$/;

/** Wrong ends that a reference may have by a slip: another resource of the same type, with the same attribute. */
export function swapsOf(expression: string, body: JsonObject): readonly Change[] {
  const other = anotherResource(expression, body) ?? anotherOutput(expression, body);
  return other === undefined ? [] : [{ operator: 'another of its type', value: other }];
}

function anotherResource(expression: string, body: JsonObject): string | undefined {
  const [, data = '', type = '', name = '', attribute = ''] = RESOURCE.exec(expression) ?? [];
  if (type === '' || type === 'terraform_remote_state') return undefined;
  const section = (data === '' ? body.resource : body.data) as Readonly<Record<string, JsonObject>> | undefined;
  const other = nextOf(Object.keys(section?.[type] ?? {}), name);
  return other === undefined ? undefined : `\${${data}${type}.${other}.${attribute}}`;
}

function anotherOutput(expression: string, body: JsonObject): string | undefined {
  const kind = outputKind(expression);
  if (kind === undefined) return undefined;
  const alike = outputsIn(body).filter((one) => outputKind(one) === kind);
  return nextOf(alike, expression);
}

/** State, type and attribute of an output: what two of them must share to be taken for each other. */
function outputKind(expression: string): string | undefined {
  const [, state, type] = OUTPUT.exec(expression) ?? [];
  const [attribute] = ATTRIBUTE.exec(expression) ?? [];
  return state === undefined || attribute === undefined ? undefined : `${state} ${type} ${attribute}`;
}

const remembered = new WeakMap<JsonObject, readonly string[]>();

function outputsIn(body: JsonObject): readonly string[] {
  const known = remembered.get(body) ?? [...new Set(JSON.stringify(body).match(OUTPUTS))].sort();
  remembered.set(body, known);
  return known;
}

/** The one after it in a circle; undefined when it is alone. */
function nextOf(names: readonly string[], name: string): string | undefined {
  return names.length < 2 ? undefined : names[(names.indexOf(name) + 1) % names.length];
}
