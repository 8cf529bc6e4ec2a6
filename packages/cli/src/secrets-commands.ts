import { Command } from 'commander';
import { type End, EXIT_CODE_HELP, examples } from './command-parts.ts';
import type { SecretsCommandOptions, SetSecretOptions } from './commands/secrets.ts';

const CREDENTIALS =
  "It uses your own credentials through the AWS command line: sign in to the environment's break-glass role first.";

/** `smile secrets` */
export function secrets(end: End): Command {
  const command = new Command('secrets')
    .summary('give the secrets of an environment their values')
    .description(
      'Gives the secrets of an environment their values, and says which are missing. No value is ever printed.',
    );
  for (const part of [init(end), status(end), set(end)]) command.addCommand(part);
  return command;
}

function init(end: End): Command {
  return new Command('init')
    .summary('make what is random and missing')
    .description(
      `Makes up what is random and missing, keeps what has a value, and lists what a person must bring with the command for each.\n${CREDENTIALS}`,
    )
    .argument('<environment>', 'environment, as in production')
    .option('--json', 'print JSON')
    .addHelpText('after', HELP + examples('smile secrets init production', 'smile secrets init dev --json'))
    .action(async (word: string, options: SecretsCommandOptions) => {
      const { secretsInit } = require('./commands/secrets.ts') as typeof import('./commands/secrets.ts');
      end(await secretsInit(word, options));
    });
}

function status(end: End): Command {
  return new Command('status')
    .summary('say which fields are missing, and who brings them')
    .description(
      `Says of every field whether it has a value, and who brings it. Fails while one is missing.\n${CREDENTIALS}`,
    )
    .argument('<environment>', 'environment, as in production')
    .option('--json', 'print JSON')
    .addHelpText('after', HELP + examples('smile secrets status production', 'smile secrets status dev --json'))
    .action(async (word: string, options: SecretsCommandOptions) => {
      const { secretsStatus } = require('./commands/secrets.ts') as typeof import('./commands/secrets.ts');
      end(await secretsStatus(word, options));
    });
}

function set(end: End): Command {
  return new Command('set')
    .summary('give fields the value that comes through standard input')
    .description(
      `Gives one field the value that comes through standard input, or several those of a JSON object. Other fields stay as they are,\nalso when somebody else writes at the same time.\n${CREDENTIALS}`,
    )
    .argument('<environment>', 'environment, as in production')
    .argument('<secret>', 'end of its name, as in gitlab')
    .argument('[field]', 'field, as in api-token (default: standard input is a JSON object of fields)')
    .option('--replace', 'also replace values that are there')
    .addHelpText(
      'after',
      HELP +
        examples(
          `read -rs VALUE && printf %s "$VALUE" | smile secrets set production gitlab api-token; unset VALUE`,
          'smile secrets set dev mysql-main --replace < new.json',
        ),
    )
    .action(async (word: string, secret: string, field: string | undefined, options: SetSecretOptions) => {
      const { secretsSet } = require('./commands/secrets.ts') as typeof import('./commands/secrets.ts');
      end(await secretsSet([word, secret, field], options));
    });
}

const HELP = `${EXIT_CODE_HELP}\n  127  there is no aws on PATH`;
