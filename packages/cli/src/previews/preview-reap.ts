import type { PreviewSlot } from '@smile/core';
import type { BranchState } from './branch-states.ts';
import type { Claim } from './claim.ts';
import { takeDown } from './preview-down.ts';
import { type HeldClaim, isSameBranch, type Slot } from './preview-house.ts';
import { inWords } from './preview-terms.ts';
import type { PreviewWork } from './preview-work.ts';

/** What is in the namespaces of slots, by slot, as in `Deployment mysql`. */
export type SlotContents = Readonly<Partial<Record<PreviewSlot, readonly string[]>>>;

/** What the reaper is told besides claims and states. */
export interface ReapFacts {
  /** What became of branches. @default - not known; only what has expired goes */
  readonly branches?: readonly BranchState[];
  /** What is in the namespaces, asked when everything else is done. @default - not known */
  readonly contents?: () => Promise<SlotContents>;
}

interface ReapedSlot {
  readonly slot: PreviewSlot;
  readonly project: string;
  readonly branch: string;
  readonly because: string;
}

export interface ReapOutcome {
  readonly removed: readonly ReapedSlot[];
  /** What should be gone and is not, with what to do. */
  readonly left: readonly string[];
  /** What could not be told, and so was left alone. */
  readonly untold: readonly string[];
}

/** Longest that Terraform may be at work, in milliseconds: what is older was interrupted. */
const LONGEST_WORK = 2 * 3_600_000;

/** Who has a slot while the reaper clears what nobody claims. */
const NOBODY = { project: '-', branch: '-', commit: '0'.repeat(40), owner: 'nobody@invalid', images: {} };

/**
 * Takes down what has expired, whose branch is merged or gone, what an interruption left, and what is in a state without a claim; then compares
 * namespaces with states. What somebody renews at the same moment stays. What cannot be removed is told.
 */
export async function reapPreviews(work: PreviewWork, facts: ReapFacts): Promise<ReapOutcome> {
  const removed: ReapedSlot[] = [];
  const left: string[] = [];
  const untold: string[] = [];
  for (const found of await work.house.slots()) {
    const held = await heldOf(work, found);
    if (held === undefined) continue;
    const because = reasonToGo(held.claim, facts.branches, work.now(), untold);
    if (because === undefined) continue;
    const { slot, project, branch } = held.claim;
    try {
      if (await takeDown(work, held)) removed.push({ slot, project, branch, because });
      else untold.push(`${slot}: ${project} ${branch} was renewed at the same moment, and stays`);
    } catch (error) {
      left.push(`${slot}: ${project} ${branch} (${because}) could not be taken down: ${(error as Error).message}`);
    }
  }
  left.push(...(await differences(work, facts.contents, untold)));
  return { removed, left, untold };
}

/** The claim of a slot; one of nobody where a state has something and nobody claims it. */
async function heldOf(
  { house, now }: PreviewWork,
  { slot, claim, tag, resources = 0 }: Slot,
): Promise<HeldClaim | undefined> {
  if (claim !== undefined && tag !== undefined) return { claim, tag };
  if (resources === 0) return undefined;
  const at = now().toISOString();
  return house.take({ ...NOBODY, slot, created: at, expires: at, phase: 'leaving', since: at, run: 0 });
}

function reasonToGo(claim: Claim, branches: ReapFacts['branches'], now: Date, untold: string[]): string | undefined {
  if (claim.owner === NOBODY.owner) return 'nobody claims it';
  if (claim.phase === 'leaving') return 'it was being taken down, and that was interrupted';
  const inPhase = now.getTime() - Date.parse(claim.since);
  if (claim.phase !== 'up' && inPhase > LONGEST_WORK) return `it was interrupted ${inWords(inPhase)} ago`;
  if (Date.parse(claim.expires) <= now.getTime()) return 'it has expired';
  const state = branches?.find((one) => isSameBranch(one, claim))?.state;
  if (state === 'merged') return 'its branch is merged';
  if (state === 'gone') return 'its branch is gone';
  if (state !== 'there') untold.push(`${claim.slot}: what became of ${claim.project} ${claim.branch} is not known`);
  return undefined;
}

/** Namespaces that have something without a state, and states that have something without a namespace. */
async function differences(
  { house }: PreviewWork,
  contents: ReapFacts['contents'],
  untold: string[],
): Promise<readonly string[]> {
  if (contents === undefined) {
    untold.push('namespaces were not compared with states: this is no pod of the cluster');
    return [];
  }
  const found = await contents();
  return (await house.slots()).flatMap(({ slot, claim, resources = 0 }) => {
    const there = found[slot];
    if (there === undefined) {
      untold.push(`${slot}: what its namespace holds is not known`);
      return [];
    }
    // Whoever is at work changes both.
    if (claim !== undefined && claim.phase !== 'up') return [];
    if (there.length > 0 && resources === 0) {
      return [
        `${slot}: no state has ${there.join(', ')}; remove it as an operator: kubectl --namespace ${slot} delete all,configmap,virtualservice --selector smile/part-of=preview, then helm uninstall preview`,
      ];
    }
    if (there.length === 0 && resources > 0) {
      return [
        `${slot}: its state has ${resources} resource(s), and its namespace is empty; take it down and bring it up again`,
      ];
    }
    return [];
  });
}
