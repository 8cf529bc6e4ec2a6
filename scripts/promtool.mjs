// The program that checks and tries alert rules: one that is there, or Debian's where it may be installed.
import { findProgram, installPackage } from './debian.mjs';

/** How to get it, in one line. */
export const GET_PROMTOOL =
  'install Prometheus (on Debian and Ubuntu: sudo apt-get install -y prometheus) and put promtool on PATH';

/** Path of promtool; on Debian, and as root, it is installed where there is none. Undefined when there is none to be had. */
export async function promtool() {
  const found = findProgram(['promtool']);
  if (found !== undefined) return found;
  await installPackage('prometheus');
  return findProgram(['promtool']);
}
