import { Command, Option } from 'commander';
import { version } from '../package.json';
import { charts, images } from './artifact-commands.ts';
import { type End, EXIT_CODE_HELP, environments, examples, helpWhereNotJudged, withSource } from './command-parts.ts';
import type { ConnectCommandOptions } from './commands/connect.ts';
import type { DiagramCommandOptions } from './commands/diagram.ts';
import type { DoctorCommandOptions } from './commands/doctor.ts';
import type { InventoryCommandOptions } from './commands/inventory.ts';
import type { RehearseCommandOptions } from './commands/rehearse.ts';
import type { ReportCommandOptions } from './commands/report.ts';
import type { SynthCommandOptions } from './commands/synth.ts';
import { completion } from './completion-command.ts';
import { cost, support } from './cost-commands.ts';
import { apply, plan, review } from './delivery-commands.ts';
import { diff } from './diff-command.ts';
import { drift } from './drift-command.ts';
import { gitlab } from './gitlab-commands.ts';
import { guardrails, mutate, requirements } from './judging-commands.ts';
import { collect, positiveInteger } from './options.ts';
import { preview } from './preview-commands.ts';
import { secrets } from './secrets-commands.ts';
import { state } from './state-commands.ts';

/**
 * The `smile` command line: names, options and help.
 *
 * What a command does is loaded when it runs (`require`), so that help appears at once.
 */
export function createProgram(argv: readonly string[], end: End): Command {
  const program = new Command('smile')
    .description("SMILE's AWS estate: synthesize it, rehearse it without a cloud, look into it")
    .version(version)
    .exitOverride()
    .showHelpAfterError('(smile --help lists commands and options)')
    .helpCommand('help [command]', 'display help for a command')
    .addHelpText(
      'after',
      `${EXIT_CODE_HELP}${examples('smile rehearse production', 'smile inventory dev --type aws_subnet', 'smile doctor')}`,
    );
  for (const command of [
    synth(end),
    diff(end),
    plan(end),
    review(end),
    apply(end),
    rehearse(end),
    offline(argv, end),
    state(end),
    drift(end),
    inventory(end),
    requirements(end),
    guardrails(end),
    mutate(end),
    cost(end),
    support(end),
    diagram(end),
    report(end),
    charts(end),
    images(end),
    connect(end),
    secrets(end),
    preview(end),
    gitlab(end),
    doctor(end),
    completion(program, end),
  ]) {
    program.addCommand(inheriting(prepared(command), program));
  }
  return program;
}

/** A command, with those inside it, that says the same after errors as the program. */
function inheriting(command: Command, parent: Command): Command {
  for (const inner of command.commands) inheriting(inner, parent);
  return command.copyInheritedSettings(parent);
}

/** A command, with those inside it, that throws where it would end the process, and takes `--verbose`. */
function prepared(command: Command): Command {
  for (const inner of command.commands) prepared(inner);
  return command.exitOverride().option('--verbose', 'show a stack trace for an error that is a bug');
}

function synth(end: End): Command {
  return new Command('synth')
    .summary('write Terraform JSON')
    .description('Writes the estate as Terraform JSON, one folder per stack, and says what is in it.')
    .addArgument(environments())
    .option('--out <folder>', 'folder to write to (default: cdktf.out)')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      EXIT_CODE_HELP +
        examples('smile synth', 'smile synth production staging', 'smile synth dev --out /tmp/dev --json'),
    )
    .action(async (words: string[], options: SynthCommandOptions) => {
      const { synth: run } = require('./commands/synth.ts') as typeof import('./commands/synth.ts');
      end(await run(words, options));
    });
}

function rehearse(end: End): Command {
  return new Command('rehearse')
    .summary('plan, apply, plan again and destroy, without a cloud')
    .description(
      'Plans, applies, plans again and destroys the estate with real Terraform against stand-in providers: no account, no\nregistry, no credentials. The second plan must be empty, and the states must meet the requirements. It proves graph, types, references, order and state; it does\nnot prove that AWS accepts a value.',
    )
    .addArgument(environments())
    .option('--stack <pattern>', 'only these stacks and what they need; may be repeated', collect)
    .option('--keep [folder]', 'keep configurations and states, and do not destroy (default: a new temporary folder)')
    .addOption(
      new Option(
        '--from-empty',
        "begin with empty accounts: stacks one by one in the runbook's order, and services refuse what needs something that is not there yet",
      ).conflicts(['stack', 'atOnce']),
    )
    .option('--drift', 'also change tags behind Terraform and see it repair them')
    .option('--destroy', 'destroy at the end, also with --keep')
    .option('--no-destroy', 'do not destroy at the end')
    .option('--no-unprotect', 'leave protections on, so that destroying what is protected is refused')
    .option('--at-once <number>', 'most Terraform processes at a time (default: one per processor)', positiveInteger)
    .addOption(
      new Option('--providers <kind>', 'real: real plugins also plan each stack, on the states of the rehearsal')
        .choices(['stand-in', 'real'])
        .default('stand-in'),
    )
    .option(
      '--plugin-dir <folder>',
      'where real plugins are, as terraform providers mirror leaves them (default: SMILE_PLUGIN_DIR, else the CLI configuration)',
    )
    .option('--endpoint <url>', 'address of a double of AWS that real plugins may call (default: a call is a finding)')
    .option('--json', 'print JSON; progress goes to stderr')
    .option('--junit <file>', 'also write a JUnit report')
    .addHelpText(
      'after',
      EXIT_CODE_HELP +
        examples(
          'smile rehearse',
          'smile rehearse production --drift',
          "smile rehearse --stack '*-network' --junit reports/rehearsal.xml",
          'smile rehearse --from-empty',
          'smile rehearse dev --keep /tmp/dev',
          'smile rehearse --providers real --plugin-dir ~/terraform-plugins',
        ),
    )
    .action(async (words: string[], options: RehearseCommandOptions) => {
      const { rehearse: run } = require('./commands/rehearse.ts') as typeof import('./commands/rehearse.ts');
      end(await run(words, options));
    });
}

function offline(argv: readonly string[], end: End): Command {
  return new Command('offline')
    .summary('run cdktf or Terraform without a cloud')
    .description(
      'Runs a command whose Terraform talks to stand-in providers. Synthesized files and states are in .smile/offline, apart from real\nones; remove that folder to start over, since what is protected cannot be destroyed here either. Ends with the exit code of the command;\n127 when there is no such command.',
    )
    .usage('[options] [environment...] -- <command...>')
    .argument('[words...]', 'environments that the app synthesizes (default: all), then -- and the command')
    .addHelpText(
      'after',
      EXIT_CODE_HELP +
        examples(
          'smile offline -- cdktf plan indonesia-production-network --skip-provider-lock',
          "smile offline production -- cdktf apply 'indonesia-production-*' --auto-approve --skip-provider-lock",
          'smile offline -- bash',
        ),
    )
    .action(async (words: string[]) => {
      const { offline: run } = require('./commands/offline.ts') as typeof import('./commands/offline.ts');
      // Commander drops the `--`, and what follows it stands at the end of the words.
      const toRun = argv.includes('--') ? argv.slice(argv.indexOf('--') + 1) : [];
      end(await run(words.slice(0, words.length - toRun.length), toRun));
    });
}

function inventory(end: End): Command {
  return withSource(new Command('inventory'))
    .summary('list resources')
    .description(
      'Lists the resources of the code, of plans or of states, with counts by type and by stack; or says what refers to one,\nwhat may reach one, and who reads a secret. The answers are the same whatever they are read from.',
    )
    .addArgument(environments())
    .option('--type <pattern>', "type, as in 'aws_vpc*'")
    .option('--stack <pattern>', "stack, as in '*-network'")
    .option('--path <pattern>', "construct path, as in '*/Vpc/**'")
    .option('--tag <key=pattern>', 'tag, default tags included; may be repeated', collect)
    .option('--summary', 'print the counts alone')
    .option('--refs <address>', 'what one resource refers to, and what refers to it, across stacks')
    .option('--kubernetes', 'the objects inside the clusters, whichever resource holds them')
    .option(
      '--reaches <address>',
      'what may reach one resource, by the rules of its security groups;\nor pods, as namespace/name, by network policies',
    )
    .option('--connections', 'what security groups let through, with the reason of each rule')
    .option(
      '--consumers',
      'who reads which secret: pods, roles by policies, resources by references, workloads by tags',
    )
    .addOption(new Option('--table', 'print a table (the default)').conflicts('json'))
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      helpWhereNotJudged('no security group decides what reaches it') +
        examples(
          'smile inventory production --type aws_subnet',
          'smile inventory --tag backup=daily --json',
          'smile inventory staging --refs aws_vpc.Vpc',
          'smile inventory production --reaches aws_db_instance.MysqlMain',
          'smile inventory production --reaches smile/api',
          'smile inventory production --kubernetes --json',
          'smile inventory production --consumers --table',
          'smile inventory --from state --file /tmp/dev/indonesia-dev-network/terraform.tfstate',
          'smile inventory dev --from plan --file /tmp/dev --connections',
        ),
    )
    .action(async (words: string[], options: InventoryCommandOptions) => {
      const { inventory: run } = require('./commands/inventory.ts') as typeof import('./commands/inventory.ts');
      end(await run(words, options));
    });
}

function diagram(end: End): Command {
  return new Command('diagram')
    .summary('draw pictures of environments, or of what differs between two')
    .description(
      'Draws environments from their code. Pictures are the same byte for byte as long as the estate is.\nKinds: estate (stacks and what they hold), network, traffic (the way of a request), clusters (pods and\nwhat network policies let through), telemetry, data-flow, reachability (who reaches whom by security groups), previews\n(slots of branches, where there are any), stacks (what depends on what).',
    )
    .addArgument(environments())
    .option('--kind <kind>', 'only this kind; may be repeated', collect)
    .addOption(
      new Option('--format <format>', 'SVG, or Mermaid for Markdown').choices(['svg', 'mermaid']).default('svg'),
    )
    .option('--out <folder>', 'folder to write to (default: reports/diagrams)')
    .option('--compare <environments...>', 'two environments: what is only in one, only in the other, or differs')
    .option('--json', 'print what the pictures show as JSON, and write no file')
    .addHelpText(
      'after',
      EXIT_CODE_HELP +
        examples(
          'smile diagram production',
          'smile diagram --kind network --out /tmp/pictures',
          'smile diagram --compare staging production',
          'smile diagram dev --kind stacks --format mermaid',
        ),
    )
    .action(async (words: string[], options: DiagramCommandOptions) => {
      const { diagram: run } = require('./commands/diagram.ts') as typeof import('./commands/diagram.ts');
      end(await run(words, options));
    });
}

function report(end: End): Command {
  return new Command('report')
    .summary('write one page about an environment')
    .description(
      'Writes one HTML page for each environment: requirements, guardrails, end of support, costs of virtual machines, diagrams\nand every resource. A page needs nothing besides itself, and loads nothing.',
    )
    .addArgument(environments())
    .option('--out <file>', 'file to write to, for one environment (default: reports/<environment>.html)')
    .option('--at <date>', 'day to report on, as in 2027-03-01 (default: today)')
    .option('--json', 'print what the pages show as JSON, and write no file')
    .addHelpText(
      'after',
      EXIT_CODE_HELP +
        examples(
          'smile report',
          'smile report production --out /tmp/production.html',
          'smile report production --at 2027-03-01',
        ),
    )
    .action(async (words: string[], options: ReportCommandOptions) => {
      const { report: run } = require('./commands/report.ts') as typeof import('./commands/report.ts');
      end(await run(words, options));
    });
}

function connect(end: End): Command {
  return new Command('connect')
    .summary('reach a data store, a cluster or a console')
    .description(
      "Shows and runs the commands that forward a port through the environment's bastion. For a cluster it also writes\n~/.kube/<cluster> for kubectl, and for a console it says where that answers. It uses your own credentials: sign in to\nthe operator role first.",
    )
    .argument(
      '<target>',
      'mysql, wms-mysql, redis, rabbitmq, rabbitmq-console, app-cluster, data-cluster, grafana, jaeger, keycloak or jenkins',
    )
    .requiredOption('--env <environment>', 'environment, as in production')
    .option('--local-port <port>', "port on this machine (default: the target's own)", positiveInteger)
    .option('--proxy', 'for a cluster: a proxy on the local port that leads to its API and nowhere else, for Terraform')
    .option('--print', 'show the commands without running them')
    .option('--json', 'print the commands as JSON without running them')
    .addHelpText(
      'after',
      EXIT_CODE_HELP +
        '\n  127  aws or session-manager-plugin is not there; other codes are those of the session\n' +
        examples(
          'smile connect mysql --env staging',
          'smile connect redis --env production --local-port 7000',
          'smile connect app-cluster --env dev --print',
          'smile connect app-cluster --env production --proxy',
          'smile connect grafana --env dev',
        ),
    )
    .action(async (target: string, options: ConnectCommandOptions) => {
      const { connect: run } = require('./commands/connect.ts') as typeof import('./commands/connect.ts');
      end(await run(target, options));
    });
}

function doctor(end: End): Command {
  return new Command('doctor')
    .summary('check this machine and the repository')
    .description('Checks what the other commands need, and says what to do about what is missing.')
    .addArgument(environments())
    .option(
      '--deploy',
      'fail on what only a real deployment needs: placeholders in values, plug-ins that nobody reviewed',
    )
    .option('--quotas', 'also compare what the environments need with the quotas of their accounts')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      EXIT_CODE_HELP +
        examples(
          'smile doctor',
          'smile doctor --deploy',
          'smile doctor --quotas production',
          'smile doctor --quotas --json',
        ),
    )
    .action(async (words: string[], options: DoctorCommandOptions) => {
      const { doctor: run } = require('./commands/doctor.ts') as typeof import('./commands/doctor.ts');
      end(await run(words, options));
    });
}
