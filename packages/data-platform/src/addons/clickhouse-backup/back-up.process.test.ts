import { spawn } from 'node:child_process';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';

const SCRIPT = join(__dirname, 'back-up.sh');
const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

interface Server {
  readonly url: string;
  readonly commands: string[];
  readonly authorizations: Set<string>;
}

/** A name as the script gives it, so many days ago. */
const named = (kind: string, daysAgo: number) =>
  `${kind}-${new Date(Date.now() - daysAgo * 86_400_000).toISOString().replaceAll(/[-:]|\.\d+Z/g, '')}`;

/**
 * The part of the server of clickhouse-backup that the script asks, with answers as its documentation has them.
 * https://github.com/Altinity/clickhouse-backup#api
 */
async function server(remote: readonly object[], states: readonly object[]): Promise<Server> {
  const commands: string[] = [];
  const authorizations = new Set<string>();
  let asked = 0;
  const http = createServer(async (request: IncomingMessage, response) => {
    authorizations.add(request.headers.authorization ?? '');
    if (request.method === 'POST') {
      let body = '';
      for await (const part of request) body += part;
      commands.push((JSON.parse(body) as { command: string }).command);
      response.end('{"status":"acknowledged","operation":"create_remote"}\n');
    } else if (request.url === '/backup/list/remote') {
      response.end(remote.map((one) => JSON.stringify(one)).join('\n'));
    } else {
      const state = states[Math.min(asked, states.length - 1)];
      if (commands.length > 0) asked += 1;
      response.end(commands.map((command) => JSON.stringify({ command, ...state })).join('\n'));
    }
  });
  await new Promise<void>((resolve) => {
    http.listen(0, '127.0.0.1', resolve);
  });
  closing.push(() => http.close());
  return { url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`, commands, authorizations };
}

function backUp(
  servers: string,
  more: Readonly<Record<string, string>> = {},
): Promise<{ code: number | null; said: string }> {
  const env = {
    PATH: process.env.PATH,
    SERVERS: servers,
    PASSWORD: 'secret',
    FULL_EVERY_DAYS: '7',
    AUTHORITY: '/dev/null',
    ASK_EVERY: '0',
    ...more,
  };
  const child = spawn('bash', [SCRIPT], { env });
  let said = '';
  child.stderr.on('data', (data) => {
    said += String(data);
  });
  return new Promise((resolve) => {
    child.on('close', (code) => resolve({ code, said }));
  });
}

const DONE = [{ status: 'in progress' }, { status: 'success' }];

test('copies everything when there is no backup yet, and waits until it is there', async () => {
  const { url, commands, authorizations } = await server([], DONE);
  expect(await backUp(url)).toMatchObject({ code: 0, said: expect.stringMatching(/backup: done\n$/) });
  expect(commands).toEqual([expect.stringMatching(/^create_remote full-\d{8}T\d{6}$/)]);
  expect([...authorizations]).toEqual([`Basic ${Buffer.from('backup:secret').toString('base64')}`]);
});

test('copies what changed since the last one that is whole', async () => {
  const [full, since, broken] = [named('full', 3), named('since', 2), named('since', 1)];
  const remote = [
    { name: since, desc: '' },
    { name: full, desc: 'regular' },
    { name: broken, desc: 'broken (can not stat metadata.json)' },
    { name: 'by-hand', desc: '' },
  ];
  const { url, commands } = await server(remote, DONE);
  expect(await backUp(url)).toMatchObject({ code: 0 });
  expect(commands).toEqual([
    expect.stringMatching(new RegExp(`^create_remote --diff-from-remote=${since} since-\\d{8}T\\d{6}$`)),
  ]);
});

test('copies everything anew when that was long ago', async () => {
  const { url, commands } = await server([{ name: named('full', 7) }, { name: named('since', 1) }], DONE);
  expect(await backUp(url)).toMatchObject({ code: 0 });
  expect(commands).toEqual([expect.stringMatching(/^create_remote full-/)]);
});

test('asks the next replica when one is gone', async () => {
  const { url, commands } = await server([], DONE);
  const { code, said } = await backUp(`http://127.0.0.1:9 ${url}`);
  expect(code).toBe(0);
  expect(said).toContain('backup: http://127.0.0.1:9 does not answer');
  expect(commands).toHaveLength(1);
});

test('fails with what went wrong', async () => {
  const { url } = await server([], [{ status: 'error', error: 'no space left' }]);
  expect(await backUp(url)).toMatchObject({
    code: 1,
    said: expect.stringMatching(/backup: FAILED: error no space left\n$/),
  });
});

test('fails when no replica answers', async () => {
  expect(await backUp('http://127.0.0.1:9')).toMatchObject({
    code: 1,
    said: expect.stringMatching(/backup: FAILED: no server answers\n$/),
  });
});
