import { once } from 'node:events';
import { createServer as createPlain, request } from 'node:http';
import { type AddressInfo, connect as connectTcp, createServer, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { connectProxy } from './connect-proxy.ts';

const HOST = 'ABC.gr7.ap-southeast-3.eks.amazonaws.com';
const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** The proxy, before something that says back what it hears. */
async function proxy(): Promise<number> {
  const echo = createServer((socket) => void socket.pipe(socket)).listen(0, '127.0.0.1');
  await once(echo, 'listening');
  const { port: forwardedPort } = echo.address() as AddressInfo;
  closers.push(() => echo.close());
  return listening(forwardedPort);
}

async function listening(forwardedPort: number): Promise<number> {
  const server = connectProxy({ host: HOST, forwardedPort }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  closers.push(() => {
    server.close();
    server.closeAllConnections();
  });
  return (server.address() as AddressInfo).port;
}

/** Sends one text to the proxy and gives back what comes first, and the socket. */
async function sent(port: number, text: string): Promise<{ answer: string; socket: Socket }> {
  const socket = connectTcp(port, '127.0.0.1');
  closers.push(() => socket.destroy());
  socket.write(text);
  const [answer] = (await once(socket, 'data')) as [Buffer];
  return { answer: answer.toString(), socket };
}

const connectTo = (target: string) => `CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n\r\n`;

test.each([`${HOST}:443`, `${HOST.toLowerCase()}:443`])('leads to the forwarded port for %s', async (target) => {
  const { answer, socket } = await sent(await proxy(), connectTo(target));
  expect(answer).toBe('HTTP/1.1 200 Connection established\r\n\r\n');
  socket.write('hello');
  const [back] = (await once(socket, 'data')) as [Buffer];
  expect(back.toString()).toBe('hello');
});

test.each([
  `${HOST}:8443`,
  `${HOST}:80`,
  'sts.ap-southeast-3.amazonaws.com:443',
  `${HOST}.evil.example:443`,
  `evil.example:443`,
  '127.0.0.1:22',
  'localhost:443',
])('refuses %s with a clear word', async (target) => {
  const { answer } = await sent(await proxy(), connectTo(target));
  expect(answer.split('\r\n')[0]).toBe('HTTP/1.1 403 Forbidden');
  expect(answer.split('\r\n\r\n')[1]).toBe(
    `this proxy leads to ${HOST}:443 only, got ${target}; unset the proxy for everything else\n`,
  );
});

test('refuses a plain request, which a proxy for everything would forward', async () => {
  const port = await proxy();
  const response = await new Promise<{ status: number | undefined; body: string }>((resolve, reject) => {
    request({ host: '127.0.0.1', port, path: 'http://169.254.169.254/latest/meta-data/' }, (answer) => {
      let body = '';
      answer.on('data', (part) => {
        body += String(part);
      });
      answer.on('end', () => resolve({ status: answer.statusCode, body }));
    })
      .once('error', reject)
      .end();
  });
  expect(response).toEqual({
    status: 403,
    body: `this proxy leads to ${HOST}:443 only, got GET http://169.254.169.254/latest/meta-data/; unset the proxy for everything else\n`,
  });
});

test('says that the forwarded port does not answer', async () => {
  const gone = createPlain().listen(0, '127.0.0.1');
  await once(gone, 'listening');
  const { port } = gone.address() as AddressInfo;
  gone.close();
  await once(gone, 'close');
  const { answer } = await sent(await listening(port), connectTo(`${HOST}:443`));
  expect(answer.split('\r\n')[0]).toBe('HTTP/1.1 502 Bad Gateway');
  expect(answer).toContain(`the forwarded port ${port} does not answer: connect ECONNREFUSED 127.0.0.1:${port}\n`);
});
