import { Argument, Command, Option } from 'commander';
import { type End, EXIT_CODE_HELP, examples } from './command-parts.ts';
import type { BranchesOptions, ReapOptions, UpOptions } from './commands/preview.ts';
import { collect, positiveInteger } from './options.ts';

type Previews = typeof import('./commands/preview.ts');
const load = () => require('./commands/preview.ts') as Previews;

const NAME = 'slot, branch, or what it is called in its address';

/** `smile preview` */
export function preview(end: End): Command {
  const command = new Command('preview')
    .summary('bring branches up in slots, and down again')
    .description(
      'Previews of branches in an environment that has slots for them. Each is one release with data stores of its own, in a namespace that\nreaches nothing else, and has an owner and an end. Jobs of Jenkins run these commands; what a job did can be looked at and repeated.',
    );
  for (const part of [up(end), list(end), extend(end), down(end), reap(end), branches(end)]) command.addCommand(part);
  return command;
}

function common(name: string): Command {
  return new Command(name)
    .addArgument(new Argument('<environment>', 'environment, as in dev'))
    .option('--offline', 'against stand-in providers, with states in files')
    .option('--states <folder>', 'with --offline: folder of the states (default: .smile/offline)');
}

function up(end: End): Command {
  return common('up')
    .summary('bring a branch up, or to a newer commit')
    .description(
      'Takes a free slot, or the one that the branch has, and releases the environment’s services there with the images of the branch. Says where it\nanswers. Where every slot is taken it says by whom, and who goes first. Of two pushes of one branch the run with the larger number counts.',
    )
    .requiredOption('--project <path>', 'project of the branch at GitLab, as in smile/backend-core')
    .requiredOption('--branch <name>', 'branch')
    .requiredOption('--commit <sha>', 'commit, 40 hexadecimal digits')
    .requiredOption('--owner <e-mail>', 'who asks for it')
    .requiredOption('--run <number>', 'number of the run', positiveInteger)
    .option('--image <service=image>', 'image of the branch, as tag@digest; may be repeated', collect)
    .option('--images <file>', 'file with such images, one a line')
    .option('--days <number>', 'how long it stays (default: platform.previews.lasts)', positiveInteger)
    .addOption(new Option('--json', 'print JSON; progress goes to stderr').conflicts('markdown'))
    .option('--markdown', 'print what a merge request is told')
    .addHelpText(
      'after',
      EXIT_CODE_HELP +
        examples(
          'smile preview up dev --project smile/backend-core --branch cold-chain --commit "$(git rev-parse HEAD)" --owner ani@smile.example --run 17 --image backend-core=1.4.2-cold-chain@sha256:…',
          'smile preview up dev --offline --project smile/web --branch menu --commit "$(git rev-parse HEAD)" --owner ani@smile.example --run 1',
        ),
    )
    .action(async (word: string, options: UpOptions) => end(await load().up(word, options)));
}

function list(end: End): Command {
  return common('list')
    .summary('who has which slot')
    .description('Lists the slots: branch, owner, age, end, cost of a day, address.')
    .option('--json', 'print JSON')
    .addHelpText('after', EXIT_CODE_HELP + examples('smile preview list dev', 'smile preview list dev --json'))
    .action(async (word: string, options: UpOptions) => end(await load().list(word, options)));
}

function extend(end: End): Command {
  return common('extend')
    .summary('let a preview stay longer')
    .description('Lets a preview stay so many days from now, up to platform.previews.longest.')
    .argument('<preview>', NAME)
    .argument('<days>', 'days from now', positiveInteger)
    .option('--json', 'print JSON')
    .addHelpText('after', EXIT_CODE_HELP + examples('smile preview extend dev cold-chain 14'))
    .action(async (word: string, name: string, days: number, options: UpOptions) =>
      end(await load().extend(word, name, days, options)),
    );
}

function down(end: End): Command {
  return common('down')
    .summary('take a preview down')
    .description('Destroys what the state of its slot has, then removes the state. Interrupted, it is run again.')
    .argument('<preview>', NAME)
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      EXIT_CODE_HELP + examples('smile preview down dev cold-chain', 'smile preview down dev preview-3'),
    )
    .action(async (word: string, name: string, options: UpOptions) => end(await load().down(word, name, options)));
}

function reap(end: End): Command {
  return common('reap')
    .summary('take down what has had its time')
    .description(
      'Takes down previews that have expired, whose branch is merged or gone, and what interruptions left; then compares namespaces with states.\nWhat somebody renews at the same moment stays. Ends with 1 where something is left that should be gone, and says what.',
    )
    .option('--branches <file>', 'what became of branches, as smile preview branches printed it')
    .option('--json', 'print JSON; progress goes to stderr')
    .addHelpText(
      'after',
      EXIT_CODE_HELP + examples('smile preview reap dev', 'smile preview reap dev --branches branches.json'),
    )
    .action(async (word: string, options: ReapOptions) => end(await load().reap(word, options)));
}

function branches(end: End): Command {
  return common('branches')
    .summary('what became of the branches of previews')
    .description(
      'Asks GitLab about the branch of each preview, and prints JSON for smile preview reap. It needs a token of role Reporter.',
    )
    .option('--repository <url>', 'address of the Git server, or of a project there (default: SMILE_REPOSITORY)')
    .option(
      '--token-file <file>',
      'file with the token; it is never an option, and never printed (default: GITLAB_TOKEN)',
    )
    .option('--json', 'print JSON (the default)')
    .addHelpText(
      'after',
      EXIT_CODE_HELP +
        examples('smile preview branches dev --token-file /run/secrets/gitlab/checkout-token > branches.json'),
    )
    .action(async (word: string, options: BranchesOptions) => end(await load().branches(word, options)));
}
