/** What `smile` ends with; listed in its help. */
export const EXIT_CODES = {
  done: 0,
  failed: 1,
  wrongUse: 2,
  notJudged: 3,
  drift: 4,
  pending: 5,
  changes: 6,
  losesData: 7,
  interrupted: 130,
} as const;

/** A command that cannot go on, for a reason that its user can act on: printed without a stack trace. */
export class CommandError extends Error {
  /** One of {@link EXIT_CODES}, or what a child process ended with. */
  readonly exitCode: number;

  constructor(message: string, exitCode: number = EXIT_CODES.failed) {
    super(message);
    this.name = 'CommandError';
    this.exitCode = exitCode;
  }

  /** The command line itself is wrong. */
  static wrongUse(problems: readonly string[]): CommandError {
    return CommandError.listing(problems, EXIT_CODES.wrongUse);
  }

  /** Says every problem at once. */
  static listing(problems: readonly string[], exitCode: number = EXIT_CODES.failed): CommandError {
    const [only] = problems;
    const listed = `${problems.length} problems\n${problems.map((problem) => `  - ${problem}`).join('\n')}`;
    return new CommandError(problems.length === 1 && only !== undefined ? only : listed, exitCode);
  }

  /** Somebody pressed Ctrl-C. */
  static interrupted(message = 'interrupted'): CommandError {
    return new CommandError(message, EXIT_CODES.interrupted);
  }
}
