import { Argument, type Command } from 'commander';
import { EXIT_CODES } from './command-error.ts';
import { sourceOptions } from './source-options.ts';

/** Called with the exit code of a command that ran to its end. */
export type End = (exitCode: number) => void;

/** Ends the help of every command. */
export const EXIT_CODE_HELP = `
Exit codes:
  0    done
  1    failed
  2    wrong use
  130  interrupted`;

/** The same, of a command that may end without a judgement. */
export function helpWhereNotJudged(because: string): string {
  return EXIT_CODE_HELP.replace('  130', `  ${EXIT_CODES.notJudged}    not judged: ${because}\n  130`);
}

/** Adds what says where a command reads from; every command that reads an inventory has it alike. */
export function withSource(command: Command): Command {
  for (const option of sourceOptions()) command.addOption(option);
  return command;
}

/** The environments that a command is about. */
export function environments(): Argument {
  return new Argument(
    '[environment...]',
    'ids such as indonesia/production, or short forms such as production (default: all)',
  );
}

/** Lines to type, at the end of the help. */
export function examples(...lines: readonly string[]): string {
  return `\n\nExamples:\n${lines.map((line) => `  ${line}`).join('\n')}`;
}
