import type { BlockNesting, BlockSchema } from '../schema/schema.ts';
import type { BlockMessage, SchemaMessage } from './messages.ts';

// Numbers of NestedBlock.NestingMode in the protocol.
const NESTING: { readonly [mode in BlockNesting]: number } = { single: 1, list: 2, set: 3, map: 4 };

/** The message form of a resource's, data source's or provider's schema. */
export function schemaMessage(block: BlockSchema): SchemaMessage {
  return { version: 0, block: blockMessage(block) };
}

function blockMessage(block: BlockSchema): BlockMessage {
  return {
    attributes: block.attributes.map(({ name, type, required, optional, computed, sensitive, writeOnly }) => ({
      name,
      type: Buffer.from(JSON.stringify(type)),
      required: required ?? false,
      optional: optional ?? false,
      computed: computed ?? false,
      sensitive: sensitive ?? false,
      write_only: writeOnly ?? false,
    })),
    block_types: block.blocks.map((nested) => ({
      type_name: nested.name,
      block: blockMessage(nested.block),
      nesting: NESTING[nested.nesting],
      min_items: nested.minItems ?? 0,
      max_items: nested.maxItems ?? 0,
    })),
  };
}
