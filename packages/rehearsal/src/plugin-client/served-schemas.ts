import type { BlockMessage, GetSchemaReply, SchemaMessage } from '../protocol/messages.ts';
import type { BlockNesting, BlockSchema, CtyType } from '../schema/schema.ts';

/** What a real plugin serves: the schema of every type that it knows. */
export interface ServedSchemas {
  readonly provider: BlockSchema;
  readonly resources: ReadonlyMap<string, BlockSchema>;
  readonly dataSources: ReadonlyMap<string, BlockSchema>;
}

const NESTING: readonly BlockNesting[] = ['single', 'single', 'list', 'set', 'map'];

/** The schemas in a reply, in the form in which the stand-ins keep theirs. */
export function blockSchemaOf(reply: GetSchemaReply): ServedSchemas {
  return {
    provider: blockOf(reply.provider.block),
    resources: blocksOf(reply.resource_schemas),
    dataSources: blocksOf(reply.data_source_schemas),
  };
}

function blocksOf(schemas: { readonly [type: string]: SchemaMessage }): ReadonlyMap<string, BlockSchema> {
  return new Map(Object.entries(schemas).map(([type, { block }]) => [type, blockOf(block)]));
}

function blockOf({ attributes, block_types: blocks }: BlockMessage): BlockSchema {
  return {
    attributes: attributes.map(({ name, type, required, optional, computed, sensitive, write_only: writeOnly }) => ({
      name,
      type: JSON.parse(type.toString()) as CtyType,
      required,
      optional,
      computed,
      sensitive,
      writeOnly,
    })),
    blocks: blocks.map(({ type_name: name, block, nesting, min_items: minItems, max_items: maxItems }) => ({
      name,
      nesting: NESTING[nesting] ?? 'list',
      block: blockOf(block),
      minItems,
      maxItems,
    })),
  };
}
