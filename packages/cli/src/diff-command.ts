import { Command, Option } from 'commander';
import { type End, EXIT_CODE_HELP, environments, examples } from './command-parts.ts';
import type { DiffCommandOptions } from './commands/diff.ts';

/** `smile diff` */
export function diff(end: End): Command {
  return new Command('diff')
    .summary('say what an edit changes')
    .description(
      'Says what the code does to the estate that another commit does not: what is destroyed, replaced, changed in place, moved or made,\nwhen that takes effect, whether something is down meanwhile, and which guardrails, requirements, connections and pictures change. It\nsynthesizes both and needs no state, so it cannot know what was changed outside Terraform. Nothing that might be a secret is printed.',
    )
    .addArgument(environments())
    .option(
      '--against <what>',
      'a commit; a folder that smile synth --out wrote; a folder of states, or the word state for those of smile offline, which Terraform then\nplans on with stand-in providers (default: where the branch left main, so that the working tree is compared with it)',
    )
    .option(
      '--judged <file>',
      'JSON of smile rehearse --providers real: also say where real plugins refuse what the stand-ins accept',
    )
    .addOption(new Option('--json', 'print JSON, as docs/diff.schema.json describes it').conflicts('markdown'))
    .option('--markdown', 'print Markdown for a merge request')
    .addHelpText(
      'after',
      HELP +
        examples(
          'smile diff',
          'smile diff production',
          'smile diff production --against HEAD~1 --markdown > diff.md',
          'smile diff dev --against state',
          'smile diff --judged second-judge.json',
          "smile diff --json | jq '.changes[] | select(.holdsData)'",
        ),
    )
    .action(async (words: string[], options: DiffCommandOptions) => {
      const { diff: run } = require('./commands/diff.ts') as typeof import('./commands/diff.ts');
      end(await run(words, options));
    });
}

const HELP = EXIT_CODE_HELP.replace('  0    done', '  0    nothing changes').replace(
  '  130',
  `  6    something changes
  7    something that may hold data is destroyed or replaced, or perhaps replaced
  130`,
);
