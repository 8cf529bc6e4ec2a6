import { TerraformStack } from 'cdktf';
import type { IConstruct } from 'constructs';
import { throwIfAny } from '../errors/validation-error.ts';

/** A rule that a construct may break for a while. */
export interface WaiverProps {
  /** Id of the rule as `smile guardrails --list` prints it, as in `CKV_AWS_157`. */
  readonly rule: string;
  /** Why breaking it is right here, in a sentence that an auditor accepts. */
  readonly reason: string;
  /** Who answers for it: a team or an e-mail address. */
  readonly owner: string;
  /** Last day on which it holds, as an ISO date. After it the rule fails again. */
  readonly expires: string;
}

/** Kind of the construct metadata that holds a waiver. */
const METADATA = 'smile:waiver';

/**
 * Lets a construct, and every resource below it, break one rule of the guardrails until a day.
 *
 * The waiver is written into the comment (`//`) of the stack in the synthesized JSON. Terraform ignores it, so that writing
 * or renewing one changes nothing in the cloud. An expired waiver, one that nothing needs, and one for a rule that does not
 * exist all fail `smile guardrails`.
 *
 * @throws ValidationError if the rule, the reason or the owner is empty, or `expires` is no date.
 */
export function waive(construct: IConstruct, waiver: WaiverProps): void {
  throwIfAny(construct, waiverProblems(waiver));
  const { rule, reason, owner, expires } = waiver;
  const stack = TerraformStack.of(construct);
  stack.node.addMetadata(METADATA, { rule, reason, owner, expires, at: construct.node.path });
  // Not into the comment of each resource: cdktf writes its own over that of a data source.
  const waivers = stack.node.metadata.filter(({ type }) => type === METADATA).map(({ data }) => data);
  stack.addOverride('//.waivers', waivers);
}

function waiverProblems({ rule, reason, owner, expires }: WaiverProps): string[] {
  const empty = Object.entries({ rule, reason, owner }).filter(([, text]) => text.trim() === '');
  return [
    ...empty.map(([name]) => `waiver.${name} is empty; say which rule is waived, why, and who answers for it`),
    ...(isDate(expires) ? [] : [`waiver.expires must be a date such as 2027-06-30, got ${JSON.stringify(expires)}`]),
  ];
}

/** Whether a text is a day of the calendar; `Date` alone would read 2027-02-30 as a day in March. */
function isDate(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
