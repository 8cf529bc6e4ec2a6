import { previewLabel } from '@smile/core';
import { CommandError } from '../command-error.ts';
import type { HeldClaim } from './preview-house.ts';
import type { PreviewWork } from './preview-work.ts';

/**
 * Takes a preview down: from now on nobody brings anything up in its slot; what its state has is destroyed, then the state goes, and last the claim.
 * Interrupted anywhere, it can be run again.
 *
 * @returns false where somebody changed the claim meanwhile, and nothing was done.
 */
export async function takeDown(work: PreviewWork, held: HeldClaim): Promise<boolean> {
  const { house, builder, now, say } = work;
  const { slot } = held.claim;
  const leaving =
    held.claim.phase === 'leaving' ? held : await house.change(held, { phase: 'leaving', since: now().toISOString() });
  if (leaving === undefined) return false;
  say(`${slot}: taking down ${held.claim.project} ${held.claim.branch}`);
  const isStillMine = async () => (await house.claimOf(slot))?.tag === leaving.tag;
  // Another run that took the same one down was first, and the slot may be somebody else's by now.
  if (!(await builder.down(slot, isStillMine))) return true;
  await house.removeState(slot);
  await house.free(leaving);
  return true;
}

/**
 * Takes down the preview that a word means.
 *
 * @param word slot, label, or branch.
 * @throws CommandError where it means none or several, or where somebody else changed it meanwhile.
 */
export async function previewDown(work: PreviewWork, word: string): Promise<HeldClaim> {
  const held = await findPreview(work, word);
  if (await takeDown(work, held)) return held;
  throw new CommandError(
    `${held.claim.slot}: somebody brought a newer commit up or extended it at the same moment; look at smile preview list, and take it down again`,
  );
}

/** The preview that a word means, by slot, label or branch. */
export async function findPreview({ house }: Pick<PreviewWork, 'house'>, word: string): Promise<HeldClaim> {
  const held = (await house.slots()).flatMap(({ claim, tag }) =>
    claim === undefined || tag === undefined ? [] : [{ claim, tag }],
  );
  const found = held.filter(({ claim }) => [claim.slot, claim.branch, previewLabel(claim)].includes(word));
  const [only] = found;
  if (found.length === 1 && only !== undefined) return only;
  const there = held.map(({ claim }) => `${claim.slot} ${claim.branch}`).join(', ') || 'none';
  throw CommandError.wrongUse([
    found.length === 0
      ? `no preview ${JSON.stringify(word)}, there are: ${there}; name a slot, a branch or a label`
      : `${JSON.stringify(word)} means ${found.map(({ claim }) => `${claim.slot} of ${claim.project}`).join(' and ')}; name the slot`,
  ]);
}
