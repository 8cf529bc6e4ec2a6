import type { Problem } from '../protocol/problem.ts';
import type { ObjectValue, Value } from '../protocol/value.ts';

/**
 * How to make a value that the cloud would choose.
 * A text is a template: `{id}` is the attribute `id` of the same resource, `{account}`, `{region}`, `{partition}` come from
 * the provider's configuration, and `{hex17}`, `{HEX32}`, `{digits12}`, `{alnum10}`, `{ALNUM17}`, `{uuid}` are generated, the same on every run.
 * A list or an object holds recipes. A function is for what a template cannot say.
 */
export type Recipe =
  | string
  | number
  | boolean
  | null
  | readonly Recipe[]
  | { readonly [key: string]: Recipe }
  | ((context: RecipeContext) => Value);

/** What a recipe may look at. */
export interface RecipeContext {
  readonly account: string;
  readonly region: string;
  readonly partition: string;
  /** The object before this change; null on create. */
  readonly prior: Value;
  /** A top-level attribute, made first if it is not known yet. */
  readonly attribute: (name: string) => Value;
  /** Whether the configuration or a default gives a top-level attribute a value before anything is made. */
  readonly asked: (name: string) => boolean;
  /** A top-level attribute as text; empty when it is null. */
  readonly text: (name: string) => string;
  /** Makes a template's text. */
  readonly fill: (template: string) => string;
  /** An attribute of the same block; null while it is not known. */
  readonly beside: (name: string) => Value;
}

/** Names that may exist once. Two objects with the same key in the same scope clash. */
export interface UniqueName {
  /** Attributes that make up the key. When the last one is null, there is no key. */
  readonly by: readonly string[];
  readonly scope: 'global' | 'account' | 'region';
  /** Argument that lets the object take the name over, as in `allow_overwrite`. @default - nothing does */
  readonly unless?: string;
  /** Error code of the service, as in `EntityAlreadyExists`. */
  readonly code: string;
  /** Words of the service; `{name}` stands for attribute `name`. */
  readonly message: string;
}

/** Another object that stops the deletion of this one as long as it refers to it. */
interface Holder {
  readonly type: string;
  /** Attribute of the holder that names this object, as in `vpc_id` or `vpc_config.subnet_ids`. */
  readonly attribute: string;
  /** Attribute of the holder that makes it a part of this object, which goes with it. @default - no holder is a part */
  readonly unlessPartBy?: string;
}

/** Looks up the stored objects of a type in the same account and region. */
export type FindSiblings = (type: string) => readonly ObjectValue[];

/** A switch that stops deletion while it has this value. */
interface DeletionLock {
  readonly attribute: string;
  /** Whether this value locks. @default - true does */
  readonly isLocked?: (value: Value, object: ObjectValue) => boolean;
  readonly code: string;
  readonly message: string;
}

/** Things inside an object, put there by the inject API, that stop its deletion. */
interface ContentLock {
  /** Argument that allows deletion all the same, as in `force_destroy`. @default - nothing allows it */
  readonly forcedBy?: string;
  readonly code: string;
  readonly message: string;
}

/** What the stand-ins know of one resource type beyond its schema. Every member is optional: no fact is a safe fact. */
export interface TypeFacts {
  /**
   * Arguments whose change makes a new object, of a type that the real plugin was not asked about: `data/README.md` says how
   * to ask it instead.
   */
  readonly replace?: readonly string[];
  /** Arguments that make a new object while a switch is on, by the switch: the plugin is asked with every switch off. */
  readonly replaceWhile?: { readonly [flag: string]: string };
  /** Arguments that make a new object once a switch was on, by the switch, as `immutable` of a ConfigMap. */
  readonly replaceOnce?: { readonly [flag: string]: readonly string[] };
  /** Arguments whose change makes a new object only by what it was and will be, as less storage of a claim. */
  readonly replaceFor?: (prior: ObjectValue, planned: ObjectValue) => readonly string[];
  /** Arguments that force a new object in most types, but are changed in place here; as with `replace`. */
  readonly updatable?: readonly string[];
  /** Values of optional arguments that the plan already shows when the configuration leaves them out. */
  readonly defaults?: { readonly [path: string]: Recipe };
  /** Values that are known only after apply. A path into a block has dots: `ebs_block_device.volume_id`. */
  readonly values?: { readonly [path: string]: Recipe };
  /** Attributes that change when an argument does; `*` is any argument. */
  readonly recomputed?: { readonly [attribute: string]: readonly string[] };
  readonly unique?: readonly UniqueName[];
  /** Refuses an object for what else exists, or for what it was before. @default - anything is admitted */
  readonly admit?: (object: ObjectValue, siblings: FindSiblings, prior?: ObjectValue) => Problem | undefined;
  /**
   * Whether others may need the object to be there before them. It is made after what Terraform makes at the same time, so that a
   * dependency that nobody wrote is always found missing, and not by luck. @default - it is made at once
   */
  readonly comesLate?: (object: ObjectValue) => boolean;
  /** Refuses a deletion for what else exists. @default - what `heldBy` and the locks say */
  readonly refuseDeletion?: (object: ObjectValue, siblings: FindSiblings) => Problem | undefined;
  /**
   * What the provider waits for after a change and does not get: the object is there all the same, and Terraform marks a new one
   * as tainted. A warning only says so. @default - it waits for nothing
   */
  readonly awaits?: (object: ObjectValue, siblings: FindSiblings) => Problem | undefined;
  /** What to warn of when a change is planned. @default - nothing */
  readonly planWarnings?: (planned: ObjectValue) => readonly Problem[];
  /** What to say of an object that stays at the service when making it failed, while the state knows nothing of it. @default - none stays */
  readonly leftByFailure?: (object: ObjectValue) => Problem | undefined;
  /** What an import calls an object. @default - its id, ARN or name */
  readonly importId?: (object: ObjectValue) => string;
  /**
   * Ids of objects that this one holds without saying so in an argument, as nodes hold the security groups of their
   * interfaces. `before` is what it was and held until now. @default - it holds what others' `heldBy` finds
   */
  readonly attaches?: (
    object: ObjectValue,
    siblings: FindSiblings,
    before?: { readonly value: ObjectValue; readonly attached: readonly string[] },
  ) => readonly string[];
  readonly heldBy?: readonly Holder[];
  /** Argument that allows deletion in spite of holders, as in `force_destroy`. @default - nothing does */
  readonly heldUnless?: string;
  /** Error code for a deletion that a holder stops. @default 'DependencyViolation' */
  readonly heldCode?: string;
  readonly deletionLocks?: readonly DeletionLock[];
  readonly contentLock?: ContentLock;
  /** Why the provider imports none, in its words. @default - it imports */
  readonly importRefused?: string;
  /** Whether destroying the resource leaves the object at the service, where nobody manages it any more. @default false */
  readonly isLeftBehind?: boolean;
}

/** Facts of many resource types, by type. */
export type FactsTable = { readonly [type: string]: TypeFacts };
