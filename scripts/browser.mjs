// The browser in which `npm test` opens reports: one that is there, or Debian's Chromium where it may be installed.
import { join } from 'node:path';
import { findProgram, installPackage } from './debian.mjs';
import { ROOT } from './repository.mjs';

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
  const found = findProgram(NAMES, APPLICATIONS);
  if (found !== undefined) return found;
  await installPackage('chromium');
  return findProgram(NAMES, APPLICATIONS);
}

if (process.argv[1] === join(ROOT, 'scripts', 'browser.mjs')) {
  const path = await browser();
  console.log(path ?? `no browser; ${GET_BROWSER}`);
  process.exitCode = path === undefined ? 1 : 0;
}
