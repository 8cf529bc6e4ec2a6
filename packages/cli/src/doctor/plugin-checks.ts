import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CheckResult } from './check.ts';

const NAME = 'plug-ins of Kafka Connect';

/** Whether somebody has reviewed the checksums of what the image of Kafka Connect is built of. */
export function checkPlugins(root: string): CheckResult {
  const file = join('images', 'kafka-connect', 'plugins.lock.json');
  const { plugins } = JSON.parse(readFileSync(join(root, file), 'utf8')) as {
    readonly plugins: readonly { readonly name: string; readonly version: string; readonly sha256: string | null }[];
  };
  const unseen = plugins.filter(({ sha256 }) => sha256 === null);
  if (unseen.length === 0) return { name: NAME, status: 'ok', found: `${plugins.length} with a reviewed checksum` };
  return {
    name: NAME,
    status: 'warn',
    found: `${unseen.length} without a reviewed checksum: ${unseen.map(({ name, version }) => `${name} ${version}`).join(', ')}`,
    remedy: `run images/gather.sh kafka-connect --accept where the internet is, compare, and commit ${file}`,
  };
}
