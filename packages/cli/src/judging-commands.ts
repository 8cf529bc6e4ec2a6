import { Command, Option } from 'commander';
import { type End, EXIT_CODE_HELP, environments, examples, withSource } from './command-parts.ts';
import type { GuardrailsCommandOptions } from './commands/guardrails.ts';
import type { MutateCommandOptions } from './commands/mutate.ts';
import type { RequirementsCommandOptions } from './commands/requirements.ts';
import { collect, positiveInteger } from './options.ts';

/** `smile requirements` */
export function requirements(end: End): Command {
  return withSource(new Command('requirements'))
    .summary('check what was asked for')
    .description(
      'Checks the code, plans or states against every requirement, and shows the evidence. Environments that are not named are\nread too, for comparison. Fails when a requirement is unmet; what is not built yet is open, with the reason.',
    )
    .addArgument(environments())
    .option('--id <id>', 'only this requirement, with all its evidence, as in APP-RDS')
    .addOption(new Option('--table', 'print a table (the default)').conflicts(['json', 'markdown']))
    .addOption(new Option('--json', 'print JSON').conflicts('markdown'))
    .option('--markdown', 'print Markdown')
    .addHelpText(
      'after',
      EXIT_CODE_HELP +
        examples(
          'smile requirements production',
          'smile requirements --id NET-2',
          'smile requirements dev --from state --file /tmp/dev',
          'smile requirements staging --json',
        ),
    )
    .action(async (words: string[], options: RequirementsCommandOptions) => {
      const { requirements: run } =
        require('./commands/requirements.ts') as typeof import('./commands/requirements.ts');
      end(await run(words, options));
    });
}

/** `smile guardrails` */
export function guardrails(end: End): Command {
  return withSource(new Command('guardrails'))
    .summary('judge the estate by the rules')
    .description(
      'Judges the code, plans or states by the rules on security, on what AWS refuses, on what the region has, on end of support and on\nwhat environments share. What must break a rule for a while says so by waive() on its construct. Ends with 1 when a rule\nfails, or when a waiver has expired, is not needed, or names no rule.',
    )
    .addArgument(environments())
    .option('--at <date>', 'day to judge for, as in 2027-03-01: shows what will end (default: today)')
    .option('--rule <id>', 'only this rule; may be repeated', collect)
    .addOption(
      new Option('--format <format>', 'how to print')
        .choices(['terminal', 'json', 'junit', 'sarif', 'markdown'])
        .default('terminal'),
    )
    .option('--json', 'print JSON')
    .option('--list', 'list the rules without checking them')
    .addHelpText(
      'after',
      EXIT_CODE_HELP +
        examples(
          'smile guardrails',
          'smile guardrails production --at 2027-03-01',
          'smile guardrails --format sarif > guardrails.sarif',
          'smile guardrails dev --from state --file /tmp/dev',
          'smile guardrails --list',
        ),
    )
    .action(async (words: string[], options: GuardrailsCommandOptions) => {
      const { guardrails: run } = require('./commands/guardrails.ts') as typeof import('./commands/guardrails.ts');
      end(await run(words, options));
    });
}

/** `smile mutate` */
export function mutate(end: End): Command {
  return new Command('mutate')
    .summary('make faults in the JSON, and see what notices')
    .description(
      'Makes one fault after the other in the synthesized JSON of an environment (flips switches, widens address ranges, points\nreferences at another resource, leaves arguments out) and lists those that neither guardrails nor requirements notice.\npackages/mutation/survivors.txt says of which kinds nobody has to notice, and why; it may only shrink.',
    )
    .argument('<environment>', 'environment, as in production')
    .option('--sample <number>', 'most mutants, drawn by their names (default: every kind)', positiveInteger)
    .option('--per-kind <number>', 'most mutants of one kind: type, argument and fault (default: 2)', positiveInteger)
    .option('--seed <word>', 'draw other mutants')
    .option('--type <type>', 'only this resource type, as in aws_db_instance')
    .option('--json', 'print JSON; progress goes to stderr')
    .addHelpText(
      'after',
      EXIT_CODE_HELP +
        examples(
          'smile mutate production --sample 100',
          'smile mutate production --type aws_s3_bucket_policy',
          'smile mutate dev --json',
        ),
    )
    .action(async (word: string, options: MutateCommandOptions) => {
      const { mutate: run } = require('./commands/mutate.ts') as typeof import('./commands/mutate.ts');
      end(await run(word, options));
    });
}
