import type { Amendment } from './amendments.ts';
import type { Resolution, Section } from './requirement.ts';
import type { RequirementId } from './requirement-ids.ts';

/** A place that shows that something is as asked, or that it is not. */
export interface Evidence {
  readonly stack: string;
  /** Address inside the stack; `terraform.backend` and the like for what is no resource. */
  readonly address: string;
  readonly expected: string;
  readonly found: string;
  /** Argument that was looked at, as in `rule.schedule`. @default - the resource as a whole, or something computed */
  readonly path?: string;
  /**
   * Whether the requirement falls without the resource: `this` one, or `any` of those that were expected in the same words.
   * @default - the evidence says how something must be, not that it must be there
   */
  readonly needs?: 'this' | 'any';
}

/** How a requirement stands. */
export interface RequirementResult {
  readonly id: RequirementId;
  readonly section: Section;
  readonly title: string;
  readonly statement: string;
  readonly resolution?: Resolution;
  readonly deviation?: string;
  /** Sizes that the owner changed since. @default - none */
  readonly amendments?: readonly Amendment[];
  /** `unmet` when something is wrong; else `open` while a part is not built or cannot be seen; else `met`. */
  readonly status: 'met' | 'unmet' | 'open';
  /** Why it is open. @default - it is not */
  readonly reason?: string;
  /** Ids of the environments that it was asked of. */
  readonly environments: readonly string[];
  /** By environment and part, in the order of the checks. */
  readonly evidence: readonly Evidence[];
  /** What is wrong, with the place, what was expected and what was found; empty unless unmet. */
  readonly problems: readonly string[];
}
