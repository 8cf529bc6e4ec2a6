import type { JsonObject } from '@smile/inventory';

/** A Terraform type in JSON: a name such as `string`, or a pair such as `["list", …]`. */
export type KnownType = string | readonly [string, KnownType | Readonly<Record<string, KnownType>>];

/** An argument or attribute, as `terraform providers schema -json` prints it. */
export interface KnownAttribute {
  readonly type?: KnownType;
  /** Arguments of an argument that is an object itself (protocol 6). @default - it has a type */
  readonly nested_type?: { readonly attributes?: Readonly<Record<string, KnownAttribute>> };
}

/** What may stand in a block, as `terraform providers schema -json` prints it. */
export interface KnownBlock {
  readonly attributes?: Readonly<Record<string, KnownAttribute>>;
  readonly block_types?: Readonly<Record<string, { readonly block: KnownBlock }>>;
}

/** Everything that one version of a provider knows. */
export interface KnownProvider {
  readonly provider: KnownBlock;
  readonly resources: Readonly<Record<string, KnownBlock>>;
  readonly dataSources: Readonly<Record<string, KnownBlock>>;
}

interface PrintedSchemas {
  readonly [type: string]: { readonly block: KnownBlock };
}

/**
 * Reads one provider's part of what `terraform providers schema -json` prints.
 *
 * @param printed the parsed output.
 * @param source address with host, as in `registry.terraform.io/hashicorp/aws`.
 */
export function readKnownProvider(printed: JsonObject, source: string): KnownProvider | undefined {
  const all = printed.provider_schemas as JsonObject | undefined;
  const found = all?.[source] as unknown as
    | {
        readonly provider?: { readonly block: KnownBlock };
        readonly resource_schemas?: PrintedSchemas;
        readonly data_source_schemas?: PrintedSchemas;
      }
    | undefined;
  if (found === undefined) return undefined;
  return {
    provider: found.provider?.block ?? {},
    resources: blocksOf(found.resource_schemas),
    dataSources: blocksOf(found.data_source_schemas),
  };
}

function blocksOf(schemas: PrintedSchemas | undefined): Readonly<Record<string, KnownBlock>> {
  return Object.fromEntries(Object.entries(schemas ?? {}).map(([type, { block }]) => [type, block]));
}
