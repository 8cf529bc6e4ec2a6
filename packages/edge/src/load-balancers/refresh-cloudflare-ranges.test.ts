import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import '@smile/testing/matchers';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CLOUDFLARE_RANGES } from './cloudflare-ranges.ts';
import { refreshCloudflareRanges } from './refresh-cloudflare-ranges.ts';

let folder: string;
let file: string;
let server: Server | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'smile-ranges-'));
  file = join(folder, 'cloudflare-ranges.json');
  writeFileSync(file, JSON.stringify(CLOUDFLARE_RANGES));
});

afterEach(() => {
  server?.close();
  rmSync(folder, { recursive: true });
});

/** Address of a server that always answers the same. */
async function answering(status: number, body: string): Promise<string> {
  server = createServer((_request, response) => response.writeHead(status).end(body));
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/client/v4/ips`;
}

const answer = (ipv4: readonly string[], ipv6 = CLOUDFLARE_RANGES.ipv6) =>
  JSON.stringify({ success: true, errors: [], result: { ipv4_cidrs: ipv4, ipv6_cidrs: ipv6, etag: 'x' } });

const messageOf = async (status: number, body: string): Promise<string> => {
  const url = await answering(status, body);
  const failure = await refreshCloudflareRanges({ file, url, today: '2026-11-25' }).catch((error: Error) => error);
  if (!(failure instanceof Error)) throw new Error('expected a failure');
  return failure.message.replace(url, 'URL');
};

describe('a refresh', () => {
  test('writes the lists sorted, with where and when they were read, and tells what changed', async () => {
    const [first, ...others] = CLOUDFLARE_RANGES.ipv4;
    const url = await answering(200, answer(['108.160.0.0/20', ...others]));
    expect(await refreshCloudflareRanges({ file, url, today: '2026-11-25' })).toEqual({
      added: ['108.160.0.0/20'],
      removed: [first],
    });
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({
      source: url,
      asOf: '2026-11-25',
      ipv4: ['108.160.0.0/20', ...others].toSorted(),
      ipv6: CLOUDFLARE_RANGES.ipv6,
    });
  });

  test('changes the day alone when nothing else is new', async () => {
    const url = await answering(200, answer(CLOUDFLARE_RANGES.ipv4));
    expect(await refreshCloudflareRanges({ file, url, today: '2026-11-25' })).toEqual({ added: [], removed: [] });
  });
});

describe('leaves the file as it is and says why', () => {
  test.each([
    ['an error of the server', 503, 'busy', 'URL: expected status 200, got 503; try again later'],
    [
      'a page instead of JSON',
      200,
      '<html>sign in</html>',
      'URL: expected {"success":true,"result":{"ipv4_cidrs":[…],"ipv6_cidrs":[…]}}, got "<html>sign in</html>"; look at the address in a browser',
    ],
    [
      'an answer without success',
      200,
      '{"success":false}',
      'URL: expected {"success":true,"result":{"ipv4_cidrs":[…],"ipv6_cidrs":[…]}}, got "{\\"success\\":false}"; look at the address in a browser',
    ],
    [
      'the whole internet',
      200,
      answer([...CLOUDFLARE_RANGES.ipv4, '0.0.0.0/0']),
      'URL: ipv4[0]: expected a block of /12 or narrower, got "0.0.0.0/0"; it would let in more than Cloudflare',
    ],
    [
      'a list that lost most of its blocks',
      200,
      answer(CLOUDFLARE_RANGES.ipv4.slice(0, 9)),
      `URL: 6 blocks are gone (${CLOUDFLARE_RANGES.ipv4.slice(9).join(', ')}), at most 5 are plausible; compare with https://www.cloudflare.com/ips/ and edit the file by hand`,
    ],
  ])('%s', async (_name, status, body, message) => {
    expect(await messageOf(status, body)).toBe(message);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(CLOUDFLARE_RANGES);
  });
});
