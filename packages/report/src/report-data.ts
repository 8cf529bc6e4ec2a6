import type { RequirementResult } from '@smile/requirements';
import type { CostReport } from './facts/ec2-costs.ts';
import type { InventoryFacts } from './facts/inventory-facts.ts';
import type { SupportRow } from './facts/support-calendar.ts';

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
  readonly diagrams: readonly DiagramFact[];
  readonly support: readonly SupportRow[];
  readonly costs: CostReport;
}

/** What the rules found: what the page shows of the results of `@smile/guardrails`. */
export interface GuardrailFacts {
  /** How many rules were asked. */
  readonly rules: number;
  readonly findings: readonly FindingFact[];
  /** What is wrong with waivers themselves: those that are over, and those that nothing needs; a sentence each. */
  readonly waiverProblems: readonly string[];
}

export interface FindingFact {
  readonly rule: string;
  readonly severity: string;
  readonly status: 'failed' | 'warned' | 'waived';
  readonly stack: string;
  readonly address: string;
  /** @default - known from synthesized JSON only */
  readonly constructPath?: string;
  readonly message: string;
  /** Why it is accepted, by whom, and until when. @default - it is not waived */
  readonly waiver?: { readonly reason: string; readonly owner: string; readonly expires: string };
}

/** A picture of the environment. */
export interface DiagramFact {
  readonly title: string;
  /** Whole `<svg>` element. */
  readonly svg: string;
}
