// Fetches the plug-ins of an image, compares each with its reviewed checksum, and unpacks them into plugins/ beside the Dockerfile.
//   node images/fetch-plugins.mjs images/kafka-connect [--accept]
// Without a reviewed checksum nothing is fetched; --accept writes those that are missing into plugins.lock.json, for people to review.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder, option] = process.argv.slice(2);
if (folder === undefined || (option !== undefined && option !== '--accept')) {
  fail(2, 'expected a folder and perhaps --accept, as in node images/fetch-plugins.mjs images/kafka-connect --accept');
}
const file = join(folder, 'plugins.lock.json');
const lock = JSON.parse(readFileSync(file, 'utf8'));

const unseen = lock.plugins.filter(({ sha256 }) => sha256 === null);
if (unseen.length > 0 && option === undefined) {
  const names = unseen.map(({ name, version, archive }) => `\n  - ${name} ${version}: ${addressOf(archive)}`).join('');
  fail(
    1,
    `${unseen.length} plug-ins of ${file} have no reviewed checksum; fetch them with --accept, compare what it writes with what the projects publish, and commit it:${names}`,
  );
}

const plugins = join(folder, 'plugins');
const problems = [];
const fetched = [];
for (const plugin of lock.plugins) {
  const address = addressOf(plugin.archive);
  const response = await fetch(address).catch((error) => ({ ok: false, status: error.cause?.code ?? error.message }));
  if (!response.ok) {
    problems.push(`${plugin.name}: ${address} answered ${response.status}; try again, or correct its archive`);
    continue;
  }
  const bytes = Buffer.from(await response.arrayBuffer());
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (plugin.sha256 !== null && plugin.sha256 !== sha256) {
    problems.push(
      `${plugin.name}: ${address} has the checksum ${sha256}, reviewed was ${plugin.sha256}; ask the project why before you change either`,
    );
    continue;
  }
  fetched.push({ plugin, bytes, sha256, isArchive: address.endsWith('.zip') ? 'zip' : 'tar' });
}
if (problems.length > 0) fail(1, problems.join('\n  '));

rmSync(plugins, { recursive: true, force: true });
for (const { plugin, bytes, sha256, isArchive } of fetched) {
  const own = join(plugins, plugin.name);
  mkdirSync(own, { recursive: true });
  const archive = join(own, `archive.${isArchive}`);
  writeFileSync(archive, bytes);
  if (isArchive === 'zip') execFileSync('unzip', ['-q', archive, '-d', own]);
  else execFileSync('tar', ['-xf', archive, '-C', own]);
  rmSync(archive);
  plugin.sha256 = sha256;
  console.log(`${plugin.name} ${plugin.version}: ${sha256}`);
}
if (unseen.length > 0) {
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
  console.log(`wrote ${unseen.length} checksums into ${file}; review them like code`);
}

/** Of Maven Central, or as it stands. https://maven.apache.org/repositories/layout.html */
function addressOf(archive) {
  const [, group, artifact, version, classifier, type] =
    /^maven:([\w.-]+):([\w.-]+):([\w.-]+):([\w-]+)@([\w.]+)$/.exec(archive) ?? [];
  if (group === undefined) return archive;
  const path = [...group.split('.'), artifact, version, `${artifact}-${version}-${classifier}.${type}`].join('/');
  return `https://repo1.maven.org/maven2/${path}`;
}

function fail(code, message) {
  console.error(`error: ${message}`);
  process.exit(code);
}
