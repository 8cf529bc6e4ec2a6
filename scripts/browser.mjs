// The browser in which `npm test` opens reports: one that is there, or Debian's Chromium where it may be installed.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { ROOT, run } from './repository.mjs';

/** Names under which Chromium and its relatives are on PATH, and where macOS keeps them. */
const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const APPLICATIONS = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** How to get a browser, in one line. */
export const GET_BROWSER =
  'install Chromium (on Debian and Ubuntu: sudo apt-get install -y chromium) or Google Chrome and put it on PATH';

/** Path of a browser; on Debian, and as root, it is installed where there is none. Undefined when there is none to be had. */
export async function browser() {
  const found = findBrowser();
  if (found !== undefined || !canInstall()) return found;
  console.log('installing Chromium from Debian');
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update'], { env });
  const { exitCode, output } = await run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], { env });
  if (exitCode !== 0) console.error(`${output.trimEnd()}\nerror: apt-get ended with exit code ${exitCode}`);
  return findBrowser();
}

function findBrowser() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const candidates = [...NAMES.flatMap((name) => folders.map((folder) => join(folder, name))), ...APPLICATIONS];
  return candidates.find((path) => existsSync(path) && works(path));
}

/** Ubuntu has a `chromium-browser` that only tells how to get one. */
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

function canInstall() {
  return process.getuid?.() === 0 && existsSync('/etc/debian_version');
}

if (process.argv[1] === join(ROOT, 'scripts', 'browser.mjs')) {
  const path = await browser();
  console.log(path ?? `no browser; ${GET_BROWSER}`);
  process.exitCode = path === undefined ? 1 : 0;
}
