import type { IConstruct } from 'constructs';
import { throwIfAny } from '../errors/validation-error.ts';
import { type ExceptionTerms, exceptionProblems, noteException } from '../guardrails/exception-terms.ts';

/** An attribute that may differ from the code for a while. After `expires` it is drift again. */
export interface IgnoredDriftProps extends ExceptionTerms {
  /**
   * Attribute of Terraform, or a pattern: `*` is anything, as in `scaling_config[0].desired_size` or `tags.*`. `*` alone is every
   * attribute; a resource that is gone is drift whatever is ignored.
   */
  readonly attribute: string;
}

/**
 * Lets an attribute of a construct, and of every resource below it, differ from the code until a day: `smile drift` then lists it and does
 * not count it.
 *
 * Terraform still puts the attribute back at the next apply. Where it should not, because a service changes the attribute all the
 * time, `lifecycle.ignoreChanges` is right, which `smile drift` knows as well.
 *
 * It is written into the comment (`//`) of the stack, beside waivers, so that it changes nothing in the cloud. `smile drift` reports
 * the expired and those that nothing needed.
 *
 * @throws ValidationError if the attribute, the reason or the owner is empty, or `expires` is no date.
 */
export function ignoreDrift(construct: IConstruct, ignored: IgnoredDriftProps): void {
  throwIfAny(construct, problemsOf(ignored));
  const { attribute, reason, owner, expires } = ignored;
  const terms = { attribute, reason, owner, expires };
  noteException(construct, { kind: 'smile:ignored-drift', name: 'ignoredDrift' }, terms);
}

function problemsOf({ attribute, reason, owner, expires }: IgnoredDriftProps): string[] {
  const remedy = 'say which attribute may differ, why, and who answers for it';
  return exceptionProblems('ignoreDrift', { attribute, reason, owner }, expires, remedy);
}
