import type { Inventory, Resource } from '@smile/inventory';

/** What a rule is about. */
export const FAMILIES = [
  'security',
  'semantics',
  'monitoring',
  'region',
  'lifecycle',
  'offline',
  'isolation',
  'mirror',
  'quotas',
  'kubernetes',
  'data-platform',
] as const;
export type Family = (typeof FAMILIES)[number];

/** How bad it is to break a rule. Every severity fails; it orders the findings. */
export const SEVERITIES = ['high', 'medium', 'low'] as const;
export type Severity = (typeof SEVERITIES)[number];

/**
 * One rule, in a file of its own. Its fields are its documentation: `docs/guardrails.md` is written from them.
 */
export interface Rule {
  /** Checkov's id where checkov has a rule that means the same, otherwise `SMILE_…`. Waivers name it, so it never changes. */
  readonly id: string;
  readonly family: Family;
  readonly severity: Severity;
  /** What holds when the rule is kept, in a few words. */
  readonly title: string;
  /** What is judged, and by what. */
  readonly what: string;
  /** What happens where it is broken. */
  readonly why: string;
  /** What to do about a finding. */
  readonly remedy: string;
  /** Where the fact is written down. */
  readonly source: string;
  /** Further checkov ids that it includes. @default - none */
  readonly includes?: readonly string[];
  /**
   * Environments that it can judge; a waiver of the rule in another one is neither needed nor unneeded.
   * @default - all that were read
   */
  readonly judges?: (context: RuleContext) => readonly string[];
  /** What breaks the rule; undefined where the question makes no sense for what was read, so that nothing was judged. */
  readonly check: (context: RuleContext) => readonly Violation[] | undefined;
}

/** What a rule may look at. */
export interface RuleContext {
  readonly inventory: Inventory;
  /** Managed resources of some types, without those that a plan removes. */
  readonly resources: (types: string | readonly string[]) => readonly Resource[];
  /** Data sources of some types. */
  readonly dataSources: (types: string | readonly string[]) => readonly Resource[];
  /** Day of the judgement, as an ISO date; rules of the family `lifecycle` alone get it. @default - not given: what depends on the day is not judged */
  readonly on?: string;
}

/** Where something was found: a resource, or a place in a stack that is none, such as an output. */
export type Place = Resource | { readonly stack: string; readonly address: string; readonly constructPath?: undefined };

/** One breach of a rule. */
export interface Violation {
  readonly place: Place;
  /** What was found and what is allowed, lower case, without a full stop. */
  readonly message: string;
  /** Whether it is too early to fail. @default 'failed' */
  readonly status?: 'failed' | 'warned';
}
