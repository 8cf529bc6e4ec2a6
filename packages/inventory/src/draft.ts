import type { Json, Output, Resource, Stack } from './model.ts';
import type { Link } from './traversal.ts';

/** A resource as a reader leaves it: its links still point at names. */
export interface ResourceDraft extends Omit<Resource, 'references' | 'stack'> {
  readonly links: readonly Link[];
  /** Arguments that the configuration sets. @default - not told apart from what AWS filled in */
  readonly configured?: ReadonlySet<string>;
}

/** An output as a reader leaves it. */
export interface OutputDraft extends Omit<Output, 'producers' | 'consumers' | 'stack'> {
  readonly links: readonly Link[];
}

/** A stack as a reader leaves it; linking turns drafts into an inventory. */
export interface StackDraft extends Omit<Stack, 'layer' | 'dependencies'> {
  /** Stacks that the source names as dependencies; remote states add to them. */
  readonly declaredDependencies: readonly string[];
  readonly resources: readonly ResourceDraft[];
  readonly outputs: readonly OutputDraft[];
  /** Links of each local value. @default - the source does not show locals, so they cannot be followed */
  readonly locals?: ReadonlyMap<string, readonly Link[]>;
  /** Names of the variables. @default - the source does not show them */
  readonly variables?: ReadonlySet<string>;
  /** Addresses without instance key that the configuration has. @default - not known, so nothing can be missing */
  readonly declared?: ReadonlySet<string>;
  /** Modules by path without instance keys. @default - the source does not show them */
  readonly modules?: ReadonlyMap<string, ModuleScope>;
  /** Where each remote state, by data source name, is kept. */
  readonly remoteStates: ReadonlyMap<string, RemoteState>;
  /** Whether the source holds values where a configuration has expressions, so that identifiers have to lead on. @default false */
  readonly holdsValues?: boolean;
}

/** What goes into a module and comes out of it. */
export interface ModuleScope {
  /** What the caller passes, by variable; relative to the caller. */
  readonly inputs: ReadonlyMap<string, readonly Link[]>;
  /** What the module gives, by output; relative to the module. */
  readonly outputs: ReadonlyMap<string, readonly Link[]>;
  readonly variables: ReadonlySet<string>;
}

/** Backend that a `terraform_remote_state` reads. */
export interface RemoteState {
  readonly backend: string;
  readonly config: Json;
}

/** No protection stated. */
export const NO_LIFECYCLE = { preventDestroy: false, createBeforeDestroy: false, ignoreChanges: [] } as const;
