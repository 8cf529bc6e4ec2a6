/** A value on the wire: MessagePack, or JSON as in a state file. */
export interface DynamicValue {
  readonly msgpack?: Buffer;
  readonly json?: Buffer;
}

/** One step of an attribute path. Exactly one member is set. */
export type PathStepMessage =
  | { readonly attribute_name: string }
  | { readonly element_key_string: string }
  | { readonly element_key_int: number };

export interface AttributePathMessage {
  readonly steps: readonly PathStepMessage[];
}

/** 1 is an error, 2 a warning. */
type SeverityNumber = 1 | 2;

export interface DiagnosticMessage {
  readonly severity: SeverityNumber;
  readonly summary: string;
  readonly detail?: string;
  readonly attribute?: AttributePathMessage;
}

interface AttributeMessage {
  readonly name: string;
  readonly type: Buffer;
  readonly required?: boolean;
  readonly optional?: boolean;
  readonly computed?: boolean;
  readonly sensitive?: boolean;
  readonly write_only?: boolean;
}

interface NestedBlockMessage {
  readonly type_name: string;
  readonly block: BlockMessage;
  readonly nesting: number;
  readonly min_items: number;
  readonly max_items: number;
}

export interface BlockMessage {
  readonly attributes: readonly AttributeMessage[];
  readonly block_types: readonly NestedBlockMessage[];
}

export interface SchemaMessage {
  readonly version: number;
  readonly block: BlockMessage;
}

export interface GetSchemaReply {
  readonly provider: SchemaMessage;
  readonly resource_schemas: { readonly [type: string]: SchemaMessage };
  readonly data_source_schemas: { readonly [type: string]: SchemaMessage };
  readonly server_capabilities: { readonly plan_destroy: boolean; readonly get_provider_schema_optional: boolean };
}

export interface DiagnosticsReply {
  readonly diagnostics?: readonly DiagnosticMessage[];
}

export interface ConfigRequest {
  readonly config: DynamicValue | null;
}

export interface TypeConfigRequest {
  readonly type_name: string;
  readonly config: DynamicValue | null;
}

export interface UpgradeRequest {
  readonly type_name: string;
  readonly version: number;
  readonly raw_state: { readonly json: Buffer } | null;
}

export interface UpgradeReply extends DiagnosticsReply {
  readonly upgraded_state?: DynamicValue;
}

export interface ReadRequest {
  readonly type_name: string;
  readonly current_state: DynamicValue | null;
  readonly private: Buffer;
}

export interface ReadReply extends DiagnosticsReply {
  readonly new_state?: DynamicValue;
  readonly private?: Buffer;
}

export interface PlanRequest {
  readonly type_name: string;
  readonly prior_state: DynamicValue | null;
  readonly proposed_new_state: DynamicValue | null;
  readonly config: DynamicValue | null;
  readonly prior_private: Buffer;
}

export interface PlanReply extends DiagnosticsReply {
  readonly planned_state?: DynamicValue;
  readonly requires_replace?: readonly AttributePathMessage[];
  readonly planned_private?: Buffer;
}

export interface ApplyRequest {
  readonly type_name: string;
  readonly prior_state: DynamicValue | null;
  readonly planned_state: DynamicValue | null;
  readonly config: DynamicValue | null;
  readonly planned_private: Buffer;
}

export interface ApplyReply extends DiagnosticsReply {
  readonly new_state?: DynamicValue;
  readonly private?: Buffer;
}

export interface ImportRequest {
  readonly type_name: string;
  readonly id: string;
}

export interface ImportReply extends DiagnosticsReply {
  readonly imported_resources?: readonly {
    readonly type_name: string;
    readonly state: DynamicValue;
    readonly private: Buffer;
  }[];
}

export interface ReadDataReply extends DiagnosticsReply {
  readonly state?: DynamicValue;
}
