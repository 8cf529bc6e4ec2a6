import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ROOT, temporaryFolders } from '../fixtures/run-smile.ts';
import { readRunbook } from './read-runbook.ts';

const folder = temporaryFolders();

/** What stands in for Cloudflare's 100 MB, so that the test is quick: 450 commits of 10 kB are above it, 200 are not. */
const LIMIT_BYTES = 3_000_000;
const COMMITS = 450;

const git = (cwd: string, ...args: readonly string[]) => execFileSync('git', args, { cwd, encoding: 'utf8' });

/**
 * Git's own server behind a limit of the request's size, answered with 413 as Cloudflare does:
 * https://developers.cloudflare.com/support/troubleshooting/http-status-codes/4xx-client-error/error-413/
 */
function gitServer(repositories: string): Server {
  return createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of request) {
      size += chunk.length;
      if (size <= LIMIT_BYTES) chunks.push(chunk);
    }
    if (size > LIMIT_BYTES) response.writeHead(413).end();
    else answer(repositories, request, Buffer.concat(chunks), response);
  });
}

/** Calls `git http-backend`, a CGI program: https://git-scm.com/docs/git-http-backend */
function answer(repositories: string, request: IncomingMessage, body: Buffer, response: ServerResponse): void {
  const { pathname, search } = new URL(request.url ?? '/', 'http://localhost');
  const { 'content-type': type = '', 'content-encoding': encoding = '' } = request.headers;
  const backend = spawn('git', ['http-backend'], {
    env: {
      PATH: process.env.PATH,
      GIT_PROJECT_ROOT: repositories,
      GIT_HTTP_EXPORT_ALL: '1',
      PATH_INFO: pathname,
      QUERY_STRING: search.slice(1),
      REQUEST_METHOD: request.method,
      CONTENT_TYPE: type,
      CONTENT_LENGTH: String(body.length),
      HTTP_CONTENT_ENCODING: encoding,
    },
  });
  const output: Buffer[] = [];
  backend.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  backend.on('close', () => {
    const text = Buffer.concat(output);
    const end = text.indexOf('\r\n\r\n');
    const headers = Object.fromEntries(
      text
        .subarray(0, end)
        .toString()
        .split('\r\n')
        .map((line) => line.split(/: (.*)/s).slice(0, 2)),
    );
    const { Status: status = '200', ...others } = headers;
    response.writeHead(Number.parseInt(status, 10), others).end(text.subarray(end + 4));
  });
  backend.stdin.end(body);
}

/** A history for `git fast-import`, each commit with a file that cannot be compressed. */
function history(): Buffer {
  const parts: (string | Buffer)[] = [];
  for (let number = 1; number <= COMMITS; number++) {
    const content = randomBytes(10_000);
    parts.push(
      `commit refs/heads/main\ncommitter SMILE <smile@smile.example> ${1_700_000_000 + number} +0000\ndata 1\nx\n`,
      `M 100644 inline file-${number}\ndata ${content.length}\n`,
      content,
      '\n',
    );
  }
  return Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part)));
}

let server: Server;
let clone: string;
let bare: string;

beforeAll(async () => {
  const here = folder();
  const repositories = join(here, 'server');
  bare = join(repositories, 'smile.git');
  clone = join(here, 'clone');
  for (const path of [bare, clone]) mkdirSync(path, { recursive: true });
  git(bare, 'init', '--quiet', '--bare', '--initial-branch=main');
  git(bare, 'config', 'http.receivepack', 'true');
  git(clone, 'init', '--quiet', '--initial-branch=main');
  execFileSync('git', ['fast-import', '--quiet'], { cwd: clone, input: history() });
  server = gitServer(repositories);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  git(clone, 'remote', 'add', 'origin', `http://127.0.0.1:${port}/smile.git`);
});

afterAll(() => {
  server.close();
});

/** Runs a script in the clone, while the server of this process answers. */
function inClone(script: string): Promise<{ readonly status: number | null; readonly output: string }> {
  const file = join(clone, '..', 'script.sh');
  writeFileSync(file, script);
  const shell = spawn('bash', ['-eu', file], {
    cwd: clone,
    env: { PATH: process.env.PATH, HOME: clone, GIT_TERMINAL_PROMPT: '0' },
  });
  const output: string[] = [];
  for (const stream of [shell.stdout, shell.stderr]) stream.on('data', (chunk) => output.push(String(chunk)));
  return new Promise((resolve) => shell.on('close', (status) => resolve({ status, output: output.join('') })));
}

test('a push above the limit fails as the page says, and goes through in the parts of its commands', async () => {
  const page = readRunbook('', readFileSync(join(ROOT, 'docs/runbooks/large-pushes.md'), 'utf8'));
  const whole = await inClone('git push origin main');
  expect(whole.status).not.toBe(0);
  expect(whole.output).toContain('error: RPC failed; HTTP 413');
  expect(page.text).toContain('error: RPC failed; HTTP 413');
  expect(spawnSync('git', ['rev-parse', '--verify', 'main'], { cwd: bare }).status).not.toBe(0);

  expect(await inClone(page.blocks.join('\n'))).toMatchObject({ status: 0 });
  expect(git(bare, 'rev-list', '--count', 'main').trim()).toBe(String(COMMITS));
  expect(git(bare, 'rev-parse', 'main')).toBe(git(clone, 'rev-parse', 'main'));
});
