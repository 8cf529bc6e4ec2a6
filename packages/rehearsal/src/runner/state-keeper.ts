import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Keeps the states of a rehearsal in files, and gives them to Terraform over HTTP. */
export interface StateKeeper {
  /** Serves the state in a file; returns the address for the backend `http`. */
  serve(stack: string, statePath: string): string;
  close(): void;
}

/**
 * Listens on the loopback interface as Terraform's backend `http`.
 *
 * With the backend `local`, Terraform writes the whole state anew after every resource: half of a rehearsal went into that, and more
 * than half in a large stack. With any other backend, S3 among them, it writes every 20 seconds and at the end.
 *
 * https://developer.hashicorp.com/terraform/language/backend/http
 * https://github.com/hashicorp/terraform/blob/v1.11.4/internal/backend/local/hook_state.go
 */
export async function startStateKeeper(): Promise<StateKeeper> {
  const paths = new Map<string, string>();
  const server = createServer((request, response) => {
    const path = paths.get(request.url ?? '');
    if (path === undefined) response.writeHead(400).end();
    else if (request.method === 'GET') response.end(readFileSync(path));
    else if (request.method === 'POST') {
      bodyOf(request).then(
        (state) => {
          writeFileSync(path, state);
          response.end();
        },
        () => response.destroy(),
      );
    } else response.writeHead(405).end();
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    serve(stack, statePath) {
      const url = `/${encodeURIComponent(stack)}`;
      paths.set(url, statePath);
      return `http://127.0.0.1:${port}${url}`;
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
