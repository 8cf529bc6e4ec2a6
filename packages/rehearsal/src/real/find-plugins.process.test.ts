import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findTerraform, type TerraformBinary } from '../runner/terraform.ts';
import { findPlugins, fullSource, wantedProviders } from './find-plugins.ts';

const root = mkdtempSync(join(tmpdir(), 'smile-find-plugins-'));
let terraform: TerraformBinary;

beforeAll(async () => {
  terraform = await findTerraform(process.env);
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

const WANTED = { name: 'aws', source: 'registry.terraform.io/hashicorp/aws', pinned: '6.25.0' };

/** Platform of this machine as Terraform names it; the tests run on Linux and macOS. */
const PLATFORM = `${process.platform}_${process.arch === 'x64' ? 'amd64' : process.arch}`;

/** A folder with one program that is no plugin, in the unpacked layout of `terraform providers mirror`. */
function pluginFolder(name: string, version: string, platform: string): string {
  const folder = join(root, name);
  const program = join(folder, WANTED.source, version, platform, `terraform-provider-aws_v${version}`);
  mkdirSync(join(program, '..'), { recursive: true });
  writeFileSync(program, '#!/bin/sh\nexit 3\n');
  chmodSync(program, 0o755);
  return folder;
}

/** The message of the error that finding ends with. */
async function problem(pluginDir: string): Promise<string> {
  const scratch = mkdtempSync(join(root, 'scratch-'));
  const found = findPlugins({ terraform, wanted: [WANTED], pluginDir, env: process.env, scratch });
  return found.then(
    () => 'found',
    (error: Error) => error.message,
  );
}

describe('a folder of plugins that cannot be used ends in one clear error', () => {
  test('no such folder', async () => {
    const folder = join(root, 'nowhere');
    expect(await problem(folder)).toBe(
      `no folder ${folder} with provider plugins; name one that terraform providers mirror has filled`,
    );
  });

  test('nothing in it', async () => {
    const folder = join(root, 'empty');
    mkdirSync(folder);
    expect(await problem(folder)).toBe(
      `no real plugin of registry.terraform.io/hashicorp/aws in ${folder}: Could not retrieve the list of available versions for provider hashicorp/aws: provider registry.terraform.io/hashicorp/aws was not found in any of the search locations`,
    );
  });

  test('a plugin for another machine', async () => {
    const folder = pluginFolder('foreign', '6.25.0', 'plan9_arm');
    mkdirSync(join(folder, WANTED.source, '6.25.0', 'solaris_amd64'), { recursive: true });
    expect(await problem(folder)).toBe(
      `no real plugin of registry.terraform.io/hashicorp/aws in ${folder}: it has one for plan9_arm, solaris_amd64, and this machine needs ${PLATFORM}`,
    );
  });

  test('a program that is no plugin, of another version than the pinned one', async () => {
    const folder = pluginFolder('broken', '5.100.0', PLATFORM);
    expect(await problem(folder)).toMatch(
      /^no real plugin of registry\.terraform\.io\/hashicorp\/aws in \S+: it does not start: .*[Pp]lugin/,
    );
  });
});

test('providers are wanted by their full address, with the pinned version', () => {
  expect(['aws', 'cloudflare/cloudflare', 'example.com/a/b'].map(fullSource)).toEqual([
    'registry.terraform.io/hashicorp/aws',
    'registry.terraform.io/cloudflare/cloudflare',
    'example.com/a/b',
  ]);
  expect(wantedProviders([])).toEqual([]);
});
