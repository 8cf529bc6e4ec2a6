import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runSmile, temporaryFolders } from '../fixtures/run-smile.ts';

const folder = temporaryFolders();
const env = { TMPDIR: folder() };
const smile = (...args: string[]) => runSmile(args, { env });

describe('smile diagram', () => {
  test('writes a picture for each kind, named after environment and kind', async () => {
    const out = folder();
    const { exitCode, stdout } = await smile('diagram', 'dev', '--out', out);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/indonesia-dev-estate\.svg {2}Estate of indonesia\/dev\n/);
    expect(readdirSync(out).sort()).toEqual(
      ['clusters', 'data-flow', 'estate', 'network', 'previews', 'reachability', 'stacks', 'telemetry', 'traffic'].map(
        (kind) => `indonesia-dev-${kind}.svg`,
      ),
    );
    expect(readFileSync(join(out, 'indonesia-dev-network.svg'), 'utf8')).toMatch(/^<svg .*<\/svg>\n$/s);
  });

  test('compares two environments, as Mermaid', async () => {
    const out = folder();
    await smile(
      'diagram',
      '--compare',
      'staging',
      'production',
      '--kind',
      'network',
      '--format',
      'mermaid',
      '--out',
      out,
    );
    const [file = ''] = readdirSync(out);
    expect(file).toBe('indonesia-staging-to-indonesia-production-network.mmd');
    expect(readFileSync(join(out, file), 'utf8')).toContain('title: "Network: staging and production compared"');
  });

  test('prints what a picture shows as JSON', async () => {
    const { stdout } = await smile('diagram', 'dev', '--kind', 'stacks', '--json');
    const [picture] = JSON.parse(stdout);
    expect(picture.name).toBe('indonesia-dev-stacks');
    expect(picture.model.nodes.map(({ name }: { readonly name: string }) => name)).toContain('Network');
  });
});
