import { Argument, Command } from 'commander';
import { EXIT_CODES } from './command-error.ts';
import { type End, EXIT_CODE_HELP, examples } from './command-parts.ts';
import { completions } from './completion/completion-model.ts';
import { completionScript, SHELLS, type Shell } from './completion/scripts.ts';

/** `smile completion` */
export function completion(program: Command, end: End): Command {
  return new Command('completion')
    .summary('print a script that completes commands, options and environments')
    .description(
      'Prints a script for your shell. It is made from the commands and environments of this repository as they are now.',
    )
    .addArgument(new Argument('<shell>', 'your shell').choices(SHELLS))
    .addHelpText(
      'after',
      EXIT_CODE_HELP +
        examples(
          'source <(./smile completion bash)',
          './smile completion zsh > ~/.smile-completion.zsh && echo "source ~/.smile-completion.zsh" >> ~/.zshrc',
          './smile completion fish > ~/.config/fish/completions/smile.fish',
        ),
    )
    .action((shell: Shell) => {
      const { environmentIds } = require('@smile/apps') as typeof import('@smile/apps');
      process.stdout.write(completionScript(shell, completions(program), environmentIds()));
      end(EXIT_CODES.done);
    });
}
