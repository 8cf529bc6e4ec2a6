/** A rehearsal that cannot start; `problems` lists everything that is in the way. */
export class RehearsalError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(
      problems.length === 1
        ? problems.join()
        : `${problems.length} problems\n${problems.map((one) => `  - ${one}`).join('\n')}`,
    );
    this.name = 'RehearsalError';
    this.problems = problems;
  }
}
