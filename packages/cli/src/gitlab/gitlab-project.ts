import { CommandError } from '../command-error.ts';

/** A project of a GitLab server, and who speaks to it. */
export interface GitlabProject {
  /** Address of the project, as in `https://git.example.org/group/project`. */
  readonly url: URL;
  /** Never printed, in an error neither. */
  readonly token: string;
}

/** Longest text that GitLab takes for a comment. https://docs.gitlab.com/administration/instance_limits/#size-of-comments-and-descriptions-of-issues-merge-requests-and-epics */
export const MOST_CHARACTERS = 1_000_000;

const TIMEOUT_MILLISECONDS = 30_000;

/** What GitLab calls an answer that says no, and what to do about it. */
const REMEDIES: Readonly<Record<number, string>> = {
  401: 'the token is wrong or has ended; make another, as docs/runbooks/rotate-credentials.md says',
  403: 'the token may not do this: a comment needs the role Reporter and the scope api, a status the role Developer, and on a protected branch the right to push',
  404: 'there is no such project, commit or merge request, or the token may not see it',
};

/** Comments on a commit. https://docs.gitlab.com/api/commits/#post-comment-to-commit */
export async function commentOnCommit(project: GitlabProject, sha: string, body: string): Promise<void> {
  await request(project, 'POST', `/repository/commits/${encodeURIComponent(sha)}/comments`, { note: body });
}

/**
 * Comments on the open merge request of a branch; undefined where there is none.
 * https://docs.gitlab.com/api/merge_requests/#list-project-merge-requests, https://docs.gitlab.com/api/notes/#create-new-merge-request-note
 *
 * @returns number of the merge request.
 */
export async function commentOnBranch(
  project: GitlabProject,
  branch: string,
  body: string,
): Promise<number | undefined> {
  const found = await request(
    project,
    'GET',
    `/merge_requests?state=opened&source_branch=${encodeURIComponent(branch)}`,
  );
  const [first] = Array.isArray(found) ? found : [];
  const iid: unknown = (first as { readonly iid?: unknown } | undefined)?.iid;
  if (typeof iid !== 'number') return undefined;
  await request(project, 'POST', `/merge_requests/${iid}/notes`, { body });
  return iid;
}

/** What a status says of a commit, in GitLab's words. */
export const STATES = ['pending', 'running', 'success', 'failed', 'canceled'] as const;

export interface CommitStatus {
  readonly state: (typeof STATES)[number];
  /** What it is about, as in `deployed/production`. */
  readonly name: string;
  /** Page that says more. @default - none */
  readonly targetUrl?: string;
}

/** Sets a status of a commit. It is information and no control. https://docs.gitlab.com/api/commits/#set-commit-pipeline-status */
export async function setStatus(project: GitlabProject, sha: string, status: CommitStatus): Promise<void> {
  await request(project, 'POST', `/statuses/${encodeURIComponent(sha)}`, {
    state: status.state,
    name: status.name,
    ...(status.targetUrl === undefined ? {} : { target_url: status.targetUrl }),
  });
}

/**
 * What became of a branch; `unknown` where GitLab does not tell. https://docs.gitlab.com/api/branches/#get-single-repository-branch
 *
 * A project that the token may not see answers 404 as well, so a branch is gone only where the project is there.
 */
export async function branchState(
  project: GitlabProject,
  branch: string,
): Promise<'there' | 'merged' | 'gone' | 'unknown'> {
  try {
    const found = (await request(project, 'GET', `/repository/branches/${encodeURIComponent(branch)}`)) as {
      readonly merged?: unknown;
    };
    return found.merged === true ? 'merged' : 'there';
  } catch (error) {
    if (!(error instanceof GitlabAnswer) || error.status !== 404) return 'unknown';
  }
  try {
    await request(project, 'GET', '');
    return 'gone';
  } catch {
    return 'unknown';
  }
}

/** GitLab said no. */
class GitlabAnswer extends CommandError {
  readonly status: number;

  constructor(message: string, status: number) {
    super(message);
    this.name = 'GitlabAnswer';
    this.status = status;
  }
}

async function request(
  { url, token }: GitlabProject,
  method: 'GET' | 'POST',
  path: string,
  body?: object,
): Promise<unknown> {
  const id = encodeURIComponent(url.pathname.replace(/^\/|\/$/g, ''));
  const address = `${url.origin}/api/v4/projects/${id}${path}`;
  const headers = { 'PRIVATE-TOKEN': token, ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) };
  let response: Response;
  try {
    response = await fetch(address, {
      method,
      headers,
      body: body === undefined ? null : JSON.stringify(body),
      // A redirect would take the token along.
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS),
    });
  } catch (error) {
    const { cause } = error as { cause?: { code?: string } };
    throw new CommandError(
      `${method} ${address}: no answer (${cause?.code ?? (error as Error).name}); check the address, and whether GitLab answers`,
    );
  }
  if (response.ok) return response.json();
  const remedy = REMEDIES[response.status] ?? 'read the log of GitLab, and try again';
  throw new GitlabAnswer(`${method} ${address}: GitLab answered ${response.status}; ${remedy}`, response.status);
}
