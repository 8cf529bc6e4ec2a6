import type { IConstruct } from 'constructs';

/** Where a problem was found: a construct, or the id of something that is not one, as in `indonesia/production`. */
export type Subject = IConstruct | string;

/**
 * Everything that is wrong with one construct or value, reported together.
 *
 * Each problem says what is wrong, what was given, what is allowed and what to do, in lower case without a full stop.
 */
export class ValidationError extends Error {
  /** The problems, without the subject in front. */
  readonly problems: readonly string[];

  constructor(subject: Subject, problems: readonly string[]) {
    super(`${pathOf(subject)}: ${listed(problems)}`);
    this.name = 'ValidationError';
    this.problems = problems;
  }
}

/**
 * Throws one error with every problem, or does nothing if there is none.
 *
 * @throws ValidationError when `problems` is not empty.
 */
export function throwIfAny(subject: Subject, problems: readonly string[]): void {
  if (problems.length > 0) throw new ValidationError(subject, problems);
}

function pathOf(subject: Subject): string {
  return typeof subject === 'string' ? subject : subject.node.path;
}

function listed(problems: readonly string[]): string {
  const [only] = problems;
  if (problems.length === 1 && only !== undefined) return only;
  return `${problems.length} problems\n${problems.map((problem) => `  - ${problem}`).join('\n')}`;
}
