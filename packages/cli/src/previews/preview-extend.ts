import { previewGround } from '@smile/cluster-platform';
import { CommandError } from '../command-error.ts';
import { findPreview } from './preview-down.ts';
import type { HeldClaim } from './preview-house.ts';
import { expiryAfter } from './preview-terms.ts';
import type { PreviewWork } from './preview-work.ts';

/**
 * Lets a preview stay so many days from now.
 *
 * @throws CommandError where that is too long, where there is no such preview, or where it is being taken down.
 */
export async function previewExtend(
  work: Pick<PreviewWork, 'house' | 'now'>,
  word: string,
  days: number,
): Promise<HeldClaim> {
  const longest = Number.parseInt(previewGround(work.house.environment).values.longest, 10);
  if (days > longest) {
    throw CommandError.wrongUse([`expected at most ${longest} days, got ${days}; extend it again later`]);
  }
  const held = await findPreview(work, word);
  const { slot, phase, since } = held.claim;
  if (phase === 'leaving') {
    throw new CommandError(`${slot} is being taken down since ${since}; bring the branch up again when it is gone`);
  }
  const changed = await work.house.change(held, { expires: expiryAfter(work.now(), days) });
  if (changed !== undefined) return changed;
  throw new CommandError(
    `${slot}: somebody changed it at the same moment; look at smile preview list, and extend it again`,
  );
}
