import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import type { JsonObject, Stack } from '@smile/inventory';
import { RehearsalError } from '../runner/rehearsal-error.ts';
import { QUIET, runTerraform, type TerraformBinary } from '../runner/terraform.ts';
import { type KnownProvider, readKnownProvider } from './known-arguments.ts';

/** A provider that stacks ask for. */
export interface WantedProvider {
  /** Name in `required_providers`, as in `aws`. */
  readonly name: string;
  /** Address with host, as in `registry.terraform.io/hashicorp/aws`. */
  readonly source: string;
  /** Version that the stacks pin. @default - any */
  readonly pinned?: string;
}

/** A provider whose real plugin plans. */
export interface RealProvider extends WantedProvider {
  /** Version that was found; may differ from the pinned one. */
  readonly version: string;
  /** Everything that this version knows. */
  readonly known: KnownProvider;
  /** Folder with the plugin's program, or the entry of `TF_REATTACH_PROVIDERS` of one that runs already. */
  readonly attach: { readonly directory: string } | { readonly reattach: JsonObject };
}

/** A provider that stays a stand-in, and why. */
export interface MissingPlugin extends WantedProvider {
  readonly reason: string;
}

/** The plugins that were found, and those that were not. */
export interface FoundPlugins {
  readonly providers: readonly RealProvider[];
  readonly missing: readonly MissingPlugin[];
}

export interface FindPluginsOptions {
  readonly terraform: TerraformBinary;
  readonly wanted: readonly WantedProvider[];
  /** Folder in the layout of `terraform providers mirror`. @default - where Terraform's CLI configuration says */
  readonly pluginDir?: string;
  /** Environment variables for Terraform, with those of its CLI configuration. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Empty folder for what Terraform installs; must stay while the plugins are used. */
  readonly scratch: string;
  readonly signal?: AbortSignal;
}

/** Where Terraform looks for a source address without a host. */
const DEFAULT_HOST = 'registry.terraform.io';

/** Most bytes of schemas that are read; those of the AWS provider have 14 MB. */
const LARGEST_SCHEMAS = 256 * 1024 * 1024;

/** Providers that stacks ask for, by name. */
export function wantedProviders(stacks: readonly Stack[]): WantedProvider[] {
  const wanted = new Map<string, WantedProvider>();
  for (const { requiredProviders } of stacks) {
    for (const [name, { source, version }] of Object.entries(requiredProviders)) {
      wanted.set(name, {
        name,
        source: fullSource(source ?? name),
        ...(version === undefined ? {} : { pinned: version }),
      });
    }
  }
  return [...wanted.values()].sort((a, b) => a.name.localeCompare(b.name));
}

/** `aws` and `hashicorp/aws` in full: `registry.terraform.io/hashicorp/aws`. */
export function fullSource(source: string): string {
  const parts = source.split('/');
  if (parts.length === 1) return `${DEFAULT_HOST}/hashicorp/${source}`;
  return parts.length === 2 ? `${DEFAULT_HOST}/${source}` : source;
}

/**
 * Has Terraform install the plugin of each provider: the pinned version, else whichever there is.
 *
 * @throws RehearsalError if there is no such folder, or a plugin for none of them.
 */
export async function findPlugins(options: FindPluginsOptions): Promise<FoundPlugins> {
  const { pluginDir, wanted } = options;
  if (pluginDir !== undefined && !isFolder(pluginDir)) {
    throw new RehearsalError([
      `no folder ${pluginDir} with provider plugins; name one that terraform providers mirror has filled`,
    ]);
  }
  const providers: RealProvider[] = [];
  const missing: MissingPlugin[] = [];
  // One after the other: a plugin of the size of AWS's is slow to start, and installing shares Terraform's plugin cache.
  for (const one of wanted) {
    const found = await findPlugin(one, options);
    if ('reason' in found) missing.push(found);
    else providers.push(found);
  }
  if (providers.length === 0 && options.signal?.aborted !== true) {
    const where = pluginDir === undefined ? "where Terraform's CLI configuration says" : `in ${pluginDir}`;
    throw new RehearsalError(
      missing.length === 0
        ? ['the stacks use no provider, so that no real plugin has anything to plan']
        : missing.map(({ source, reason }) => `no real plugin of ${source} ${where}: ${reason}`),
    );
  }
  return { providers, missing };
}

async function findPlugin(wanted: WantedProvider, options: FindPluginsOptions): Promise<RealProvider | MissingPlugin> {
  const { name, source, pinned } = wanted;
  const folder = join(options.scratch, name);
  mkdirSync(folder, { recursive: true });
  let reason = await install(folder, wanted, options);
  if (reason !== undefined && pinned !== undefined) reason = await install(folder, { name, source }, options);
  if (reason !== undefined) return { ...wanted, reason: otherPlatforms(source, options.pluginDir) ?? reason };
  const directory = installedFolder(folder, source);
  if (directory === undefined) return { ...wanted, reason: 'Terraform installed nothing' };
  const printed = await promisify(execFile)(options.terraform.path, ['providers', 'schema', '-json'], {
    cwd: folder,
    env: { ...options.env, ...QUIET },
    maxBuffer: LARGEST_SCHEMAS,
    signal: options.signal,
  }).catch((error: Error & { readonly stderr?: string }) => ({ stdout: '', stderr: error.stderr ?? error.message }));
  const known = printed.stdout.startsWith('{')
    ? readKnownProvider(JSON.parse(printed.stdout) as JsonObject, source)
    : undefined;
  if (known === undefined) return { ...wanted, reason: `it does not start: ${oneLine(printed.stderr)}` };
  return { ...wanted, version: basename(join(directory, '..')), known, attach: { directory: realpathSync(directory) } };
}

/** Why Terraform cannot install a provider; undefined when it has. */
async function install(
  folder: string,
  { name, source, pinned }: WantedProvider,
  { terraform, pluginDir, env, signal }: FindPluginsOptions,
): Promise<string | undefined> {
  const required = { [name]: { source, ...(pinned === undefined ? {} : { version: pinned }) } };
  writeFileSync(join(folder, 'main.tf.json'), JSON.stringify({ terraform: { required_providers: required } }));
  const from = pluginDir === undefined ? [] : [`-plugin-dir=${pluginDir}`];
  const run = await runTerraform(terraform, ['init', '-input=false', '-no-color', '-json', ...from], {
    cwd: folder,
    env: { ...env, ...QUIET },
    signal,
  });
  if (run.exitCode === 0) return undefined;
  const errors = run.events.flatMap((event) =>
    event.type === 'diagnostic' && event.diagnostic.severity === 'error' ? [event.diagnostic] : [],
  );
  return errors[0] === undefined ? oneLine(run.text) : firstSentence(errors[0].detail);
}

/** Terraform's detail without its advice, which is about a folder that nobody will see. */
function firstSentence(detail: string): string {
  return oneLine(detail.split('\n\n', 1).join());
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}

/** Folder under `.terraform/providers/<source>/<version>/<platform>`; each holds exactly one of them. */
function installedFolder(folder: string, source: string): string | undefined {
  const versions = join(folder, '.terraform', 'providers', ...source.split('/'));
  if (!existsSync(versions)) return undefined;
  // A first attempt may have left the pinned version's folder behind; the newest is what the lock file names.
  const [version] = readdirSync(versions).sort(byTimeDescending(versions));
  if (version === undefined) return undefined;
  const [platform] = readdirSync(join(versions, version));
  return platform === undefined ? undefined : join(versions, version, platform);
}

function byTimeDescending(folder: string): (one: string, other: string) => number {
  return (one, other) => statSync(join(folder, other)).mtimeMs - statSync(join(folder, one)).mtimeMs;
}

/** Says that a folder has a plugin, but not for this machine; undefined when it has none at all. */
function otherPlatforms(source: string, pluginDir: string | undefined): string | undefined {
  if (pluginDir === undefined) return undefined;
  const folder = join(pluginDir, ...source.split('/'));
  if (!isFolder(folder)) return undefined;
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const platforms = names.flatMap(
    (name) =>
      /(?:^|[/\\_])((?:linux|darwin|windows|freebsd|openbsd|solaris)_[a-z0-9]+)(?:\.zip)?$/.exec(name)?.[1] ?? [],
  );
  const mine = platformName(process.platform, process.arch);
  if (platforms.length === 0 || platforms.includes(mine)) return undefined;
  return `it has one for ${[...new Set(platforms)].sort().join(', ')}, and this machine needs ${mine}`;
}

/** The platform as Terraform's folders name it, as in `linux_amd64`. */
function platformName(platform: NodeJS.Platform, arch: string): string {
  const systems: Partial<Record<NodeJS.Platform, string>> = { win32: 'windows', sunos: 'solaris' };
  const processors: Readonly<Record<string, string>> = { x64: 'amd64', ia32: '386' };
  return `${systems[platform] ?? platform}_${processors[arch] ?? arch}`;
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
