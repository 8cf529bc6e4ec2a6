import { z } from 'zod';
import { text } from './checks.ts';

/** Why values of an environment may break a rule of the guardrails, and until when; the rule follows from the value. */
export interface WaiverGrounds {
  readonly reason: string;
  /** Who answers for it. */
  readonly owner: string;
  /** Last day, as an ISO date. */
  readonly expires: string;
}

const isFilled = (value: string) => value.trim() !== '';

/** Checks {@link WaiverGrounds}. */
export const waiverGrounds = z.strictObject({
  reason: text('why the rule may be broken', isFilled, 'write a sentence that an auditor accepts'),
  owner: text('who answers for it', isFilled, 'name a team'),
  expires: text('a date, as in 2027-06-30', (value) => /^\d{4}-\d\d-\d\d$/.test(value), 'a year from now is usual'),
});
