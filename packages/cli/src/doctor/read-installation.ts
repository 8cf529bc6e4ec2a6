import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Installation } from './installation-checks.ts';

/** Reads what the repository pins, and what pnpm has installed. */
export function readInstallation(root: string): Installation {
  const pinned = readCatalog(readFileSync(join(root, 'pnpm-workspace.yaml'), 'utf8'));
  const store = join(root, 'node_modules', '.pnpm');
  const folders = existsSync(store) ? readdirSync(store) : [];
  const names = [...Object.keys(pinned), 'constructs'];
  return { pinned, installed: Object.fromEntries(names.map((name) => [name, versionsIn(folders, name)])) };
}

/** Versions by name in the `catalog` of a pnpm-workspace.yaml, which holds one plain `name: version` a line. */
export function readCatalog(yaml: string): Record<string, string> {
  const section = /^catalog:\n((?: +.*\n)+)/m.exec(yaml)?.[1] ?? '';
  const entries = section.matchAll(/^ +"?([^":\s]+)"?: *(\S+)$/gm);
  return Object.fromEntries([...entries].map(([, name = '', version = '']) => [name, version]));
}

/** pnpm names folders `<scope>+<name>@<version>`, and adds peers behind an underscore. */
function versionsIn(folders: readonly string[], name: string): string[] {
  const prefix = `${name.replace('/', '+')}@`;
  const versions = folders.flatMap((folder) =>
    folder.startsWith(prefix) ? [folder.slice(prefix.length).split('_')[0] ?? ''] : [],
  );
  return [...new Set(versions)].sort();
}
