/** Any value of a JSON document. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;

/** An object of a JSON document. */
export interface JsonObject {
  readonly [key: string]: Json;
}

/** What an inventory was read from. */
export type Source = 'synth' | 'plan' | 'state';

/** A resource is managed by Terraform, or only read by it. */
export type Mode = 'managed' | 'data';

/** What a plan does to a resource. `replace` covers both orders, see {@link Change.createBeforeDestroy}. */
export type Action = 'no-op' | 'create' | 'read' | 'update' | 'replace' | 'delete' | 'forget';

/** Where a reference ends: one resource, and what of it is read. */
export interface Target {
  readonly stack: string;
  readonly address: string;
  /** Attribute path as in `arn` or `endpoint[0].address`; empty when the whole resource is meant. */
  readonly attribute: string;
}

/** An edge from one resource to another. */
export interface Reference extends Target {
  /** Attribute path it is written at, as in `ingress[0].security_groups[1]`, or `depends_on`; `dependencies` in a state. */
  readonly path: string;
  /** The traversal as written, as in `aws_vpc.Main.id` or `local.subnet`. */
  readonly expression: string;
  /** What the value passes through on its way, nearest first, as in `local.subnet` or `output network.VpcId`. */
  readonly via: readonly string[];
}

/** Terraform's `lifecycle` block; only synthesized JSON states it. */
export interface Lifecycle {
  readonly preventDestroy: boolean;
  readonly createBeforeDestroy: boolean;
  /** Attribute paths as written, or `all`. */
  readonly ignoreChanges: readonly string[];
}

/** What a plan does to one resource, and why. */
export interface Change {
  readonly action: Action;
  /** Whether a replacement makes the new object first. */
  readonly createBeforeDestroy: boolean;
  /** Attribute paths that force the replacement. */
  readonly replacePaths: readonly string[];
  /** Arguments and attributes that an update in place changes, by their first name, those known after apply included; otherwise none. */
  readonly updated: readonly string[];
  /** Terraform's own reason, as in `replace_because_tainted`. @default - Terraform gives none */
  readonly reason?: string;
  /** Address before a `moved` block. @default - the address is unchanged */
  readonly previousAddress?: string;
  /** Id of an existing object that it takes into the state. @default - nothing is imported */
  readonly importing?: string;
}

/** What a plan says of itself and of what it does not change. */
export interface PlanFacts {
  /** Whether planning ended with errors, so that the plan shows a part. */
  readonly errored: boolean;
  /** Whether another plan is not needed after its apply: nothing was deferred or left out by `-target`. */
  readonly complete: boolean;
  /** What was changed outside Terraform since the last apply. */
  readonly drift: readonly { readonly address: string; readonly action: Action }[];
  /** What Terraform puts off to a later plan, and why, as in `resource_config_unknown`. */
  readonly deferred: readonly { readonly address: string; readonly reason: string }[];
  /** Outputs that change, those that go included. */
  readonly outputs: readonly { readonly name: string; readonly action: Action }[];
}

/** A rule that a resource may break for a while, as its construct says in synthesized JSON. */
export interface Waiver {
  /** Id of the rule, as in `CKV_AWS_157`. */
  readonly rule: string;
  readonly reason: string;
  /** Who answers for it. */
  readonly owner: string;
  /** Last day on which it holds, as an ISO date. */
  readonly expires: string;
  /** Path of the construct that it was written on; it holds for every resource below. */
  readonly at: string;
}

/** An attribute that may differ from the code for a while, as a construct says in synthesized JSON. */
export interface IgnoredDrift extends Omit<Waiver, 'rule'> {
  /** Pattern of attribute paths, as in `scaling_config[0].desired_size` or `tags.*`. */
  readonly attribute: string;
}

/** A resource as one of the three sources shows it. */
export interface Resource {
  /** Address inside its stack, with instance key if it has one, as in `aws_subnet.Private["az1"]`. */
  readonly address: string;
  readonly stack: string;
  readonly mode: Mode;
  readonly type: string;
  readonly name: string;
  /** Module it is in, as in `module.a.module.b`. @default - the root module */
  readonly module?: string;
  /** Instance key of `count` or `for_each`. @default - none */
  readonly index?: string | number;
  /** Local provider name with alias, as in `aws` or `aws.us`; a plan and a state are written the same way. */
  readonly provider: string;
  /** Path of the construct that made it. @default - known from synthesized JSON only */
  readonly constructPath?: string;
  /** Arguments as written (synth), or attributes (plan, state; for a deletion, those before it). */
  readonly values: JsonObject;
  readonly references: readonly Reference[];
  /** Protections; known from synthesized JSON only, otherwise all off. */
  readonly lifecycle: Lifecycle;
  /** Rules that it may break; known from synthesized JSON only. */
  readonly waivers: readonly Waiver[];
  /** Tags of the resource itself; empty when they are one whole expression. */
  readonly tags: Readonly<Record<string, string>>;
  /** Own tags over the provider's default tags. Synthesized JSON does not tell whether a type can be tagged, so default tags show on each. */
  readonly tagsAll: Readonly<Record<string, string>>;
  /** `<country>/<stage>`, from the state key or else the default tags. @default - not derivable */
  readonly environment?: string;
  /** Account id that the provider is held to. @default - not derivable */
  readonly account?: string;
  /** Region of the resource, or else of its provider. @default - not derivable */
  readonly region?: string;
  /** What a plan does to it. @default - not read from a plan */
  readonly change?: Change;
  /** Attribute paths known only after apply; empty unless read from a plan. */
  readonly unknown: readonly string[];
  /** Names of the arguments that the code writes. @default - not known: a plan or a state without the code */
  readonly written?: readonly string[];
  /** Attribute paths that Terraform holds as sensitive; empty when synthesized. */
  readonly sensitive: readonly string[];
  /** Whether the next apply replaces it because its creation failed half-way. */
  readonly tainted: boolean;
  /** Keys of superseded objects that still wait for deletion. */
  readonly deposed: readonly string[];
}

/** Room of a node group, and how much of it is asked for. */
export interface GroupRoom {
  readonly group: string;
  readonly instanceType: string;
  /** `pooled` groups have lost what they must survive; of `single` and `local-disk` groups the loss was accepted. */
  readonly kind: string;
  /** Nodes that are left at the start. */
  readonly remainingNodes: number;
  readonly asked: RoomAmount;
  readonly given: RoomAmount;
  /** With every workload scaled up, and the group at its largest. */
  readonly askedAtMost: RoomAmount;
  readonly givenAtMost: RoomAmount;
}

/** What pods ask for, or nodes give. */
export interface RoomAmount {
  /** Thousandths of a CPU. */
  readonly cpuMillis: number;
  readonly memoryMebibytes: number;
  readonly pods: number;
}

/** One stack: one Terraform configuration with one state. */
export interface Stack {
  readonly name: string;
  /** Names of the stacks it needs, sorted. */
  readonly dependencies: readonly string[];
  /** 0 when it needs no other stack, else one more than the highest layer that it needs. */
  readonly layer: number;
  /** Path of the stack construct. @default - known from synthesized JSON only */
  readonly constructPath?: string;
  /** Directory of its `cdk.tf.json`. @default - read from memory, a plan or a state */
  readonly directory?: string;
  /** See {@link Resource.environment}. @default - not derivable */
  readonly environment?: string;
  /**
   * Which of its environment's stacks it is, as in `network`: from its metadata, or else its state key or the tag `stack`. Never
   * from its name, whose parts hold hyphens, too. @default - not derivable
   */
  readonly kind?: string;
  /**
   * What AWS granted the account, by quota, from its metadata; empty for AWS's defaults.
   * @default - known from synthesized JSON only
   */
  readonly quotas?: Readonly<Record<string, number>>;
  /**
   * What its environment assumes about what is billed by use, by name, from its metadata.
   * @default - known from the synthesized JSON of one stack of an environment only, where it assumes anything
   */
  readonly usage?: Readonly<Record<string, number>>;
  /** How full the node groups of its cluster are, from its metadata. @default - known from synthesized JSON only, of stacks that fill a cluster */
  readonly capacity?: readonly GroupRoom[];
  /** Backend with its settings. @default - known from synthesized JSON only */
  readonly backend?: { readonly type: string; readonly config: JsonObject };
  /** Version that wrote the plan or state. @default - synthesized */
  readonly terraformVersion?: string;
  /** Serial of the state. @default - known from a raw state only */
  readonly serial?: number;
  /** Lineage of the state. @default - known from a raw state only */
  readonly lineage?: string;
  /** What its plan says of itself. @default - not read from a plan */
  readonly plan?: PlanFacts;
  /** Rules that constructs of it may break; known from synthesized JSON only. */
  readonly waivers: readonly Waiver[];
  /** Attributes that may drift. @default - known from synthesized JSON only */
  readonly ignoredDrift?: readonly IgnoredDrift[];
  /** Old and new address of each `moved` block. */
  readonly moved: readonly { readonly from: string; readonly to: string }[];
  /** Provider blocks as written, by local name with alias. @default - known from synthesized JSON only */
  readonly providers?: Readonly<Record<string, JsonObject>>;
  /** Locals and variables as written, by `local.<name>` and `var.<name>`. @default - known from synthesized JSON only */
  readonly constants?: JsonObject;
  /** Provider sources and versions by local name, from `required_providers`. */
  readonly requiredProviders: Readonly<Record<string, { readonly source?: string; readonly version?: string }>>;
}

/** An output, the resources it is made from, and who reads it in other stacks. */
export interface Output {
  readonly stack: string;
  readonly name: string;
  /** Value or expression. @default - not known before apply */
  readonly value?: Json;
  /** Text for people. @default - none */
  readonly description?: string;
  readonly sensitive: boolean;
  readonly producers: readonly Target[];
  readonly consumers: readonly { readonly stack: string; readonly address: string; readonly path: string }[];
}

/** Something wrong in what was read, at a known place; found while linking, never thrown. */
export interface Problem {
  readonly stack: string;
  /** Resource address, or `output.<name>`, or `local.<name>`. */
  readonly address: string;
  /** Attribute path inside it. */
  readonly path: string;
  readonly message: string;
}
