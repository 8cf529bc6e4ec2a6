import { type ReplacementRule, replacementRules } from '../replacement/replacement-rules.ts';
import type { AttributeSchema, BlockSchema } from '../schema/schema.ts';
import type { TypeFacts } from '../values/facts.ts';

/** A resource type, prepared once: its schema, as served, and what is known of it beyond the schema. */
export interface ResourceKind {
  readonly type: string;
  readonly block: BlockSchema;
  readonly facts: TypeFacts;
  /** What makes a new object. */
  readonly replace: readonly ReplacementRule[];
  /** Whether the type carries the provider's default tags. */
  readonly hasAllTags: boolean;
}

/** Prepares a resource type. */
export function resourceKind(type: string, schema: BlockSchema, facts: TypeFacts): ResourceKind {
  const settable = new Set(schema.attributes.filter(isSettable).map(({ name }) => name));
  return {
    type,
    block: servedBlock(schema, new Set([...Object.keys(facts.defaults ?? {}), ...Object.keys(facts.values ?? {})])),
    facts,
    replace: replacementRules(type, facts, settable),
    hasAllTags: schema.attributes.some(({ name }) => name === 'tags_all'),
  };
}

/**
 * The block with every optional attribute that the stand-in fills in marked as computed.
 * The real provider fills such defaults in under the lenient rules of its old SDK. Ours keep to the strict rules,
 * where only a computed attribute may hold what the configuration does not say.
 */
function servedBlock(block: BlockSchema, filledIn: ReadonlySet<string>, prefix = ''): BlockSchema {
  return {
    attributes: block.attributes.map((attribute) =>
      attribute.optional === true && filledIn.has(`${prefix}${attribute.name}`)
        ? { ...attribute, computed: true }
        : attribute,
    ),
    blocks: block.blocks.map((nested) => ({
      ...nested,
      block: servedBlock(nested.block, filledIn, `${prefix}${nested.name}.`),
    })),
  };
}

function isSettable({ required, optional }: AttributeSchema): boolean {
  return required === true || optional === true;
}
