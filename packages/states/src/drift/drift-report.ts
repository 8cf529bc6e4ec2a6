import type { Action, IgnoredDrift, Json } from '@smile/inventory';
import type { Severity } from './severity-table.ts';

/** One attribute that was changed outside Terraform; its values are redacted. */
export interface DriftedAttribute {
  /** As in `ingress[0].cidr_blocks`; empty where the resource is gone. */
  readonly path: string;
  readonly severity: Severity;
  /** Why it has that severity. */
  readonly because: string;
  readonly before: Json;
  readonly after: Json;
  /** Serial of the state, and moment, at which a check first saw it. @default - there is no history */
  readonly since?: FirstSeen;
}

/** When something was first seen. */
export interface FirstSeen {
  /** @default - the plan came without its state */
  readonly serial?: number;
  /** ISO time. */
  readonly at: string;
}

/** A resource that was changed outside Terraform. */
export interface Drift {
  readonly stack: string;
  readonly address: string;
  readonly type: string;
  /** @default - not known without the code */
  readonly constructPath?: string;
  /** `gone` if it no longer exists. */
  readonly change: 'changed' | 'gone' | 'granted';
  /** The worst of its attributes. */
  readonly severity: Severity;
  readonly attributes: readonly DriftedAttribute[];
}

/** Drift that the code allows for a while. */
export interface IgnoredFinding {
  readonly stack: string;
  readonly address: string;
  readonly path: string;
  readonly rule: IgnoredDrift;
}

/** Code that was not applied yet. */
export interface Pending {
  readonly stack: string;
  /** Address of a resource, or `output.<name>`. */
  readonly address: string;
  readonly constructPath?: string;
  readonly action: Action | 'move' | 'import';
  /** Attributes that differ, without places in lists; empty where everything is made or deleted. */
  readonly attributes: readonly string[];
}

/** A rule of `ignoreDrift` that does nothing any more. */
export interface IdleRule {
  readonly stack: string;
  readonly rule: IgnoredDrift;
  readonly problem: 'expired' | 'unused';
}

/** The two verdicts on one stack. */
export interface StackVerdict {
  readonly stack: string;
  readonly environment?: string;
  /** Why there is no verdict. @default - there is one */
  readonly notJudged?: readonly string[];
  readonly drift: readonly Drift[];
  readonly pending: readonly Pending[];
  readonly ignored: readonly IgnoredFinding[];
  /** How many resources differ only in what a service computes, or what `lifecycle.ignoreChanges` leaves to others. */
  readonly computed: number;
}

/** What a check found. */
export interface DriftReport {
  readonly stacks: readonly StackVerdict[];
  readonly idleRules: readonly IdleRule[];
  /** What nobody looked for, so that "no drift" is not read as more than it is. */
  readonly blind: readonly string[];
  /** Day of the judgement, as an ISO date. */
  readonly on: string;
}

/** How a check ends: what is worst, where what was not judged is worse than what waits. */
export type Verdict = 'clean' | 'pending' | 'not judged' | 'drift';

/** The verdict on everything. */
export function verdictOf({ stacks }: Pick<DriftReport, 'stacks'>): Verdict {
  if (stacks.some(({ drift }) => drift.length > 0)) return 'drift';
  if (stacks.length === 0 || stacks.some(({ notJudged }) => notJudged !== undefined)) return 'not judged';
  return stacks.some(({ pending }) => pending.length > 0) ? 'pending' : 'clean';
}
