import { Argument, Command } from 'commander';
import { type End, EXIT_CODE_HELP, environments, examples } from './command-parts.ts';
import type { StateDiffOptions } from './commands/state-diff.ts';
import { collect } from './options.ts';
import type { StateOptions } from './state/open-states.ts';

type Inspections = typeof import('./commands/state-inspect.ts');

/** Inspections that take environments, with what they say of themselves. */
const INSPECTIONS: readonly {
  readonly name: string;
  readonly summary: string;
  readonly description: string;
  readonly run: (inspections: Inspections) => Inspections['stateList'];
}[] = [
  {
    name: 'list',
    summary: 'list what states hold',
    description: 'Lists every address that states hold, data sources and superseded objects included.',
    run: ({ stateList }) => stateList,
  },
  {
    name: 'outputs',
    summary: 'list outputs, and which stacks read them',
    description: 'Lists the outputs of states, and which other stacks read each by the code. Values are not shown.',
    run: ({ stateOutputs }) => stateOutputs,
  },
  {
    name: 'tainted',
    summary: 'list what an apply left half-made',
    description: 'Lists tainted objects, which the next apply replaces, and deposed ones, which it deletes.',
    run: ({ stateTainted }) => stateTainted,
  },
  {
    name: 'orphans',
    summary: 'list what only states or only the code has',
    description:
      'Lists addresses that are in a state and not in the code, which the next apply destroys, and the reverse.',
    run: ({ stateOrphans }) => stateOrphans,
  },
  {
    name: 'versions',
    summary: 'say where versions of Terraform, providers and schemas differ',
    description:
      'Says where states were written by different versions of Terraform, objects of one type by different schemas of their provider,\nwhere stacks pin different versions, and which providers only a state knows. A state does not hold the version of a provider.',
    run: ({ stateVersions }) => stateVersions,
  },
  {
    name: 'secrets',
    summary: 'say where states hold secrets',
    description:
      'Says where states hold secrets, by marks of Terraform, by names and by form, and never what they are. Ends with 1 when one is not\nexpected there (docs/adr/0008).',
    run: ({ stateSecrets }) => stateSecrets,
  },
  {
    name: 'locks',
    summary: 'say who holds which state',
    description: 'Says who holds the lock of which state, since when and for what, and how a lock is broken safely.',
    run: ({ stateLocks }) => stateLocks,
  },
];

/** `smile state` */
export function state(end: End): Command {
  const command = withStates(new Command('state'))
    .summary('look into states')
    .description(
      'Looks into states: in the buckets that the code names, with your own credentials, or in files. It never writes, and never prints what\nmight be a secret. Without another word: one line for each state.',
    )
    .addArgument(environments())
    .option('--stack <pattern>', "only these stacks, as in '*-network'; may be repeated", collect)
    .addHelpText(
      'after',
      EXIT_CODE_HELP +
        examples(
          'smile state production',
          'smile state --states .smile/offline',
          'smile state show aws_vpc.Vpc production',
          'smile state diff indonesia-production-network',
          'smile state locks production',
        ),
    )
    .action(async (words: string[], options: StateOptions) => {
      const { stateOverview } = require('./commands/state-inspect.ts') as Inspections;
      end(await stateOverview(words, options));
    });
  for (const part of [check(end), show(end), diff(end), ...INSPECTIONS.map((one) => inspection(end, one))]) {
    command.addCommand(part);
  }
  return command;
}

function inspection(end: End, { name, summary, description, run }: (typeof INSPECTIONS)[number]): Command {
  return withStates(new Command(name))
    .summary(summary)
    .description(description)
    .addArgument(environments())
    .option('--stack <pattern>', "only these stacks, as in '*-network'; may be repeated", collect)
    .addHelpText(
      'after',
      EXIT_CODE_HELP +
        examples(`smile state ${name} production`, `smile state ${name} dev --stack '*-databases' --json`),
    )
    .action(async (words: string[], _: StateOptions, self: Command) => {
      end(await run(require('./commands/state-inspect.ts') as Inspections)(words, optionsOf(self)));
    });
}

function show(end: End): Command {
  return withStates(new Command('show'))
    .summary('show one object, redacted')
    .description(
      'Shows the attributes of one address as JSON. A text is shown where its attribute is on the list of harmless ones; of everything\nelse you see kind, length and a hash that holds for this run.',
    )
    .argument('<address>', 'as in aws_vpc.Vpc, or \'aws_subnet.Private["a"]\'')
    .addArgument(environments())
    .option('--stack <pattern>', "only these stacks, as in '*-network'; may be repeated", collect)
    .addHelpText('after', EXIT_CODE_HELP + examples('smile state show aws_vpc.Vpc production'))
    .action(async (address: string, words: string[], _: StateOptions, self: Command) => {
      const { stateShow } = require('./commands/state-inspect.ts') as Inspections;
      end(await stateShow(address, words, optionsOf(self)));
    });
}

function diff(end: End): Command {
  return withStates(new Command('diff'))
    .summary('compare two versions of a state')
    .description(
      'Compares two versions of the state of one stack, redacted: the two newest, or those that are named. Versions are those of the bucket, or\nfiles.',
    )
    .addArgument(new Argument('<stack>', 'whole name, as in indonesia-production-network'))
    .option('--before <version>', 'id of a version, or a file (default: the one before the newest)')
    .option('--after <version>', 'id of a version, or a file (default: the newest)')
    .option('--list', 'list the versions, and compare none')
    .addHelpText(
      'after',
      EXIT_CODE_HELP +
        examples(
          'smile state diff indonesia-production-network',
          'smile state diff indonesia-production-network --list',
          'smile state diff indonesia-dev-network --before old.tfstate --after new.tfstate',
        ),
    )
    .action(async (stack: string, _: StateDiffOptions, self: Command) => {
      const { stateDiff } = require('./commands/state-diff.ts') as typeof import('./commands/state-diff.ts');
      end(await stateDiff(stack, optionsOf(self)));
    });
}

function check(end: End): Command {
  return new Command('check')
    .summary('refuse states of rehearsals')
    .description(
      'Refuses states that smile rehearse or smile offline wrote, since stand-in providers invented what they hold. Run it before a\nstate is moved into a bucket.',
    )
    .argument(
      '<file...>',
      'states as Terraform keeps them, as in cdktf.out/.state/indonesia/production/bootstrap.tfstate',
    )
    .addHelpText(
      'after',
      EXIT_CODE_HELP + examples('smile state check cdktf.out/.state/indonesia/production/bootstrap.tfstate'),
    )
    .action((files: string[]) => {
      const { stateCheck } = require('./commands/state.ts') as typeof import('./commands/state.ts');
      end(stateCheck(files));
    });
}

/** Options of the command itself and of `smile state` around it, whichever side of the name they stand on. */
function optionsOf<Options>(command: Command): Options {
  return command.optsWithGlobals<Options & object>();
}

function withStates(command: Command): Command {
  return command
    .option(
      '--states <folder>',
      'states in files: folder of smile offline (.smile/offline), of smile rehearse --keep, or cdktf.out (default: the buckets that the code names)',
    )
    .option('--json', 'print JSON');
}
