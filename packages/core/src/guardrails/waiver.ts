import type { IConstruct } from 'constructs';
import { throwIfAny } from '../errors/validation-error.ts';
import { type ExceptionTerms, exceptionProblems, noteException } from './exception-terms.ts';

/** A rule that a construct may break for a while. */
export interface WaiverProps extends ExceptionTerms {
  /** Id of the rule as `smile guardrails --list` prints it, as in `CKV_AWS_157`. After `expires` it fails again. */
  readonly rule: string;
}

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
  const terms = { rule, reason, owner, expires };
  noteException(construct, { kind: 'smile:waiver', name: 'waivers' }, terms);
}

function waiverProblems({ rule, reason, owner, expires }: WaiverProps): string[] {
  const remedy = 'say which rule is waived, why, and who answers for it';
  return exceptionProblems('waiver', { rule, reason, owner }, expires, remedy);
}
