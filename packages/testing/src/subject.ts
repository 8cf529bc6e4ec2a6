import { Inventory, type JsonObject, type Resource } from '@smile/inventory';
import { DefaultTokenResolver, StringConcat, TerraformStack, Token, Tokenization } from 'cdktf';
import type { Kind } from './provider-class.ts';
import { synthesize } from './synthesize.ts';

/** What matchers can be applied to. */
export type Assertable = TerraformStack | Inventory;

/** A resource as an assertion sees it. */
export interface Found {
  /** Address; with the stack before it, as in `network/aws_vpc.Main`, when an inventory is asserted on. */
  readonly address: string;
  /** Body as synthesized, meta-arguments such as `lifecycle` included; the values only, when read from an inventory. */
  readonly body: JsonObject;
  readonly resource: Resource;
}

/** One way to look at a stack and at an inventory. */
export interface Subject {
  readonly inventory: Inventory;
  readonly found: readonly Found[];
  /** Replaces the tokens in an expected value by what they synthesize to. */
  resolve(value: unknown): unknown;
}

/** Synthesizes a stack if needed; anything but a stack or an inventory is refused. */
export function subjectOf(received: unknown): Subject {
  if (received instanceof Inventory) {
    const found = received.resources().map((resource) => {
      return { address: `${resource.stack}/${resource.address}`, body: resource.values, resource };
    });
    return { inventory: received, found, resolve: (value) => value };
  }
  if (!TerraformStack.isStack(received)) {
    throw new TypeError(`expected a TerraformStack or an Inventory, got ${describe(received)}`);
  }
  const { json, inventory } = synthesize(received);
  const found = inventory.resources({ stack: received.node.id }).map((resource) => {
    return { address: resource.address, body: bodyOf(json, resource), resource };
  });
  return { inventory, found, resolve: (value) => resolveTokens(received, value) };
}

/** The resources of one kind. */
export function ofKind(subject: Subject, { mode, type }: Kind): readonly Found[] {
  return subject.found.filter(({ resource }) => resource.mode === mode && resource.type === type);
}

function bodyOf(json: JsonObject, { mode, type, name }: Resource): JsonObject {
  const kinds = json[mode === 'data' ? 'data' : 'resource'] as Record<string, Record<string, JsonObject>> | undefined;
  return kinds?.[type]?.[name] ?? {};
}

/** Walks plain objects and lists only, so that asymmetric matchers stay what they are. */
function resolveTokens(stack: TerraformStack, value: unknown): unknown {
  if (Token.isUnresolved(value)) {
    return Tokenization.resolve(value, {
      scope: stack,
      preparing: false,
      resolver: new DefaultTokenResolver(new StringConcat()),
    });
  }
  if (Array.isArray(value)) return value.map((element) => resolveTokens(stack, element));
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([key, element]) => [key, resolveTokens(stack, element)]));
}

function describe(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  return `an object of class ${value.constructor?.name ?? 'null'}`;
}
