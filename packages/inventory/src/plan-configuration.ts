import { collectLinks } from './collect-links.ts';
import type { ModuleScope } from './draft.ts';
import { scanExpression } from './expression.ts';
import { asList, asObject, asString } from './json-narrowing.ts';
import type { Json, JsonObject } from './model.ts';
import { type ProviderSettings, settingsOf } from './provider-settings.ts';
import { extendPath, type Link } from './traversal.ts';

/** The `configuration` part of a plan, which alone holds expressions. */
export interface Configuration {
  /** By address without instance keys, of modules or of the resource. */
  readonly resources: ReadonlyMap<string, ConfiguredResource>;
  /** By path without instance keys; the root is not among them. */
  readonly modules: ReadonlyMap<string, ModuleScope>;
  readonly outputs: ReadonlyMap<string, JsonObject>;
  readonly variables: ReadonlySet<string>;
  readonly providers: ReadonlyMap<string, ProviderSettings>;
}

/** What the configuration says of a resource. */
interface ConfiguredResource {
  readonly provider: string;
  readonly links: readonly Link[];
  /** Arguments that it sets. */
  readonly configured: ReadonlySet<string>;
}

/** Reads expressions and provider blocks; local values are not part of a plan. */
export function readConfiguration(value: Json | undefined): Configuration {
  const { root_module, provider_config } = asObject(value);
  const root = asObject(root_module);
  return {
    resources: new Map(configuredResources(root, '')),
    modules: new Map(moduleScopes(root, '')),
    outputs: new Map(Object.entries(asObject(root.outputs)).map(([name, body]) => [name, asObject(body)])),
    variables: new Set(Object.keys(asObject(root.variables))),
    providers: new Map(
      Object.entries(asObject(provider_config)).map(([key, body]) => [
        key,
        settingsOf(asObject(constants(asObject(body).expressions ?? {}))),
      ]),
    ),
  };
}

function moduleScopes(module: JsonObject, prefix: string): (readonly [string, ModuleScope])[] {
  return Object.entries(asObject(module.module_calls)).flatMap(([name, body]) => {
    const call = asObject(body);
    const called = asObject(call.module);
    const path = `${prefix}module.${name}`;
    const scope: ModuleScope = {
      inputs: linksByName(call.expressions),
      outputs: linksByName(called.outputs, 'expression'),
      variables: new Set(Object.keys(asObject(called.variables))),
    };
    return [[path, scope] as const, ...moduleScopes(called, `${path}.`)];
  });
}

/** Links of each expression of an object, or of a part of it. */
function linksByName(expressions: Json | undefined, part?: string): ReadonlyMap<string, readonly Link[]> {
  return new Map(
    Object.entries(asObject(expressions)).map(([name, body]) => {
      const expression = part === undefined ? body : (asObject(body)[part] ?? {});
      return [name, expressionLinks(expression, '')];
    }),
  );
}

function configuredResources(module: JsonObject, prefix: string): (readonly [string, ConfiguredResource])[] {
  const own = asList(module.resources).map((entry) => {
    const resource = asObject(entry);
    const { expressions, count_expression, for_each_expression, depends_on } = resource;
    const links = [
      ...expressionLinks(expressions ?? {}, ''),
      ...expressionLinks(count_expression ?? {}, 'count'),
      ...expressionLinks(for_each_expression ?? {}, 'for_each'),
      ...asList(depends_on).flatMap((address) => referenceLinks([address], 'depends_on')),
    ];
    const key = asString(resource.provider_config_key) ?? '';
    const provider = key.slice(key.indexOf(':') + 1);
    const configured = new Set(Object.keys(asObject(expressions)));
    return [`${prefix}${asString(resource.address)}`, { provider, links, configured }] as const;
  });
  const calls = Object.entries(asObject(module.module_calls));
  return [
    ...own,
    ...calls.flatMap(([name, call]) =>
      configuredResources(asObject(asObject(call).module), `${prefix}module.${name}.`),
    ),
  ];
}

/** Links of an expression tree: blocks nest as lists or objects, a leaf has `constant_value`, `references` or nothing. */
export function expressionLinks(expression: Json, path: string): readonly Link[] {
  if (Array.isArray(expression)) {
    return expression.flatMap((element: Json, index) => expressionLinks(element, extendPath(path, index)));
  }
  const node = asObject(expression);
  if (!isLeaf(node))
    return Object.entries(node).flatMap(([key, inner]) => expressionLinks(inner, extendPath(path, key)));
  if (node.references === undefined) return [];
  // Terraform shows an argument of a JSON configuration as the text it has there, which keeps paths and functions.
  const written = collectLinks(node.constant_value ?? null, path);
  return written.length > 0 ? written : referenceLinks(asList(node.references), path);
}

/** Links of a reference list; it names each traversal and then all its beginnings, which say nothing more. */
function referenceLinks(references: readonly Json[], path: string): readonly Link[] {
  const texts = references.flatMap((reference) => asString(reference) ?? []);
  const whole = texts.filter((text, index) => !isBeginning(text, texts[index - 1]));
  return whole.flatMap((text) =>
    scanExpression(text).map((traversal) => ({ path, traversal, exact: whole.length === 1 })),
  );
}

function isBeginning(text: string, previous: string | undefined): boolean {
  return previous !== undefined && (previous.startsWith(`${text}.`) || previous.startsWith(`${text}[`));
}

function isLeaf(node: JsonObject): boolean {
  return Object.keys(node).every((key) => key === 'constant_value' || key === 'references');
}

/** The constants of an expression tree as a plain value. */
function constants(expression: Json): Json {
  if (Array.isArray(expression)) return expression.map(constants);
  const node = asObject(expression);
  if (isLeaf(node)) return node.constant_value ?? null;
  return Object.fromEntries(Object.entries(node).map(([key, inner]) => [key, constants(inner)]));
}
