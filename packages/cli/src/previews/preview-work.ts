import type { Preview } from '@smile/cluster-platform';
import type { PreviewSlot } from '@smile/core';
import type { PreviewHouse } from './preview-house.ts';

/** What changes slots: Terraform. */
export interface PreviewBuilder {
  /**
   * Brings a preview up, or changes it.
   *
   * @param isStillWanted asked when the plan is made and nothing is changed yet.
   * @returns false where it was not wanted any more, and nothing was changed.
   */
  up(preview: Preview, isStillWanted: () => Promise<boolean>): Promise<boolean>;
  /**
   * Destroys what the state of a slot has.
   *
   * @param isStillWanted as for {@link up}.
   * @returns false where it was not wanted any more, and nothing was destroyed.
   */
  down(slot: PreviewSlot, isStillWanted: () => Promise<boolean>): Promise<boolean>;
}

/** What a command on previews works with. */
export interface PreviewWork {
  readonly house: PreviewHouse;
  readonly builder: PreviewBuilder;
  readonly now: () => Date;
  /** Waits a moment for another run. */
  readonly pause: () => Promise<void>;
  /** Says how far it is. */
  readonly say: (line: string) => void;
}
