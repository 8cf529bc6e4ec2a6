import type { Command } from 'commander';

/** What may stand after some words of a command line. */
export interface Completion {
  /** Words of the command, as in `charts verify`. */
  readonly command: string;
  readonly summary: string;
  /** Words that may follow: commands inside it, and choices of its arguments. */
  readonly words: readonly string[];
  /** Whether environments may follow. */
  readonly takesEnvironments: boolean;
  readonly options: readonly CompletedOption[];
}

/** An option by its long name, as in `--format`. */
interface CompletedOption {
  readonly name: string;
  readonly summary: string;
  readonly takesValue: boolean;
  /** Its possible values. @default - any, such as a file */
  readonly choices: readonly string[];
}

/** Every command of a program, the program itself first, with an empty name. */
export function completions(program: Command, words: readonly string[] = []): readonly Completion[] {
  const inner = program.commands;
  const own: Completion = {
    command: words.join(' '),
    summary: program.summary() || firstSentence(program.description()),
    words: [
      ...inner.map((one) => one.name()),
      ...program.registeredArguments.flatMap(({ argChoices }) => argChoices ?? []),
    ],
    takesEnvironments: program.registeredArguments.some((one) => one.name() === 'environment'),
    options: program
      .createHelp()
      .visibleOptions(program)
      .flatMap(({ long, description, required, optional, argChoices }) =>
        long === null || long === undefined
          ? []
          : [
              {
                name: long,
                summary: firstSentence(description),
                takesValue: required || optional,
                choices: argChoices ?? [],
              },
            ],
      ),
  };
  return [own, ...inner.flatMap((one) => completions(one, [...words, one.name()]))];
}

function firstSentence(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[.;:] .*$/, '');
}
