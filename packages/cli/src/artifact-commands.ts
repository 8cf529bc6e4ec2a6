import { Command } from 'commander';
import { type End, EXIT_CODE_HELP, environments, examples, helpWhereNotJudged } from './command-parts.ts';
import type { ChartsPullOptions } from './commands/charts.ts';
import type { ChartsVerifyOptions } from './commands/charts-verify.ts';
import type { ImagesSyncOptions } from './commands/images.ts';
import { collect } from './options.ts';

const HELM_OPTION = [
  '--helm <program>',
  'a Helm 3 to use (default: 3.17.2, which comes along for Linux on x86-64)',
] as const;

/** `smile charts` */
export function charts(end: End): Command {
  const command = new Command('charts')
    .summary('pull and check the charts that releases install')
    .description('Pulls the charts of packages/catalogue, lists them, and checks our values against them.')
    .addHelpText(
      'after',
      EXIT_CODE_HELP + examples('smile charts list', 'smile charts pull', 'smile charts verify production'),
    );
  for (const part of [chartsPull(end), chartsVerify(end), chartsCrds(end), chartsList(end)]) command.addCommand(part);
  return command;
}

function chartsPull(end: End): Command {
  return new Command('pull')
    .summary('bring archives of charts into the cache')
    .description(
      'Brings archives of charts from their repositories into .charts, which releases name, and checks each against\npackages/catalogue/data/charts.lock.json. An archive that nobody has reviewed is refused unless --accept records it; one that was\npublished anew is refused always. What cannot be had is said of each chart; the others are pulled.',
    )
    .argument('[chart...]', 'charts, as in loki istio-base (default: all)')
    .option('--accept', 'record the checksum of archives that nobody has reviewed')
    .option(
      '--charts <folder>',
      'take archives from a folder instead; sources that lie there are packed, and never recorded',
    )
    .option(...HELM_OPTION)
    .option('--json', 'print JSON; progress goes to stderr')
    .addHelpText(
      'after',
      EXIT_CODE_HELP +
        examples(
          'smile charts pull',
          'smile charts pull loki tempo --accept',
          'smile charts pull --charts /media/charts',
        ),
    )
    .action(async (words: string[], options: ChartsPullOptions) => {
      const { chartsPull: run } = require('./commands/charts.ts') as typeof import('./commands/charts.ts');
      end(await run(words, options));
    });
}

function chartsVerify(end: End): Command {
  return new Command('verify')
    .summary('check the values of releases against their charts')
    .description(
      'Finds the releases in the code and checks each against its chart: keys of values that the chart does not have, what a real Helm\nrefuses, Secrets with data, objects in foreign namespaces, images that packages/catalogue does not have or that come from elsewhere,\ncustom resources that the definitions of the charts do not allow.',
    )
    .addArgument(environments())
    .option('--charts <folder>', 'archives or sources of charts (default: .charts, which smile charts pull fills)')
    .option(...HELM_OPTION)
    .option('--json', 'print JSON; progress goes to stderr')
    .addHelpText(
      'after',
      helpWhereNotJudged('the code has no release of such a chart') +
        examples(
          'smile charts verify',
          'smile charts verify production',
          'smile charts verify dev --charts ~/helm-charts',
        ),
    )
    .action(async (words: string[], options: ChartsVerifyOptions) => {
      const { chartsVerify: run } =
        require('./commands/charts-verify.ts') as typeof import('./commands/charts-verify.ts');
      end(await run(words, options));
    });
}

function chartsCrds(end: End): Command {
  return new Command('crds')
    .summary('print the custom resource definitions that Helm does not upgrade')
    .description(
      'Prints the definitions in the folder crds of a chart, of the reviewed archive. Helm installs them once and never touches them again,\nso before an upgrade of such a chart they are applied by hand. Of charts that upgrade theirs it says so, and prints none.',
    )
    .argument('<chart>', 'chart, as in strimzi-kafka-operator')
    .option('--charts <folder>', 'archives or sources of charts (default: .charts, which smile charts pull fills)')
    .addHelpText(
      'after',
      EXIT_CODE_HELP +
        examples(
          'smile charts crds strimzi-kafka-operator',
          'smile charts crds strimzi-kafka-operator | kubectl apply --server-side --force-conflicts -f -',
        ),
    )
    .action(async (word: string, options: { readonly charts?: string }) => {
      const { chartsCrds: run } = require('./commands/charts-crds.ts') as typeof import('./commands/charts-crds.ts');
      end(await run(word, options));
    });
}

function chartsList(end: End): Command {
  return new Command('list')
    .summary('list the charts of the catalogue')
    .description('Lists the charts of the catalogue: version, date, end of support, Kubernetes versions, checksum.')
    .option('--json', 'print JSON')
    .addHelpText('after', EXIT_CODE_HELP + examples('smile charts list', 'smile charts list --json'))
    .action((options: { readonly json?: boolean }) => {
      const { chartsList: run } = require('./commands/charts.ts') as typeof import('./commands/charts.ts');
      end(run(options));
    });
}

/** `smile images` */
export function images(end: End): Command {
  const command = new Command('images')
    .summary('copy and list the images that run in the clusters')
    .description('Copies the images of packages/catalogue into the registry of an environment, and lists them.')
    .addHelpText('after', EXIT_CODE_HELP + examples('smile images list', 'smile images sync dev'));
  for (const part of [imagesSync(end), imagesList(end)]) command.addCommand(part);
  return command;
}

function imagesSync(end: End): Command {
  return new Command('sync')
    .summary('copy images into the registry of an environment')
    .description(
      'Copies the images that ECR cannot cache, by the digest that somebody reviewed, with all their platforms, from registry to\nregistry without Docker. What is there is not sent again, and a run that broke off goes on where it ended. Signs in by the AWS\ncommand line with your own credentials. Builds are named, not run.',
    )
    .argument(
      '[environment]',
      'environment, as in production; with --accept it may be left out: then nothing is copied',
    )
    .option('--image <name>', 'only this image, as in loki; may be repeated', collect)
    .option('--accept', 'first ask upstream for the digests that nobody has reviewed, and record them')
    .option('--json', 'print JSON; progress goes to stderr')
    .addHelpText(
      'after',
      EXIT_CODE_HELP +
        '\n  127  aws is not there\n' +
        examples(
          'smile images sync dev',
          'smile images sync production --image loki --image tempo',
          'smile images sync --accept',
        ),
    )
    .action(async (word: string | undefined, options: ImagesSyncOptions) => {
      const { imagesSync: run } = require('./commands/images.ts') as typeof import('./commands/images.ts');
      end(await run(word, options));
    });
}

function imagesList(end: End): Command {
  return new Command('list')
    .summary('list the images of the catalogue')
    .description(
      'Lists the images of the catalogue: where they come from, tag and digest, how they get into our registry, who uses them.',
    )
    .option('--json', 'print JSON')
    .addHelpText('after', EXIT_CODE_HELP + examples('smile images list', 'smile images list --json'))
    .action((options: { readonly json?: boolean }) => {
      const { imagesList: run } = require('./commands/images.ts') as typeof import('./commands/images.ts');
      end(run(options));
    });
}
