import { createReadStream, createWriteStream, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { ArtifactError } from '../artifact-error.ts';
import { sha256OfFile } from '../sha256.ts';
import { ATTEMPTS, type RequestBody } from './http.ts';
import type { Descriptor } from './manifest.ts';
import type { RegistryClient } from './registry-client.ts';

/** Whether a repository has a blob. */
async function hasBlob(client: RegistryClient, digest: string): Promise<boolean> {
  return (await client.ask(`blobs/${digest}`, [200, 404], { method: 'HEAD' })).status === 200;
}

/**
 * Fetches a blob into a folder, under its digest. What an interruption left there is taken up where it ended.
 *
 * @returns path of the file.
 * @throws ArtifactError when the bytes are not those of the digest; they are removed.
 */
export async function fetchBlob(client: RegistryClient, blob: Descriptor, folder: string): Promise<string> {
  const path = join(folder, blob.digest.replace(':', '-'));
  if (sizeOf(path) === blob.size) return path;
  const draft = `${path}.part`;
  for (let attempt = 1; sizeOf(draft) < blob.size; attempt++) {
    try {
      await append(client, blob, draft);
    } catch (error) {
      if (isFinal(error) || attempt === ATTEMPTS) throw brokenOff(client, blob, error);
    }
    if (attempt === ATTEMPTS) break;
  }
  const digest = `sha256:${await sha256OfFile(draft)}`;
  if (digest !== blob.digest) {
    rmSync(draft, { force: true });
    const { host, name } = client.repository;
    throw new ArtifactError(
      `${host} sent a blob of ${name} that is ${digest}, expected ${blob.digest}; it was thrown away`,
    );
  }
  renameSync(draft, path);
  return path;
}

/** Adds to a file what it lacks. A registry that knows no ranges sends all from the start. */
async function append(client: RegistryClient, blob: Descriptor, draft: string): Promise<void> {
  const start = sizeOf(draft);
  const headers: Record<string, string> = start === 0 ? {} : { range: `bytes=${start}-` };
  const response = await client.ask(`blobs/${blob.digest}`, [200, 206], { headers });
  if (response.body === null) return;
  const flags = response.status === 206 ? 'a' : 'w';
  await pipeline(Readable.fromWeb(response.body as ReadableStream), createWriteStream(draft, { flags }));
}

/** Whether trying again is of no use: the registry refused, or somebody wants us to stop. */
function isFinal(error: unknown): boolean {
  return !(error instanceof Error) || error instanceof ArtifactError || error.name === 'AbortError';
}

function brokenOff({ repository }: RegistryClient, { digest }: Descriptor, error: unknown): unknown {
  if (isFinal(error)) return error;
  const cause = (error as Error).cause as NodeJS.ErrnoException | undefined;
  const why = cause?.code ?? cause?.message ?? (error as Error).message;
  return new ArtifactError(
    `${repository.host} broke off a blob of ${repository.name} (${digest}) ${ATTEMPTS} times (${why}); run it again, it goes on where it ended`,
    { cause: error },
  );
}

/**
 * Takes a blob over from another repository of the same registry.
 *
 * @returns whether the registry did; else an upload has begun, and its address is where to send the bytes.
 */
async function beginUpload(
  client: RegistryClient,
  digest: string,
  from: string | undefined,
): Promise<{ readonly isThere: boolean; readonly location: string }> {
  const query = from === undefined ? '' : `?${new URLSearchParams({ mount: digest, from })}`;
  const response = await client.ask(`blobs/uploads/${query}`, [201, 202], {
    method: 'POST',
    headers: { 'content-length': '0' },
  });
  await response.body?.cancel();
  const location = response.headers.get('location');
  if (response.status === 201) return { isThere: true, location: '' };
  if (location === null) throw new ArtifactError(`${client.repository.host} began an upload without saying where to`);
  return { isThere: false, location };
}

/**
 * Gives a repository a blob, by the cheapest way: it may have it, or another repository of the registry may.
 *
 * @param from name of a repository of the same registry that has it. @default - none is known
 * @param read fetches the blob when its bytes are needed.
 * @returns what it took.
 */
export async function giveBlob(
  client: RegistryClient,
  blob: Descriptor,
  from: string | undefined,
  read: () => Promise<string>,
): Promise<'there' | 'mounted' | 'uploaded'> {
  if (await hasBlob(client, blob.digest)) return 'there';
  if (from !== undefined) {
    const { isThere } = await beginUpload(client, blob.digest, from);
    if (isThere) return 'mounted';
  }
  return upload(client, blob, await read());
}

/** Sends a blob in one piece. An upload that breaks off is begun anew: not every registry takes up a former one. */
async function upload(client: RegistryClient, blob: Descriptor, path: string): Promise<'there' | 'uploaded'> {
  for (let attempt = 1; ; attempt++) {
    const { location, isThere } = await beginUpload(client, blob.digest, undefined);
    if (isThere) return 'there';
    const address = new URL(location, client.repository.url);
    address.searchParams.set('digest', blob.digest);
    const response = await client
      .ask(address.href, [201, 204], {
        method: 'PUT',
        headers: { 'content-type': 'application/octet-stream', 'content-length': String(blob.size) },
        body: () => Readable.toWeb(createReadStream(path)) as RequestBody,
        attempts: 1,
      })
      .catch((error: unknown) => {
        if (!(error instanceof ArtifactError) || attempt === ATTEMPTS) throw error;
        return undefined;
      });
    await response?.body?.cancel();
    if (response !== undefined) return 'uploaded';
  }
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
