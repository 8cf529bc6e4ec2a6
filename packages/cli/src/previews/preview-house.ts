import type { Environment } from '@smile/core';
import { type Branch, PREVIEW_SLOTS, type PreviewSlot, previewClaimKey, previewStateKey } from '@smile/core';
import type { JsonObject } from '@smile/inventory';
import type { ObjectStore } from '@smile/states';
import { CommandError } from '../command-error.ts';
import { resourcesIn } from '../delivery/state-mark.ts';
import { type Claim, readClaim, writeClaim } from './claim.ts';

/** One slot, as claims and states tell. */
export interface Slot {
  readonly slot: PreviewSlot;
  /** Undefined where it is nobody's. */
  readonly claim?: Claim;
  /** Tag of the claim, for a change of it. */
  readonly tag?: string;
  /** Resources in the state. Undefined where there is no state. */
  readonly resources?: number;
}

/** A claim that was just read or written. */
export interface HeldClaim {
  readonly claim: Claim;
  readonly tag: string;
}

/** The five slots of an environment: who has which, and what Terraform knows to be there. */
export class PreviewHouse {
  readonly environment: Environment;
  private readonly objects: ObjectStore;

  constructor(environment: Environment, objects: ObjectStore) {
    this.environment = environment;
    this.objects = objects;
  }

  /** Every slot, in order. */
  slots(): Promise<readonly Slot[]> {
    return Promise.all(PREVIEW_SLOTS.map((slot) => this.slot(slot)));
  }

  async slot(slot: PreviewSlot): Promise<Slot> {
    const [held, state] = await Promise.all([this.claimOf(slot), this.objects.get(this.stateKey(slot))]);
    return {
      slot,
      ...held,
      ...(state === undefined ? {} : { resources: resourcesLeft(slot, state.content) }),
    };
  }

  async claimOf(slot: PreviewSlot): Promise<HeldClaim | undefined> {
    const found = await this.objects.get(this.claimKey(slot));
    return found === undefined ? undefined : { claim: readClaim(slot, found.content), tag: found.tag };
  }

  /** Takes a slot that is nobody's; undefined where somebody was first. */
  async take(claim: Claim): Promise<HeldClaim | undefined> {
    return this.written(claim, undefined);
  }

  /** Changes a claim that nobody else has changed since it was read; undefined where somebody has. */
  async change(held: HeldClaim, change: Partial<Claim>): Promise<HeldClaim | undefined> {
    return this.written({ ...held.claim, ...change }, held);
  }

  /** Gives a slot back; false where somebody else has it by now. */
  free({ claim, tag }: HeldClaim): Promise<boolean> {
    return this.objects.remove(this.claimKey(claim.slot), { tag });
  }

  /**
   * Removes the state of a slot, which must be empty.
   *
   * @throws CommandError where it still has something: what is in a state exists.
   */
  async removeState(slot: PreviewSlot): Promise<void> {
    const state = await this.objects.get(this.stateKey(slot));
    if (state === undefined) return;
    const left = resourcesLeft(slot, state.content);
    const isGone = left === 0 && (await this.objects.remove(this.stateKey(slot), state));
    if (!isGone) {
      throw new CommandError(
        `the state of ${slot} still has ${left} resource(s), so the slot is not empty; run smile preview reap again, and look at its log`,
      );
    }
  }

  private async written(claim: Claim, over: Pick<HeldClaim, 'tag'> | undefined): Promise<HeldClaim | undefined> {
    const key = this.claimKey(claim.slot);
    const content = writeClaim(claim);
    if (!(await this.objects.put(key, content, over))) return undefined;
    const now = await this.objects.get(key);
    // Somebody who came after has it already.
    return now === undefined || now.content !== content ? undefined : { claim, tag: now.tag };
  }

  private claimKey(slot: PreviewSlot): string {
    return previewClaimKey(this.environment, slot);
  }

  private stateKey(slot: PreviewSlot): string {
    return previewStateKey(this.environment, slot);
  }
}

/** Whether two are one branch of one project. */
export function isSameBranch(one: Branch, other: Branch): boolean {
  return one.project === other.project && one.branch === other.branch;
}

function resourcesLeft(slot: PreviewSlot, content: string): number {
  try {
    return resourcesIn(JSON.parse(content) as JsonObject);
  } catch {
    throw new CommandError(
      `the state of ${slot} is not JSON; restore an earlier version of it (docs/runbooks/inspect-a-state.md)`,
    );
  }
}
