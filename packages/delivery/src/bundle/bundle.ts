import type { ActionCounts, PlannedAction } from '../changes/planned-action.ts';

/** Of which form a bundle is; another number is another form. */
export const BUNDLE_FORMAT = 'smile-bundle/1';

/** Hashes of files by path, with `/` between folders. */
export type FileHashes = Readonly<Record<string, string>>;

/** What `bundle.json` holds: everything about the plans of one environment. The digest is made of it. */
export interface Bundle {
  readonly format: typeof BUNDLE_FORMAT;
  /** As in `indonesia/production`. */
  readonly environment: string;
  /** Whether it was planned against stand-ins; such a bundle is never applied to a cloud, nor the reverse. */
  readonly kind: 'real' | 'pretend';
  readonly purpose: 'apply' | 'destroy';
  /** Commit that was planned, and whether the working tree differed from it. */
  readonly commit: string;
  readonly isDirty: boolean;
  /** E-mails of who wrote what is going to be applied, sorted. */
  readonly authors: readonly string[];
  /** AWS account that every backend and provider allows. */
  readonly account: string;
  /** As ISO times, UTC. */
  readonly created: string;
  readonly expires: string;
  readonly terraformVersion: string;
  /** What the rules find and do not fail for; what they did not find when this environment was last applied, and the reverse. */
  readonly guardrails: {
    readonly all: readonly string[];
    readonly added: readonly string[];
    readonly gone: readonly string[];
  };
  /** Every stack of the environment in the code, planned or not. */
  readonly manifest: readonly string[];
  /** Hash of each stack's `stack.json`, by name, in the order in which they are applied. */
  readonly stacks: Readonly<Record<string, string>>;
  /** Hashes of every other file that no stack holds: archives of charts. */
  readonly files: FileHashes;
}

/** What `stacks/<name>/stack.json` holds. */
export interface BundledStack {
  readonly name: string;
  /** Names of the stacks it reads, in the bundle or not. */
  readonly dependencies: readonly string[];
  /**
   * `exact` is applied as it is. `draft` was made before an earlier stack made what this one reads: it shows what is going to happen,
   * and is planned again.
   */
  readonly plan: 'exact' | 'draft';
  /** The state that was planned on. */
  readonly state: StateMark;
  /** Hash of everything that it reads of the states of other stacks. */
  readonly inputs: string;
  /** Version of each provider as the code pins it, by source; the lock file has what was selected. */
  readonly providers: Readonly<Record<string, string>>;
  readonly counts: ActionCounts;
  readonly actions: readonly PlannedAction[];
  /** File and line that makes an address, where it was found, as in `packages/eks/src/cluster.ts:88`. */
  readonly sources: Readonly<Record<string, string>>;
  /** Outputs that change. */
  readonly outputs: readonly string[];
  /** Hashes of the files beside `stack.json`. */
  readonly files: FileHashes;
}

/** What tells one version of a state from all others. */
export interface StateMark {
  /** @default - there is no state yet */
  readonly lineage?: string;
  readonly serial: number;
}

/** Names of what lies in the folder of a bundle. */
export const BUNDLE_FILES = {
  bundle: 'bundle.json',
  /** What `smile review` makes of the rest, so no part of it. */
  summary: 'summary.md',
  charts: 'charts',
  stacks: 'stacks',
  /** Written by applies, so outside of every hash. */
  records: 'records',
} as const;

/** Names of what lies in the folder of a stack. */
export const STACK_FILES = {
  stack: 'stack.json',
  /** Terraform's plan, with secrets in clear. Only of an exact plan. */
  plan: 'tfplan',
  redacted: 'plan.json',
  /** The synthesized stack with its assets, and the lock file of providers. */
  configuration: 'configuration',
} as const;
