// Programs that tests need and Debian packages have.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './repository.mjs';

/** Path of a program that is there and works: on PATH by one of its names, or at one of the other paths. */
export function findProgram(names, otherPaths = []) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const candidates = [...names.flatMap((name) => folders.map((folder) => join(folder, name))), ...otherPaths];
  return candidates.find((path) => existsSync(path) && works(path));
}

/** Ubuntu has programs that only tell how to get one. */
function works(path) {
  try {
    return /\d+\.\d+/.test(
      execFileSync(path, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
    );
  } catch (error) {
    if (error instanceof Error) return false;
    throw error;
  }
}

/** Installs a package where that may be done: on Debian, as root. */
export async function installPackage(name) {
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return;
  console.log(`installing ${name} from Debian`);
  // A service that a package brings is not to run here.
  const env = { DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  await run('apt-get', ['update'], { env });
  const { exitCode, output } = await run('apt-get', ['install', '-y', '--no-install-recommends', name], { env });
  if (exitCode !== 0) console.error(`${output.trimEnd()}\nerror: apt-get ended with exit code ${exitCode}`);
}
