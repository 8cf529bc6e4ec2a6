import { previewGround, previewUrls, previewUsdPerDay } from '@smile/cluster-platform';
import { type PreviewSlot, previewLabel } from '@smile/core';
import type { Phase } from './claim.ts';
import type { PreviewWork } from './preview-work.ts';

/** A slot, as people want to know it. */
export interface ListedSlot {
  readonly slot: PreviewSlot;
  readonly phase: Phase | 'free' | "nobody's";
  readonly project?: string;
  readonly branch?: string;
  readonly commit?: string;
  readonly label?: string;
  readonly urls?: readonly string[];
  readonly owner?: string;
  readonly created?: string;
  readonly expires?: string;
  /** On demand, while it is taken; null where the price is not known. */
  readonly usdPerDay: number | null;
}

/** Every slot with who has it, since when, until when, and what it costs. */
export async function listPreviews({ house }: Pick<PreviewWork, 'house'>): Promise<readonly ListedSlot[]> {
  const ground = previewGround(house.environment);
  const price = previewUsdPerDay(ground) ?? null;
  return (await house.slots()).map(({ slot, claim, resources = 0 }) => {
    if (claim === undefined) {
      return resources === 0 ? { slot, phase: 'free', usdPerDay: 0 } : { slot, phase: "nobody's", usdPerDay: price };
    }
    const { project, branch, commit, owner, created, expires, phase } = claim;
    return {
      slot,
      phase,
      project,
      branch,
      commit,
      label: previewLabel(claim),
      urls: previewUrls(ground, claim),
      owner,
      created,
      expires,
      usdPerDay: price,
    };
  });
}
