// The Groovy that Jenkins has (2.4), which reads pipelines: one that is there, or Debian's where it may be installed.
import { existsSync, realpathSync } from 'node:fs';
import { dirname } from 'node:path';
import { findProgram, installPackage } from './debian.mjs';

/** How to get it, in one line. */
export const GET_GROOVY =
  'install Groovy 2.4 and a Java (on Debian and Ubuntu: sudo apt-get install -y groovy default-jre-headless) and put groovy on PATH';

/** Path of Groovy; on Debian, and as root, it is installed where there is none. Undefined when there is none to be had. */
export async function groovy() {
  findJava();
  const found = findProgram(['groovy']);
  if (found !== undefined) return found;
  await installPackage('default-jre-headless');
  await installPackage('groovy');
  findJava();
  return findProgram(['groovy']);
}

/** Debian's Groovy asks for the default Java, which need not be the one that is installed. */
function findJava() {
  if (process.env.JAVA_HOME !== undefined || existsSync('/usr/lib/jvm/default-java')) return;
  const java = ['/usr/bin/java', '/usr/local/bin/java'].find((path) => existsSync(path));
  if (java !== undefined) process.env.JAVA_HOME = dirname(dirname(realpathSync(java)));
}
