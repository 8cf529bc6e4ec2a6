import { asList, asObject } from '@smile/inventory';
import type { Bundle } from '../bundle/bundle.ts';
import type { ReadBundle, ReadStack } from '../bundle/read-bundle.ts';
import type { ActionCounts } from '../changes/planned-action.ts';
import { type ResourceChange, resourceChanges } from './resource-change.ts';

/** What reviewers read of a bundle; the same facts for every form of it. */
export interface BundleSummary extends Omit<Bundle, 'format' | 'manifest' | 'stacks' | 'files'> {
  readonly digest: string;
  readonly stacks: readonly StackSummary[];
  /** Changes of all stacks, those that may hurt first. */
  readonly changes: readonly ResourceChange[];
}

/** One stack in a summary. */
export interface StackSummary {
  readonly name: string;
  readonly plan: 'exact' | 'draft';
  readonly counts: ActionCounts;
  /** Names of outputs that change. */
  readonly outputs: readonly string[];
  /** How many addresses were changed outside of Terraform. */
  readonly drift: number;
  /** How many addresses Terraform puts off to a later plan. */
  readonly deferred: number;
}

/** Facts of a bundle for reviewers. */
export function summarize({ bundle, digest, stacks }: ReadBundle): BundleSummary {
  const { environment, kind, purpose, commit, isDirty, authors, account, created, expires, terraformVersion } = bundle;
  return {
    digest,
    environment,
    kind,
    purpose,
    commit,
    isDirty,
    authors,
    account,
    created,
    expires,
    terraformVersion,
    guardrails: bundle.guardrails,
    stacks: stacks.map(summarizeStack),
    changes: stacks.flatMap(resourceChanges).sort((one, other) => danger(other) - danger(one)),
  };
}

/** Facts of one stack for reviewers. */
export function summarizeStack({ stack, plan }: ReadStack): StackSummary {
  const drift = asList(plan.resource_drift).filter((entry) => asObject(asObject(entry).change).actions !== undefined);
  return {
    name: stack.name,
    plan: stack.plan,
    counts: stack.counts,
    outputs: stack.outputs,
    drift: drift.length,
    deferred: asList(plan.deferred_changes).length,
  };
}

/** Whether nothing of a stack changes. */
export function isUnchanged({ counts, outputs }: Pick<StackSummary, 'counts' | 'outputs'>): boolean {
  return outputs.length === 0 && Object.values(counts).every((count) => count === 0);
}

/** Data that goes is worse than anything that goes, and that is worse than any change. */
function danger({ action, holdsData }: ResourceChange): number {
  const loses = action === 'destroy' || action === 'replace' || action === 'forget';
  return (loses ? 4 : 0) + (loses && holdsData ? 2 : 0) + (action === 'update' ? 1 : 0);
}
