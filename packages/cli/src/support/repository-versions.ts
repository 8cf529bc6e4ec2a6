import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DatedData, ToolVersions } from '@smile/support';

const PROVIDERS = ['aws', 'kubernetes', 'helm', 'cloudflare'];

/** What the repository pins, and the data of others that it carries, by its own files. */
export interface RepositoryVersions {
  readonly tools: ToolVersions;
  readonly data: readonly DatedData[];
}

/** Reads the versions of a repository. */
export function repositoryVersions(root: string): RepositoryVersions {
  const read = (...path: readonly string[]) => readFileSync(join(root, ...path), 'utf8');
  const workspace = read('pnpm-workspace.yaml');
  const ranges: { readonly asOf: string } = JSON.parse(read('packages', 'edge', 'data', 'cloudflare-ranges.json'));
  return {
    tools: {
      node: read('.node-version').trim(),
      terraform: read('.terraform-version').trim(),
      cdktf: pinnedIn(workspace, 'cdktf'),
      providers: Object.fromEntries(
        PROVIDERS.map((name) => [name, pinnedIn(workspace, `"@cdktf/provider-${name}"`)] as const),
      ),
    },
    data: [{ what: 'ranges of Cloudflare', readOn: ranges.asOf, command: 'pnpm refresh-cloudflare-ranges' }],
  };
}

/** A version of the catalog, which has one name and version a line. */
function pinnedIn(workspace: string, name: string): string {
  const line = workspace.split('\n').find((one) => one.startsWith(`  ${name}: `));
  if (line === undefined) throw new Error(`pnpm-workspace.yaml pins no ${name}`);
  return line.slice(line.indexOf(': ') + 2).trim();
}
