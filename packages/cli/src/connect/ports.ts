import { type AddressInfo, connect, createServer, type Server } from 'node:net';
import { CommandError } from '../command-error.ts';

/** Only this machine reaches what listens here. */
const LOOPBACK = '127.0.0.1';

/**
 * Listens on a port of this machine alone.
 *
 * @throws CommandError when something else listens there.
 */
export function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EADDRINUSE') return reject(error);
      reject(
        new CommandError(
          `port ${port} of this machine is taken; end what listens there, or choose another with --local-port`,
        ),
      );
    });
    server.listen(port, LOOPBACK, () => resolve((server.address() as AddressInfo).port));
  });
}

/**
 * Checks that nothing listens on a port; 0 finds a free one.
 *
 * @throws CommandError when something does.
 */
export async function freePort(port: number): Promise<number> {
  const server = createServer();
  const found = await listen(server, port);
  await new Promise((resolve) => server.close(resolve));
  return found;
}

/** Waits until a port answers, or until told to stop; says which of the two it was. */
export async function answers(port: number, signal: AbortSignal): Promise<boolean> {
  while (!signal.aborted) {
    if (await isOpen(port)) return true;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return false;
}

function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, LOOPBACK);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
