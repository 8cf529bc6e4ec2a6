import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A call that a provider made although it was only asked to plan. */
export interface RecordedCall {
  /** Service or host, as in `sts` or `sts.ap-southeast-3.amazonaws.com:443`. */
  readonly service: string;
  /** As in `GetCallerIdentity`, or the method and path of a call without a name. */
  readonly operation: string;
}

/** Answers every call of a provider with a refusal, and keeps what was called. */
export interface CallRecorder {
  /** Address that providers are to call, as in `http://127.0.0.1:4566`. */
  readonly url: string;
  readonly calls: readonly RecordedCall[];
  close(): void;
}

/** Most bytes of a request that are read, to find the name of the operation. */
const LARGEST_REQUEST = 64 * 1024;

/**
 * Listens on the loopback interface, as the endpoint of every service and as the proxy of everything else.
 *
 * It answers 400, which the AWS SDKs do not try again.
 */
export async function startCallRecorder(): Promise<CallRecorder> {
  const calls: RecordedCall[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => {
      if (body.length < LARGEST_REQUEST) body += chunk;
    });
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      calls.push({
        service: signedService(headers.authorization) ?? headers.host ?? 'unknown',
        operation: nameOf(headers['x-amz-target'], body) ?? `${method} ${url.replace(/\?.*/, '')}`,
      });
      response.writeHead(400, { 'content-type': 'text/plain' }).end('a plan must not call');
    });
  });
  server.on('connect', (request, socket) => {
    calls.push({ service: request.url ?? 'unknown', operation: 'CONNECT' });
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Service in `Credential=<key>/<date>/<region>/<service>/aws4_request`, which AWS calls are signed for. */
function signedService(authorization: string | undefined): string | undefined {
  return /Credential=[^/]+\/\d+\/[^/]+\/([^/]+)\//.exec(authorization ?? '')?.[1];
}

/** Operation in `X-Amz-Target: <service>.<operation>` (JSON protocols), or in `Action=<operation>` (query protocol). */
function nameOf(target: string | string[] | undefined, body: string): string | undefined {
  if (typeof target === 'string') return target.split('.').at(-1);
  return /(?:^|&)Action=(\w+)/.exec(body)?.[1];
}
