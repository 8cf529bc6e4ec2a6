import type { EnvironmentCost, MonthlyCosts } from '@smile/cost';
import type { Finding } from '@smile/guardrails';
import type { GroupRoom, Waiver } from '@smile/inventory';
import type { RequirementResult } from '@smile/requirements';
import type { SupportList } from '@smile/support';
import type { InventoryFacts } from './facts/inventory-facts.ts';

/** Everything that a report shows. */
export interface ReportData {
  readonly environment: {
    /** As in `indonesia/production`. */
    readonly id: string;
    /** @default - not stated by the source */
    readonly account?: string;
    /** @default - not stated by the source */
    readonly region?: string;
  };
  /** Day of the report as an ISO date. A value rather than the clock, so that the same input gives the same page. */
  readonly at: string;
  /** What the resources were read from, as in `synth`. */
  readonly source: string;
  readonly inventory: InventoryFacts;
  /** @default - not judged; the page says so */
  readonly requirements?: readonly RequirementResult[];
  /** @default - not judged; the page says so */
  readonly guardrails?: GuardrailFacts;
  /** What works when something of the data platform is lost, and how much and how long recovery takes. @default - the environment has none */
  readonly recovery?: RecoveryFacts;
  readonly diagrams: readonly DiagramFact[];
  /** What ends, costs more, or needs a hand. */
  readonly support: SupportList;
  /** What a month costs at the rates of the day of the report. */
  readonly costs: EnvironmentCost;
  /** Days on which it will cost more or less, with the code as it is. */
  readonly costSteps: MonthlyCosts['steps'];
  /** How full node groups are, by stack. Empty where nothing runs in clusters, or the source does not say. */
  readonly capacity: readonly { readonly stack: string; readonly groups: readonly GroupRoom[] }[];
}

/** What the rules found in the environment. */
export interface GuardrailFacts {
  /** How many rules were judged. */
  readonly rules: number;
  readonly findings: readonly FindingFact[];
  /** What is wrong with waivers themselves: those that are over, and those that nothing needs; a sentence each. */
  readonly waiverProblems: readonly string[];
}

/** A finding, with what its rule says to do. */
export interface FindingFact {
  /** Id of the rule. */
  readonly rule: string;
  readonly severity: Finding['severity'];
  readonly status: Finding['status'];
  readonly stack: string;
  readonly address: string;
  /** @default - known from synthesized JSON only */
  readonly constructPath?: string;
  readonly message: string;
  readonly remedy: string;
  /** Why it is accepted, by whom, and until when; with `failed`, one that is over. @default - it is not waived */
  readonly waiver?: Pick<Waiver, 'reason' | 'owner' | 'expires'>;
}

/** Tables that the data platform has worked out. */
export interface RecoveryFacts {
  readonly losses: TableFact;
  readonly recovery: TableFact;
}

/** A table as texts. */
export interface TableFact {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A picture of the environment. */
export interface DiagramFact {
  readonly title: string;
  /** Whole `<svg>` element. */
  readonly svg: string;
}
