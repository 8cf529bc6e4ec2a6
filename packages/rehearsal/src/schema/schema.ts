/** A Terraform type in the JSON form that the plugin protocol uses, as in `["map","string"]`. */
export type CtyType =
  | 'string'
  | 'number'
  | 'bool'
  | 'dynamic'
  | readonly ['list' | 'set' | 'map', CtyType]
  | readonly ['object', { readonly [attribute: string]: CtyType }]
  | readonly ['tuple', readonly CtyType[]];

/** One argument or attribute. Exactly one of `required`, `optional`, `computed` is set, or the last two together. */
export interface AttributeSchema {
  readonly name: string;
  readonly type: CtyType;
  readonly required?: boolean;
  readonly optional?: boolean;
  readonly computed?: boolean;
  readonly sensitive?: boolean;
  readonly writeOnly?: boolean;
}

/** How often a nested block may occur: `single` once, `list` and `set` any number of times, `map` once per label. */
export type BlockNesting = 'single' | 'list' | 'set' | 'map';

export interface NestedBlockSchema {
  readonly name: string;
  readonly nesting: BlockNesting;
  readonly block: BlockSchema;
  /** Fewest blocks that must be written. @default 0 */
  readonly minItems?: number;
  /** Most blocks that may be written; 0 means no limit. @default 0 */
  readonly maxItems?: number;
}

export interface BlockSchema {
  readonly attributes: readonly AttributeSchema[];
  readonly blocks: readonly NestedBlockSchema[];
}

/** What one stand-in provider serves: its own configuration block, and the types that a configuration uses. */
export interface ProviderSchema {
  /** Name in `required_providers`, as in `aws`. */
  readonly name: string;
  /** Source address without host, as in `hashicorp/aws`. */
  readonly source: string;
  /** Version of the real provider that the bindings were generated from, as in `6.25.0`. */
  readonly version: string;
  readonly provider: BlockSchema;
  readonly resources: ReadonlyMap<string, BlockSchema>;
  readonly dataSources: ReadonlyMap<string, BlockSchema>;
}
