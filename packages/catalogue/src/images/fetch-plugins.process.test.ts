import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

const SCRIPT = join(__dirname, '../../../../images/fetch-plugins.mjs');
/** An empty archive of tar: two blocks of zeros. https://www.gnu.org/software/tar/manual/html_node/Standard.html */
const ARCHIVE = Buffer.alloc(1024);
const SHA256 = createHash('sha256').update(ARCHIVE).digest('hex');

let server: Server;
let folder = '';
let address = '';
beforeAll(async () => {
  server = createServer((request, response) => {
    response.statusCode = request.url === '/plugin.tar' ? 200 : 404;
    response.end(ARCHIVE);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'smile-plugins-'));
  return () => rmSync(folder, { recursive: true });
});

const lockOf = (...plugins: readonly object[]) =>
  writeFileSync(join(folder, 'plugins.lock.json'), JSON.stringify({ plugins }));
const plugin = (archive: string, sha256: string | null) => ({ name: 'sink', version: '1.0', archive, sha256 });

/** Asynchronous, because the server is of the same process. */
function run(...options: readonly string[]) {
  return new Promise<{ readonly code: number; readonly out: string; readonly error: string }>((done) => {
    execFile(process.execPath, [SCRIPT, folder, ...options], (failure, out, error) =>
      done({ code: Number(failure?.code ?? 0), out, error }),
    );
  });
}

test('refuses plug-ins that nobody has reviewed, all at once, and fetches nothing', async () => {
  lockOf(plugin('maven:io.debezium:debezium-connector-mysql:3.6.1.Final:plugin@tar.gz', null), {
    ...plugin('https://example.org/other.zip', null),
    name: 'other',
  });
  expect(await run()).toEqual({
    code: 1,
    out: '',
    error: `error: 2 plug-ins of ${join(folder, 'plugins.lock.json')} have no reviewed checksum; fetch them with --accept, compare what it writes with what the projects publish, and commit it:
  - sink 1.0: https://repo1.maven.org/maven2/io/debezium/debezium-connector-mysql/3.6.1.Final/debezium-connector-mysql-3.6.1.Final-plugin.tar.gz
  - other 1.0: https://example.org/other.zip
`,
  });
});

test('writes the checksum for people to review, and takes the same archive from then on', async () => {
  lockOf(plugin(`${address}/plugin.tar`, null));
  expect((await run('--accept')).out).toContain(`sink 1.0: ${SHA256}\nwrote 1 checksums into `);
  expect(JSON.parse(readFileSync(join(folder, 'plugins.lock.json'), 'utf8')).plugins[0].sha256).toBe(SHA256);
  expect(await run()).toEqual({ code: 0, out: `sink 1.0: ${SHA256}\n`, error: '' });
  expect(existsSync(join(folder, 'plugins/sink'))).toBe(true);
});

test('unpacks nothing when one archive is another one, or is gone', async () => {
  const reviewed = 'ab'.repeat(32);
  lockOf(plugin(`${address}/plugin.tar`, reviewed), { ...plugin(`${address}/gone.tar`, reviewed), name: 'gone' });
  expect(await run()).toEqual({
    code: 1,
    out: '',
    error: `error: sink: ${address}/plugin.tar has the checksum ${SHA256}, reviewed was ${reviewed}; ask the project why before you change either
  gone: ${address}/gone.tar answered 404; try again, or correct its archive
`,
  });
  expect(existsSync(join(folder, 'plugins'))).toBe(false);
});
