import { asList, asObject, type Json, type JsonObject } from '@smile/inventory';
import type { PathStep } from './differences.ts';

/** What the configuration part of a plan says of its resources and provider blocks. */
export class PlanConfiguration {
  /** Expressions by address without instance keys. */
  private readonly expressions = new Map<string, JsonObject>();
  private readonly providerKeys = new Map<string, string>();
  private readonly providers: JsonObject;

  constructor(configuration: Json | undefined) {
    const { root_module, provider_config } = asObject(configuration);
    this.providers = asObject(provider_config);
    this.read(asObject(root_module), '');
  }

  /** Whether the code has the resource at all. */
  has(address: string): boolean {
    return this.expressions.has(withoutKeys(address));
  }

  /**
   * Whether the code sets an attribute: in the resource, or for tags in the `default_tags` of its provider.
   *
   * In a list of blocks one that sets it speaks for all, since the order of a set in a plan is not that of the code, and a block
   * more or less is a change of what the code sets.
   */
  sets(address: string, steps: readonly PathStep[]): boolean {
    const expressions = this.expressions.get(withoutKeys(address));
    if (expressions === undefined) return false;
    const [first, ...rest] = steps;
    if (first === 'tags' || first === 'tags_all') {
      return isSet(expressions.tags, rest) || isSet(expressions.tags_all, rest) || this.hasDefaultTags(address);
    }
    return isSet(expressions, steps);
  }

  private hasDefaultTags(address: string): boolean {
    const key = this.providerKeys.get(withoutKeys(address)) ?? '';
    return asObject(asObject(this.providers[key]).expressions).default_tags !== undefined;
  }

  private read(module: JsonObject, prefix: string): void {
    for (const entry of asList(module.resources)) {
      const { address, expressions, provider_config_key } = asObject(entry);
      this.expressions.set(`${prefix}${String(address)}`, asObject(expressions));
      this.providerKeys.set(`${prefix}${String(address)}`, String(provider_config_key));
    }
    for (const [name, call] of Object.entries(asObject(module.module_calls))) {
      this.read(asObject(asObject(call).module), `${prefix}module.${name}.`);
    }
  }
}

/** Address as the configuration has it, without the keys of `count` and `for_each`. */
export function withoutKeys(address: string): string {
  return address.replace(/\[(?:\d+|"(?:[^"\\]|\\.)*")\]/g, '');
}

function isSet(expression: Json | undefined, steps: readonly PathStep[]): boolean {
  if (expression === undefined) return false;
  const [step, ...rest] = steps;
  if (Array.isArray(expression)) {
    const inner = typeof step === 'number' ? rest : steps;
    return expression.length > 0 && (inner.length === 0 || expression.some((one: Json) => isSet(one, inner)));
  }
  const node = asObject(expression);
  // Terraform shows an expression as its constant, or as what it refers to; one without either, such as a call, as nothing.
  if (Object.keys(node).every((name) => name === 'constant_value' || name === 'references')) {
    return node.constant_value !== null;
  }
  if (step === undefined) return true;
  return typeof step === 'number' ? isSet(expression, rest) : isSet(node[step], rest);
}
