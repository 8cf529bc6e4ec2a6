import { Command, Option } from 'commander';
import { type End, EXIT_CODE_HELP, examples } from './command-parts.ts';
import type { CommentOptions, StatusOptions } from './commands/gitlab.ts';
import { STATES } from './gitlab/gitlab-project.ts';

/** `smile gitlab` */
export function gitlab(end: End): Command {
  const command = new Command('gitlab')
    .summary('tell GitLab how a commit fares')
    .description(
      'Comments on merge requests and commits, and sets statuses. What it says is information, never a control.',
    );
  for (const part of [comment(end), status(end)]) command.addCommand(part);
  return command;
}

function onProject(command: Command): Command {
  return command
    .option('--repository <url>', 'project, as in https://git.example.org/group/project (default: SMILE_REPOSITORY)')
    .option('--project <path>', 'another project on the same server, as in smile/backend-core')
    .option(
      '--token-file <file>',
      'file with the token; it is never an option, and never printed (default: GITLAB_TOKEN)',
    );
}

function comment(end: End): Command {
  const command = new Command('comment')
    .summary('comment on a merge request or a commit')
    .description('Comments on the open merge request of a branch, or on a commit. It needs a token of role Reporter.')
    .addOption(new Option('--branch <name>', 'branch whose merge request gets the comment').conflicts('commit'))
    .option('--commit <sha>', 'commit that gets the comment')
    .requiredOption('--body <file>', 'text, as Markdown')
    .addHelpText(
      'after',
      EXIT_CODE_HELP +
        examples(
          'smile gitlab comment --branch new-alarm --body report.md --token-file /run/secrets/gitlab/comment-token',
          'smile gitlab comment --commit 1f0c6e2 --body summary.md',
        ),
    )
    .action(async (options: CommentOptions) => {
      const { gitlabComment } = require('./commands/gitlab.ts') as typeof import('./commands/gitlab.ts');
      end(await gitlabComment(options));
    });
  return onProject(command);
}

function status(end: End): Command {
  const command = new Command('status')
    .summary('set a status of a commit')
    .description(
      'Sets a status of a commit. GitLab asks for a token of role Developer, and on a protected branch for the right to push; so no pipeline\ndoes it.',
    )
    .requiredOption('--commit <sha>', 'commit')
    .addOption(new Option('--state <state>', 'what it is').choices(STATES).makeOptionMandatory())
    .requiredOption('--name <name>', 'what it is about, as in deployed/production')
    .option('--target-url <url>', 'page that says more')
    .addHelpText(
      'after',
      EXIT_CODE_HELP + examples('smile gitlab status --commit 1f0c6e2 --state success --name deployed/production'),
    )
    .action(async (options: StatusOptions) => {
      const { gitlabStatus } = require('./commands/gitlab.ts') as typeof import('./commands/gitlab.ts');
      end(await gitlabStatus(options));
    });
  return onProject(command);
}
