import { Command } from 'commander';
import { type End, EXIT_CODE_HELP, environments, examples, withSource } from './command-parts.ts';
import type { CostCommandOptions } from './commands/cost.ts';
import type { SupportCommandOptions } from './commands/support.ts';
import { collect, positiveInteger } from './options.ts';

/** Months that `smile cost` looks ahead, in which a version's support can end and begin to cost. */
const MONTHS = 24;

/** `smile cost` */
export function cost(end: End): Command {
  return withSource(new Command('cost'))
    .summary('say what a month costs')
    .description(
      'Says what environments cost in a month: everything that AWS bills, with extended support from the day on which it begins, against\nthe budget. What is billed by use follows from usage in environment.ts, else from defaults, which are marked. What has no price\nis listed, and not in the sum. With --against or --what-if it says what a change costs.',
    )
    .addArgument(environments())
    .option('--at <date>', 'day whose rates count, as in 2027-03-01 (default: today)')
    .option('--by <what>', 'what to add up by: thing, service, stack, month, or tag:<key>', 'thing')
    .option('--months <number>', 'months to look ahead', positiveInteger, MONTHS)
    .option('--against <folder>', 'compare with what smile synth --out wrote from another version')
    .option('--what-if <path=value>', 'compare with a value of environment.ts changed; may be repeated', collect)
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      EXIT_CODE_HELP +
        examples(
          'smile cost',
          'smile cost production --by stack',
          'smile cost production --by month --months 36',
          'smile cost production --by tag:data-class',
          'smile cost production --what-if databases.redis.nodeType=m5.2xlarge',
          'smile cost staging --what-if databases.mysql.main.version=8.4 --what-if databases.mysql.wms.version=8.4',
          'smile cost --against /tmp/main --json',
        ),
    )
    .action(async (words: string[], options: CostCommandOptions) => {
      const { cost: run } = require('./commands/cost.ts') as typeof import('./commands/cost.ts');
      end(await run(words, options));
    });
}

/** `smile support` */
export function support(end: End): Command {
  return withSource(new Command('support'))
    .summary('list what ends, costs more, or needs a hand')
    .description(
      'Lists by day what ends, costs more, or needs a hand: engines, Kubernetes, add-ons, charts, images, Node.js, Terraform, providers,\ncertificates, waivers, and data of others such as prices. It tells paid extended support from maintenance with security updates.\nOf what has ended it says how it stands now.',
    )
    .addArgument(environments())
    .option('--at <date>', 'day from which to look, as in 2027-03-01 (default: today)')
    .option('--until <date>', 'last day to look ahead to (default: a year later)')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      EXIT_CODE_HELP +
        examples(
          'smile support',
          'smile support production --until 2027-12-31',
          'smile support --at 2028-01-01 --json',
        ),
    )
    .action(async (words: string[], options: SupportCommandOptions) => {
      const { support: run } = require('./commands/support.ts') as typeof import('./commands/support.ts');
      end(await run(words, options));
    });
}
