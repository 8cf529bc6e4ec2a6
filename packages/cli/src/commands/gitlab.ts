import { readFileSync } from 'node:fs';
import { CommandError, EXIT_CODES } from '../command-error.ts';
import {
  type CommitStatus,
  commentOnBranch,
  commentOnCommit,
  type GitlabProject,
  MOST_CHARACTERS,
  setStatus,
} from '../gitlab/gitlab-project.ts';
import { gitlabToken } from '../gitlab/gitlab-token.ts';

export interface GitlabOptions {
  /** Address of the project. @default - the variable SMILE_REPOSITORY */
  readonly repository?: string;
  /** Path of another project on the same server, as in `smile/backend-core`. @default - the project itself */
  readonly project?: string;
  /** File with the token. @default - the variable GITLAB_TOKEN */
  readonly tokenFile?: string;
}

export interface CommentOptions extends GitlabOptions {
  readonly branch?: string;
  readonly commit?: string;
  /** File with the text, as Markdown. */
  readonly body: string;
}

export interface StatusOptions extends GitlabOptions {
  readonly commit: string;
  readonly state: CommitStatus['state'];
  readonly name: string;
  readonly targetUrl?: string;
}

/** `smile gitlab comment` */
export async function gitlabComment({ branch, commit, body, ...options }: CommentOptions): Promise<number> {
  if ((branch === undefined) === (commit === undefined)) {
    throw CommandError.wrongUse([
      'expected either --branch, whose merge request gets the comment, or --commit, got both or neither',
    ]);
  }
  const text = shortened(textOf(body));
  const project = projectOf(options);
  if (commit !== undefined) {
    await commentOnCommit(project, commit, text);
    process.stdout.write(`commented on commit ${commit}\n`);
    return EXIT_CODES.done;
  }
  const found = await commentOnBranch(project, branch ?? '', text);
  process.stdout.write(
    found === undefined
      ? `branch ${branch} has no open merge request; nothing was commented\n`
      : `commented on merge request ${found}\n`,
  );
  return EXIT_CODES.done;
}

/** `smile gitlab status` */
export async function gitlabStatus({ commit, state, name, targetUrl, ...options }: StatusOptions): Promise<number> {
  await setStatus(projectOf(options), commit, { state, name, ...(targetUrl === undefined ? {} : { targetUrl }) });
  process.stdout.write(`${name} of commit ${commit} is ${state}\n`);
  return EXIT_CODES.done;
}

function projectOf({ repository = process.env.SMILE_REPOSITORY, project, tokenFile }: GitlabOptions): GitlabProject {
  if (repository === undefined || !URL.canParse(repository)) {
    throw CommandError.wrongUse([
      `expected the address of a project, as in https://git.example.org/group/project, got ${repository ?? 'nothing'}; name it with --repository, or in SMILE_REPOSITORY`,
    ]);
  }
  const url = project === undefined ? new URL(repository) : new URL(`/${project}`, repository);
  const isLocal = ['localhost', '127.0.0.1'].includes(url.hostname);
  if (url.protocol !== 'https:' && !isLocal) {
    throw CommandError.wrongUse([`${repository} would carry the token in clear; use https`]);
  }
  return { url, token: gitlabToken(tokenFile, process.env) };
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new CommandError(`cannot read ${file}; name a file with the text of the comment`);
  }
}

/** What is too long for GitLab ends with a word that says so. */
function shortened(text: string): string {
  const end = '\n\n… shortened: the whole is in the log of the job.\n';
  return text.length <= MOST_CHARACTERS ? text : text.slice(0, MOST_CHARACTERS - end.length) + end;
}
