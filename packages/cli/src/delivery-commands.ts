import { Command, InvalidArgumentError, Option } from 'commander';
import { type End, EXIT_CODE_HELP, examples } from './command-parts.ts';
import type { ApplyCommandOptions } from './commands/apply.ts';
import type { PlanCommandOptions } from './commands/plan.ts';
import type { ReviewCommandOptions } from './commands/review.ts';
import { collect, positiveInteger } from './options.ts';

/** Where a run without a cloud keeps its states; the same words for planning and applying. */
const STATES = 'with --offline: folder of the states (default: .smile/offline, where smile offline has them, too)';

/** Where it is written down what applies began and finished; the same words for planning and applying. */
const RECORDS =
  'where records of applies lie: a folder, or s3://bucket/prefix (default: beside the states in their bucket; with --offline in files)';

/** `smile plan` */
export function plan(end: End): Command {
  return new Command('plan')
    .summary('plan an environment, for review')
    .description(
      'Synthesizes an environment, holds it to guardrails and requirements, and saves a plan of each stack in a bundle: what was\nreviewed is what smile apply applies. A stack that reads what an earlier one is going to change gets a draft, which is planned again\nbefore its apply. Prints what changes, and one digest over everything: that is what is approved. Nothing that might be a secret is\nprinted; the bundle itself holds the plans of Terraform, so keep it as you keep states.',
    )
    .argument('<environment>', 'environment, as in production')
    .option('--stack <pattern>', "only these stacks, as in '*-network'; may be repeated", collect)
    .option('--out <folder>', 'empty folder for the bundle (default: a new one in .smile/plans)')
    .option('--expires <hours>', 'how long the bundle may be applied', positiveInteger, 8)
    .option('--destroy <stack>', 'plan to destroy this stack, and nothing else')
    .option(
      '--without <name>',
      'a stack or an environment that is applied and has left the code on purpose; may be repeated',
      collect,
    )
    .option('--offline', 'against stand-in providers, with states in files')
    .option('--states <folder>', STATES)
    .option('--records <place>', RECORDS)
    .option('--at-once <number>', 'most Terraform processes at a time (default: one per processor)', positiveInteger)
    .addOption(new Option('--json', 'print JSON; progress goes to stderr').conflicts('markdown'))
    .option('--markdown', 'print Markdown')
    .addHelpText(
      'after',
      EXIT_CODE_HELP +
        examples(
          'smile plan production',
          "smile plan staging --stack '*-network' --stack '*-storage'",
          'smile plan production --out plans --markdown > summary.md',
          'smile plan dev --offline',
          'smile plan dev --destroy indonesia-dev-access',
          'smile plan dev --without indonesia-dev-access',
        ),
    )
    .action(async (word: string, options: PlanCommandOptions) => {
      const { plan: run } = require('./commands/plan.ts') as typeof import('./commands/plan.ts');
      end(await run(word, options));
    });
}

/** `smile review` */
export function review(end: End): Command {
  return new Command('review')
    .summary('show what a bundle changes')
    .description(
      'Verifies a bundle of smile plan and shows what it changes, and why: what is replaced or destroyed first. It needs nothing but the\nbundle: no repository, no state, no cloud.',
    )
    .argument('<bundle>', 'folder that smile plan wrote')
    .option('--stack <pattern>', 'only these stacks; may be repeated', collect)
    .option('--digest <digest>', 'also refuse a bundle of another digest', digest)
    .addOption(new Option('--json', 'print JSON').conflicts('markdown'))
    .option('--markdown', 'print Markdown')
    .addHelpText(
      'after',
      EXIT_CODE_HELP +
        examples(
          'smile review plans',
          "smile review plans --stack '*-databases'",
          'smile review plans --markdown > summary.md',
          'smile review plans --json | jq -r .digest',
        ),
    )
    .action((folder: string, options: ReviewCommandOptions) => {
      const { review: run } = require('./commands/review.ts') as typeof import('./commands/review.ts');
      end(run(folder, options));
    });
}

/** `smile apply` */
export function apply(end: End): Command {
  return new Command('apply')
    .summary('apply exactly what was reviewed')
    .description(
      'Applies the plans of a bundle, stack after stack as they need each other. It refuses a bundle that is not the one that was approved, that\nis too old, or whose states have moved. A draft is planned again and goes on if it does nothing that the draft does not show. After each\nstack the state takes over what the providers say, and a plan must be empty. Ctrl-C lets Terraform finish what it has begun and save its\nstate; nothing is ever killed. --resume goes on where a run stopped.',
    )
    .requiredOption('--bundle <folder>', 'folder that smile plan wrote')
    .requiredOption('--digest <digest>', 'digest that was approved, as smile plan printed it', digest)
    .option(
      '--approver <e-mail>',
      'who approved; neither an author of the change nor who started the run (needed off a terminal)',
    )
    .option('--starter <e-mail>', 'who started the run (needed off a terminal)')
    .option('--commit <sha>', 'refuse a bundle of another commit')
    .option('--account <id>', 'refuse a bundle of another AWS account')
    .option(
      '--allow-destroy <address>',
      'destroy or replace this address although it holds data; may be repeated. Where two stacks have it: stack:address',
      collect,
    )
    .option('--resume', 'go on where an earlier run with this bundle stopped')
    .option('--offline', 'against stand-in providers, with states in files')
    .option('--states <folder>', STATES)
    .option('--records <place>', RECORDS)
    .option('--at-once <number>', 'most Terraform processes at a time (default: one per processor)', positiveInteger)
    .option('--json', 'print JSON; progress goes to stderr')
    .addHelpText(
      'after',
      EXIT_CODE_HELP +
        examples(
          'smile apply --bundle plans --digest sha256:1f0c…',
          'smile apply --bundle plans --digest sha256:1f0c… --approver ani@smile.example --starter budi@smile.example',
          'smile apply --bundle plans --digest sha256:1f0c… --allow-destroy aws_db_instance.MysqlWms',
          'smile apply --bundle plans --digest sha256:1f0c… --resume',
          'smile apply --bundle plans --digest sha256:1f0c… --offline',
        ),
    )
    .action(async (options: ApplyCommandOptions) => {
      const { apply: run } = require('./commands/apply.ts') as typeof import('./commands/apply.ts');
      end(await run(options));
    });
}

function digest(text: string): string {
  if (!/^sha256:[0-9a-f]{64}$/.test(text)) {
    throw new InvalidArgumentError('expected sha256: and 64 hexadecimal digits, as smile plan prints it');
  }
  return text;
}
