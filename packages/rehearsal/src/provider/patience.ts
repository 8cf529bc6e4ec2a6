import type { Problem } from '../protocol/problem.ts';
import { failureToSettle } from './admission.ts';
import type { InFlight } from './in-flight.ts';
import type { ResourceKind } from './resource-kind.ts';
import type { ObjectStore, StoredObject } from './store.ts';

const ROUND_MILLISECONDS = 20;
/** How long nothing must change before what is missing counts as missing. */
const QUIET_ROUNDS = 10;
/** How long nothing must change before what others need is made, and the longest it waits for that. */
const LATE_ROUNDS = 3;
const MOST_LATE_ROUNDS = 15;

/** Waits for what Terraform makes at the same time, by rounds in which nothing changes. */
export class Patience {
  private readonly store: ObjectStore;
  private readonly inFlight: InFlight;

  constructor(store: ObjectStore, inFlight: InFlight) {
    this.store = store;
    this.inFlight = inFlight;
  }

  /** Lets others go first; whether the wait was interrupted. */
  async whileOthersCome(): Promise<boolean> {
    let quiet = 0;
    for (let round = 0; round < MOST_LATE_ROUNDS && quiet < LATE_ROUNDS && this.store.isWhole; round++) {
      const seen = this.store.changes;
      if (await this.inFlight.wait(ROUND_MILLISECONDS)) return true;
      quiet = this.store.changes === seen ? quiet + 1 : 0;
    }
    return false;
  }

  /** What the provider waits for in vain. A controller tries again and again, so what others make may still come. */
  async whatNeverCame(kind: ResourceKind, object: StoredObject): Promise<Problem[]> {
    for (let quiet = 0; ; ) {
      const seen = this.store.changes;
      const problem = failureToSettle(kind, this.store, object);
      if (problem === undefined) return [];
      if (quiet >= QUIET_ROUNDS || (await this.inFlight.wait(ROUND_MILLISECONDS))) return [problem];
      quiet = this.store.changes === seen ? quiet + 1 : 0;
    }
  }
}
