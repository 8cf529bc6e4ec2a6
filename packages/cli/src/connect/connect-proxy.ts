import { createServer, type IncomingMessage, type Server } from 'node:http';
import { connect, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';

export interface ConnectProxyOptions {
  /** The one destination that is admitted, as in `ABC.gr7.ap-southeast-3.eks.amazonaws.com`, on port 443. */
  readonly host: string;
  /** Port of this machine that leads there. */
  readonly forwardedPort: number;
}

/**
 * An HTTP proxy for one TLS destination: it answers CONNECT for `<host>:443` with a tunnel to the forwarded port, and
 * everything else with a refusal. It cannot look into what passes, and whoever comes through still checks the certificate
 * against the destination's own name.
 */
export function connectProxy({ host, forwardedPort }: ConnectProxyOptions): Server {
  const admitted = `${host}:443`;
  const refusal = (asked: string) =>
    `this proxy leads to ${admitted} only, got ${asked}; unset the proxy for everything else\n`;
  const server = createServer((request, response) => {
    response.writeHead(403, { 'content-type': 'text/plain' });
    response.end(refusal(`${request.method} ${request.url}`));
  });
  server.on('connect', (request: IncomingMessage, client: Duplex, head: Buffer) => {
    const asked = request.url ?? '';
    // Names are not case-sensitive, and that of a cluster has capitals.
    if (asked.toLowerCase() !== admitted.toLowerCase()) return refuse(client, '403 Forbidden', refusal(asked));
    const upstream = connect(forwardedPort, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.write(head);
      upstream.pipe(client).pipe(upstream);
    });
    upstream.once('error', ({ message }) =>
      refuse(client, '502 Bad Gateway', `the forwarded port ${forwardedPort} does not answer: ${message}\n`),
    );
    client.once('error', () => upstream.destroy());
    client.once('close', () => upstream.destroy());
    upstream.once('close', () => client.destroy());
  });
  return server;
}

function refuse(client: Duplex | Socket, status: string, text: string): void {
  client.on('error', () => undefined);
  client.end(
    `HTTP/1.1 ${status}\r\nContent-Type: text/plain\r\nContent-Length: ${Buffer.byteLength(text)}\r\nConnection: close\r\n\r\n${text}`,
  );
}
