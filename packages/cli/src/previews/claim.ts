import type { Preview } from '@smile/cluster-platform';
import type { PreviewSlot } from '@smile/core';
import { CommandError } from '../command-error.ts';

/** How far a slot is on its way. */
export type Phase = 'asking' | 'coming' | 'up' | 'leaving';

/**
 * Whose a slot is: an object beside the state, which exactly one writer can make or change. A slot without one is free.
 *
 * - `asking`: its run still looks whether another one took a slot for the same branch;
 * - `coming`: Terraform is at work, or was interrupted;
 * - `up`;
 * - `leaving`: it is being taken down, and nobody may bring anything up there until it is gone.
 */
export interface Claim extends Preview {
  readonly phase: Phase;
  /** ISO time at which the phase began. */
  readonly since: string;
  /** Number of the run that wrote it last; of two pushes of one branch the later has the larger. */
  readonly run: number;
}

const KEYS = ['slot', 'project', 'branch', 'commit', 'owner', 'images', 'created', 'expires', 'phase', 'since', 'run'];

/**
 * A claim as it was written.
 *
 * @throws CommandError where it is none: nobody can tell whose the slot is, so nothing may be done there.
 */
export function readClaim(slot: PreviewSlot, content: string): Claim {
  const unreadable = (why: string) =>
    new CommandError(
      `the claim of ${slot} cannot be read: ${why}; somebody changed it by hand, so restore an earlier version of the object (docs/runbooks/previews.md)`,
    );
  let claim: unknown;
  try {
    claim = JSON.parse(content);
  } catch {
    throw unreadable('it is not JSON');
  }
  if (typeof claim !== 'object' || claim === null) throw unreadable('it is no object');
  const missing = KEYS.filter((key) => !(key in claim));
  if (missing.length > 0) throw unreadable(`it lacks ${missing.join(', ')}`);
  return claim as Claim;
}

/** A claim as it is written. */
export function writeClaim(claim: Claim): string {
  return `${JSON.stringify(claim, null, 2)}\n`;
}
