import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { nearestNames } from './nearest-names.ts';

/** The providers whose bindings the project installs. */
export const PROVIDER_NAMES = ['aws', 'kubernetes', 'helm', 'cloudflare'] as const;

/** Name of a provider whose bindings the project installs. */
export type ProviderName = (typeof PROVIDER_NAMES)[number];

/** Whether a type is managed (`resource`) or only read (`dataSource`). */
export type TypeKind = 'resource' | 'dataSource';

/** One installed `@cdktf/provider-…` package. */
export interface BindingPackage {
  readonly provider: ProviderName;
  readonly packageName: string;
  readonly packageVersion: string;
  /** Source address of the real provider without host, as in `hashicorp/aws`. */
  readonly source: string;
  /** Version of the real provider, as in `6.25.0`. */
  readonly version: string;
  /** Folder that holds one folder per type. */
  readonly folder: string;
}

const packages = new Map<ProviderName, BindingPackage>();

/** Reads which provider and version an installed binding package was generated from. */
export function bindingPackage(provider: ProviderName): BindingPackage {
  const known = packages.get(provider) ?? readPackage(provider);
  packages.set(provider, known);
  return known;
}

function readPackage(provider: ProviderName): BindingPackage {
  const packageName = `@cdktf/provider-${provider}`;
  const manifestFile = createRequire(join(__dirname, 'index.ts')).resolve(`${packageName}/package.json`);
  const manifest = JSON.parse(readFileSync(manifestFile, 'utf8')) as {
    readonly version: string;
    readonly cdktf: { readonly provider: { readonly name: string; readonly version: string } };
  };
  return {
    provider,
    packageName,
    packageVersion: manifest.version,
    source: manifest.cdktf.provider.name.split('/').slice(1).join('/'),
    version: manifest.cdktf.provider.version,
    folder: join(dirname(manifestFile), 'lib'),
  };
}

/**
 * Folder of a type inside `lib`, as in `vpc-endpoint` for `aws_vpc_endpoint` and `data-aws-vpc` for the data source.
 * The generator derives it from the type's name alone, so no folder needs to be searched.
 */
export function folderOfType(provider: ProviderName, kind: TypeKind, type: string): string {
  const name = type.slice(provider.length + 1).replaceAll('_', '-');
  return kind === 'resource' ? name : `data-${provider}-${name}`;
}

/** All types that a binding package has, in alphabetical order, read from its folder names. */
export function listBoundTypes(bindings: BindingPackage): Readonly<Record<TypeKind, readonly string[]>> {
  const dataPrefix = `data-${bindings.provider}-`;
  const folders = readdirSync(bindings.folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'provider')
    .map((entry) => entry.name);
  const typeName = (folder: string) => `${bindings.provider}_${folder.replaceAll('-', '_')}`;
  return {
    resource: folders
      .filter((folder) => !folder.startsWith(dataPrefix))
      .map(typeName)
      .sort(),
    dataSource: folders
      .filter((folder) => folder.startsWith(dataPrefix))
      .map((folder) => typeName(folder.slice(dataPrefix.length)))
      .sort(),
  };
}

/** Says what is wrong with each type that the bindings do not have; empty when all exist. */
export function unknownTypeProblems(bindings: BindingPackage, kind: TypeKind, types: Iterable<string>): string[] {
  const unknown = [...types].filter((type) => !hasType(bindings, kind, type));
  if (unknown.length === 0) return [];

  const known = listBoundTypes(bindings);
  const noun = { resource: 'resource', dataSource: 'data source' } as const;
  const otherKind = kind === 'resource' ? 'dataSource' : 'resource';
  const origin = `${bindings.packageName} ${bindings.packageVersion} (${bindings.source} ${bindings.version})`;
  return unknown.map((type) => {
    const hint = known[otherKind].includes(type)
      ? `it has a ${noun[otherKind]} of that name`
      : `did you mean ${nearestNames(type, known[kind], 3).join(', ')}?`;
    return `unknown ${noun[kind]} type ${type}: ${origin} does not have it; ${hint}`;
  });
}

/** Whether the folder that a type would have exists; a folder of the other kind, or the provider's own, does not count. */
function hasType({ provider, folder }: BindingPackage, kind: TypeKind, type: string): boolean {
  if (!/^[a-z0-9_]+$/.test(type) || !type.startsWith(`${provider}_`)) return false;
  const typeFolder = folderOfType(provider, kind, type);
  const isOfKind = typeFolder.startsWith(`data-${provider}-`) === (kind === 'dataSource');
  return isOfKind && typeFolder !== 'provider' && existsSync(join(folder, typeFolder, 'index.js'));
}
