import { Command, Option } from 'commander';
import { type End, EXIT_CODE_HELP, environments, examples } from './command-parts.ts';
import type { DriftCommandOptions } from './commands/drift.ts';
import { collect, positiveInteger } from './options.ts';

/** `smile drift` */
export function drift(end: End): Command {
  return new Command('drift')
    .summary('say what was changed outside, and what was not applied')
    .description(
      'Plans every stack and judges the plans twice: drift is what somebody changed outside Terraform, pending is code that was not applied.\nOnly attributes that the code sets count. It takes no lock and changes nothing; a stack that somebody is applying, or whose plan failed,\nis not judged, and never clean. What may differ for a while says so by ignoreDrift() on its construct.',
    )
    .addArgument(environments())
    .option('--stack <pattern>', "only these stacks, as in '*-network'; may be repeated", collect)
    .option(
      '--plan <file>',
      'judge this plan as terraform show -json prints it, or a folder that smile rehearse --drift --keep left; may be repeated. The stack is <stack> of <stack>=<file>, else the name of the file, else of its folder',
      collect,
    )
    .option('--offline', 'against stand-in providers, with states in files')
    .option('--states <folder>', 'with --offline: folder of the states (default: .smile/offline)')
    .option('--history <file>', 'keep in this file when each drift was first seen, by serial of the state and by day')
    .addOption(
      new Option('--fail-on <severity>', 'least severity of drift for exit code 4; all is reported')
        .choices(['high', 'medium', 'low'])
        .default('low'),
    )
    .addOption(
      new Option('--format <format>', 'how to print')
        .choices(['terminal', 'json', 'junit', 'markdown'])
        .default('terminal'),
    )
    .option('--json', 'print JSON')
    .option('--at-once <number>', 'most Terraform processes at a time (default: one per processor)', positiveInteger)
    .addHelpText(
      'after',
      HELP +
        examples(
          'smile drift production',
          'smile drift production --history drift-history.json --format markdown > drift.md',
          "smile drift staging --stack '*-network' --fail-on high",
          'smile drift dev --offline',
          'smile drift production --plan /tmp/production --json',
        ),
    )
    .action(async (words: string[], options: DriftCommandOptions) => {
      const { drift: run } = require('./commands/drift.ts') as typeof import('./commands/drift.ts');
      end(await run(words, options));
    });
}

const HELP = EXIT_CODE_HELP.replace(
  '  130',
  `  3    not judged: a plan failed or is not whole, or somebody is applying
  4    drift, whatever else there is
  5    no drift, but code that was not applied
  130`,
);
