import { setTimeout as sleep } from 'node:timers/promises';
import { ArtifactError } from '../artifact-error.ts';

/** How often something that may pass is tried, the first time included. */
export const ATTEMPTS = 4;

/** What is sent. */
export type RequestBody = NonNullable<RequestInit['body']>;

export interface RequestOptions {
  readonly method?: 'GET' | 'HEAD' | 'POST' | 'PUT';
  readonly headers?: Readonly<Record<string, string>>;
  /** Made anew for each attempt, since a stream is read once. @default - none */
  readonly body?: () => RequestBody;
  readonly signal?: AbortSignal;
  /** How often it is tried, the first time included. @default 4 */
  readonly attempts?: number;
  /** How long to wait before the second attempt; doubled for each further one. @default 500 */
  readonly firstWaitMilliseconds?: number;
}

/**
 * Asks a server, again where the failure may pass: a connection that broke, too many requests, an error of the server.
 *
 * @throws ArtifactError when the server cannot be reached.
 */
export async function request(url: string, options: RequestOptions = {}): Promise<Response> {
  for (let attempt = 1; ; attempt++) {
    const outcome = await tryOnce(url, options);
    const isLast = attempt === (options.attempts ?? ATTEMPTS);
    if (outcome instanceof Response) {
      if (isLast || !mayPass(outcome.status)) return outcome;
      await outcome.body?.cancel();
    } else if (isLast) {
      throw unreachable(url, outcome);
    }
    const wait = outcome instanceof Response ? Number(outcome.headers.get('retry-after') ?? 0) * 1000 : 0;
    const backoff = (options.firstWaitMilliseconds ?? 500) * 2 ** (attempt - 1);
    await sleep(Math.min(Math.max(wait, backoff), 30_000), undefined, { signal: options.signal });
  }
}

async function tryOnce(url: string, { method, headers, body, signal }: RequestOptions): Promise<Response | Error> {
  try {
    return await fetch(url, {
      method: method ?? 'GET',
      headers,
      signal,
      ...(body !== undefined && { body: body(), duplex: 'half' }),
    } as RequestInit);
  } catch (error) {
    if (signal?.aborted === true || !(error instanceof Error)) throw error;
    return error;
  }
}

function mayPass(status: number): boolean {
  return status === 429 || status >= 500;
}

/** `fetch failed` says nothing; its cause does. */
function unreachable(url: string, error: Error): ArtifactError {
  const cause = error.cause as NodeJS.ErrnoException | undefined;
  const why = cause?.code ?? cause?.message ?? error.message;
  return new ArtifactError(`cannot reach ${new URL(url).host} (${why}); check the network, or take it from elsewhere`, {
    cause: error,
  });
}
