import { CommanderError } from 'commander';
import pc from 'picocolors';
import { EXIT_CODES } from './command-error.ts';
import { describeFailure } from './describe-failure.ts';
import { createProgram } from './program.ts';

/**
 * Runs the `smile` command with the arguments of a process, and sets how the process ends.
 *
 * @param create its command line; tests of pipelines have one of their own.
 */
export async function main(argv: readonly string[], create: typeof createProgram = createProgram): Promise<void> {
  const end = (exitCode: number) => {
    process.exitCode = exitCode;
  };
  // `smile … | head` closes our output early, which is no failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(EXIT_CODES.done);
    const { message } = describeFailure(error, isVerbose(argv));
    process.stderr.write(`error: cannot print: ${message}\n`);
    process.exit(EXIT_CODES.failed);
  });
  const program = create(argv, end);
  try {
    await program.parseAsync(argv);
  } catch (thrown) {
    // Commander has printed its own message already.
    if (thrown instanceof CommanderError) return end(thrown.exitCode === 0 ? EXIT_CODES.done : EXIT_CODES.wrongUse);
    const failure = describeFailure(thrown, isVerbose(argv));
    process.stderr.write(`${pc.createColors(process.stderr.isTTY === true).red('error:')} ${failure.message}\n`);
    end(failure.exitCode);
  }
}

/** Whether `--verbose` is among our own arguments, not those of a command to run. */
function isVerbose(argv: readonly string[]): boolean {
  const end = argv.indexOf('--');
  return argv.slice(0, end < 0 ? argv.length : end).includes('--verbose');
}
