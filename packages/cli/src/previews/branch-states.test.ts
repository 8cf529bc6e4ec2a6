import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { branchState } from '../gitlab/gitlab-project.ts';
import { readBranchStates } from './branch-states.ts';
import { readClaim } from './claim.ts';

/** What GitLab answers, by path. https://docs.gitlab.com/api/branches/#get-single-repository-branch */
const ANSWERS: Readonly<Record<string, readonly [status: number, body: object]>> = {
  '/api/v4/projects/smile%2Fweb': [200, { id: 1 }],
  '/api/v4/projects/smile%2Fweb/repository/branches/menu': [200, { name: 'menu', merged: false }],
  '/api/v4/projects/smile%2Fweb/repository/branches/feature%2Fdone': [200, { name: 'feature/done', merged: true }],
  '/api/v4/projects/smile%2Fweb/repository/branches/broken': [502, {}],
};
const server = createServer((request, response) => {
  const [status, body] = ANSWERS[request.url ?? ''] ?? [404, { message: '404 Not Found' }];
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
});
let origin = '';
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

describe('what became of a branch', () => {
  test.each([
    ['smile/web', 'menu', 'there'],
    ['smile/web', 'feature/done', 'merged'],
    ['smile/web', 'deleted', 'gone'],
    // GitLab is down, or the project is hidden from the token: that says nothing of the branch.
    ['smile/web', 'broken', 'unknown'],
    ['smile/hidden', 'menu', 'unknown'],
  ])('%s %s is %s', async (project, branch, state) => {
    expect(await branchState({ url: new URL(`${origin}/${project}`), token: 'x' }, branch)).toBe(state);
  });
});

describe('a file with states of branches', () => {
  test('is read as smile preview branches writes it', () => {
    const states = [{ project: 'smile/web', branch: 'menu', state: 'there' }];
    expect(readBranchStates(JSON.stringify(states), 'branches.json')).toEqual(states);
  });

  test.each([
    ['', 'expected JSON'],
    ['{}', 'expected a list of branches'],
    [
      '[{"project":"smile/web","branch":"menu","state":"lost"}]',
      'expected project, branch and state, one of there, merged, gone, unknown, got {"project":"smile/web","branch":"menu","state":"lost"}',
    ],
    ['[null]', 'expected project, branch and state, one of there, merged, gone, unknown, got null'],
  ])('is refused as %j', (content, why) => {
    expect(() => readBranchStates(content, 'branches.json')).toThrow(
      `branches.json: ${why}; write it with smile preview branches, and pass on what that printed`,
    );
  });
});

test.each([
  ['{', 'it is not JSON'],
  ['null', 'it is no object'],
  ['{"slot":"preview-1"}', 'it lacks project, branch, commit, owner, images, created, expires, phase, since, run'],
])('a claim that somebody changed by hand is refused: %s', (content, why) => {
  expect(() => readClaim('preview-1', content)).toThrow(
    `the claim of preview-1 cannot be read: ${why}; somebody changed it by hand, so restore an earlier version of the object (docs/runbooks/previews.md)`,
  );
});
