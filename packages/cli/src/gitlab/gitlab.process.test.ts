import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { FakeGitlab } from '../fixtures/fake-gitlab.ts';
import { type Ended, runSmile, temporaryFolders } from '../fixtures/run-smile.ts';

const temporaryFolder = temporaryFolders();
const TOKEN = 'glpat-very-secret';

const server = new FakeGitlab();

let repository = '';
let folder = '';
beforeAll(async () => {
  repository = await server.start();
  folder = temporaryFolder();
  writeFileSync(join(folder, 'report.md'), '# Report\n\nAll is well.\n');
  writeFileSync(join(folder, 'token'), `${TOKEN}\n`);
});
afterAll(() => server.close());
beforeEach(() => {
  server.received = [];
  server.answer = () => [201, {}];
});

const gitlab = (...args: readonly string[]): Promise<Ended> =>
  runSmile(['gitlab', ...args, '--repository', repository, '--token-file', join(folder, 'token')]);
const comment = (...args: readonly string[]) => gitlab('comment', '--body', join(folder, 'report.md'), ...args);

describe('smile gitlab comment', () => {
  // https://docs.gitlab.com/api/rest/#namespaced-paths, https://docs.gitlab.com/api/notes/#create-new-merge-request-note
  test('finds the open merge request of a branch, and comments there', async () => {
    server.answer = (path) => (path.includes('/notes') ? [201, { id: 1 }] : [200, [{ iid: 42 }]]);
    const { exitCode, stdout } = await comment('--branch', 'fix/ä&b');
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: 'commented on merge request 42\n' });
    expect(server.received.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /api/v4/projects/smile%2Finfrastructure/merge_requests?state=opened&source_branch=fix%2F%C3%A4%26b',
      'POST /api/v4/projects/smile%2Finfrastructure/merge_requests/42/notes',
    ]);
    expect(server.received[1]?.body).toEqual({ body: '# Report\n\nAll is well.\n' });
    for (const { headers } of server.received) expect(headers['private-token']).toBe(TOKEN);
    expect(server.received[1]?.headers['content-type']).toBe('application/json');
  });

  test('says so where a branch has no merge request, which is no failure', async () => {
    server.answer = () => [200, []];
    const { exitCode, stdout } = await comment('--branch', 'alone');
    expect({ exitCode, stdout }).toEqual({
      exitCode: 0,
      stdout: 'branch alone has no open merge request; nothing was commented\n',
    });
    expect(server.received).toHaveLength(1);
  });

  // https://docs.gitlab.com/api/commits/#post-comment-to-commit
  test('comments on a commit', async () => {
    expect((await comment('--commit', '1f0c6e2')).exitCode).toBe(0);
    expect(server.received).toMatchObject([
      {
        method: 'POST',
        path: '/api/v4/projects/smile%2Finfrastructure/repository/commits/1f0c6e2/comments',
        body: { note: '# Report\n\nAll is well.\n' },
      },
    ]);
  });

  test.each([
    [401, 'the token is wrong or has ended; make another, as docs/runbooks/rotate-credentials.md says'],
    [
      403,
      'the token may not do this: a comment needs the role Reporter and the scope api, a status the role Developer, and on a protected branch the right to push',
    ],
    [404, 'there is no such project, commit or merge request, or the token may not see it'],
    [502, 'read the log of GitLab, and try again'],
  ])('says what to do about %i, and nothing of the token or the answer', async (status, remedy) => {
    server.answer = () => [status, { message: `insufficient_scope for ${TOKEN}` }];
    const { exitCode, stdout, stderr } = await comment('--commit', '1f0c6e2');
    expect({ exitCode, stdout, stderr }).toEqual({
      exitCode: 1,
      stdout: '',
      stderr: `error: POST ${new URL(repository).origin}/api/v4/projects/smile%2Finfrastructure/repository/commits/1f0c6e2/comments: GitLab answered ${status}; ${remedy}\n`,
    });
  });

  test('follows no redirect, which would take the token along', async () => {
    server.answer = () => [307, {}];
    const { exitCode, stderr } = await comment('--commit', '1f0c6e2');
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(
      /^error: POST .*: no answer \(TypeError\); check the address, and whether GitLab answers\n$/,
    );
    expect(server.received).toHaveLength(1);
  });

  test.each([
    [['--commit', 'a', '--branch', 'b'], "error: option '--branch <name>' cannot be used with option '--commit <sha>'"],
    [[], 'error: expected either --branch, whose merge request gets the comment, or --commit, got both or neither'],
  ])('refuses %j', async (args, message) => {
    const { exitCode, stderr } = await comment(...args);
    expect(exitCode).toBe(2);
    expect(stderr.split('\n')[0]).toBe(message);
    expect(server.received).toEqual([]);
  });
});

describe('the token', () => {
  const run = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
    runSmile(['gitlab', 'comment', '--commit', 'a', '--body', join(folder, 'report.md'), ...args], { env });

  test('comes from the one variable that may have it, where no file is named', async () => {
    const { exitCode } = await run([], { GITLAB_TOKEN: TOKEN, SMILE_REPOSITORY: repository });
    expect(exitCode).toBe(0);
    expect(server.received[0]?.headers['private-token']).toBe(TOKEN);
  });

  test('is asked for where nothing has one', async () => {
    const { stderr } = await run(['--repository', repository], { GITLAB_TOKEN: '' });
    expect(stderr).toBe(
      'error: the variable GITLAB_TOKEN holds no token of GitLab: expected 8 letters, digits, _ . or - or more; name a file that does with --token-file\n',
    );
  });

  test('is never sent in clear', async () => {
    const { exitCode, stderr } = await run(['--repository', 'http://git.example.org/smile/infrastructure'], {
      GITLAB_TOKEN: TOKEN,
    });
    expect({ exitCode, first: stderr.split('\n')[0] }).toEqual({
      exitCode: 2,
      first: 'error: http://git.example.org/smile/infrastructure would carry the token in clear; use https',
    });
  });
});

// https://docs.gitlab.com/api/commits/#set-commit-pipeline-status
test('smile gitlab status sets a status of a commit', async () => {
  const args = ['--commit', '1f0c6e2', '--state', 'success', '--name', 'deployed/production'];
  const { exitCode, stdout } = await gitlab('status', ...args, '--target-url', 'https://jenkins.example/1');
  expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: 'deployed/production of commit 1f0c6e2 is success\n' });
  expect(server.received).toMatchObject([
    {
      method: 'POST',
      path: '/api/v4/projects/smile%2Finfrastructure/statuses/1f0c6e2',
      body: { state: 'success', name: 'deployed/production', target_url: 'https://jenkins.example/1' },
    },
  ]);
});
