import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readBindingModule } from './binding-classes.ts';
import {
  type BindingPackage,
  bindingPackage,
  folderOfType,
  listBoundTypes,
  type ProviderName,
  type TypeKind,
  unknownTypeProblems,
} from './binding-package.ts';
import { deriveBlock } from './derive-block.ts';
import { type BindingSource, readEmbeddedSource, unrecognised } from './embedded-source.ts';
import { deriveProviderBlock } from './provider-block.ts';
import type { BlockSchema, ProviderSchema } from './schema.ts';
import { sensitivePaths } from './sensitive-attributes.ts';

/** The types of one provider that a configuration uses. */
export interface TypeUsage {
  readonly resources: Iterable<string>;
  readonly dataSources: Iterable<string>;
}

/** Providers whose nested attributes protocol 5 cannot describe. */
const WITH_NESTED_ATTRIBUTES: readonly ProviderName[] = ['helm', 'cloudflare'];

/**
 * Derives what a stand-in provider serves for the types in use, from the provider's bindings in node_modules.
 * Reads one file per type, synchronously, and keeps none of them. SCHEMAS.md says what is recovered and what is a rule.
 * Throws one error that names every type that the bindings do not have.
 */
export function deriveProviderSchema(provider: ProviderName, usage: TypeUsage): ProviderSchema {
  const bindings = bindingPackage(provider);
  const resources = [...new Set(usage.resources)];
  const dataSources = [...new Set(usage.dataSources)];
  const problems = [
    ...unknownTypeProblems(bindings, 'resource', resources),
    ...unknownTypeProblems(bindings, 'dataSource', dataSources),
  ];
  if (problems.length > 0) throw new Error(problems.join('\n'));

  const derive = (kind: TypeKind) => (type: string) => [type, deriveType(bindings, kind, type)] as const;
  return {
    name: provider,
    source: bindings.source,
    version: bindings.version,
    provider: providerBlockOf(bindings),
    resources: new Map(resources.map(derive('resource'))),
    dataSources: new Map(dataSources.map(derive('dataSource'))),
  };
}

/** Blocks of providers' own arguments: the largest source of all, and the same whichever types are in use. */
const providerBlocks = new Map<string, BlockSchema>();

function providerBlockOf(bindings: BindingPackage): BlockSchema {
  const known = providerBlocks.get(bindings.folder);
  if (known !== undefined) return known;
  const block = deriveProviderBlock(sourceOf(bindings, 'provider/index.js'));
  providerBlocks.set(bindings.folder, block);
  return block;
}

/** All types that a provider's bindings have, in alphabetical order. */
export function listTypes(provider: ProviderName): {
  readonly resources: readonly string[];
  readonly dataSources: readonly string[];
} {
  const { resource, dataSource } = listBoundTypes(bindingPackage(provider));
  return { resources: resource, dataSources: dataSource };
}

/** Version and source of the real provider that installed bindings were made from; Terraform takes `aws` for `hashicorp/aws`. */
export function providerPin(provider: ProviderName): { readonly version: string; readonly sources: readonly string[] } {
  const { version, source } = bindingPackage(provider);
  const short = source.startsWith('hashicorp/') ? [source.slice('hashicorp/'.length)] : [];
  return { version, sources: [source, ...short] };
}

function deriveType(bindings: BindingPackage, kind: TypeKind, type: string): BlockSchema {
  const { provider } = bindings;
  const isResource = kind === 'resource';
  const module = readBindingModule(sourcesOf(bindings, folderOfType(provider, kind, type)));
  if (module.type !== type) throw unrecognised(module.root.place, `expected type ${type}, found ${module.type}`);

  const sensitive = sensitivePaths(provider, type, isResource);
  return deriveBlock(module, {
    hasNestedAttributes: WITH_NESTED_ATTRIBUTES.includes(provider),
    isResource,
    isSensitive: (path) => sensitive.has(path),
  });
}

/** The generator moves the structures of a large type out of `index.js` into `index-structs/structs<n>.js`. */
function sourcesOf(bindings: BindingPackage, folder: string): readonly [BindingSource, ...BindingSource[]] {
  const structs = join(bindings.folder, folder, 'index-structs');
  const structFiles = existsSync(structs) ? readdirSync(structs).filter((file) => /^structs\d+\.js$/.test(file)) : [];
  return [
    sourceOf(bindings, `${folder}/index.js`),
    ...structFiles.map((file) => sourceOf(bindings, `${folder}/index-structs/${file}`)),
  ];
}

function sourceOf(bindings: BindingPackage, file: string): BindingSource {
  return readEmbeddedSource(
    join(bindings.folder, file),
    `${bindings.packageName} ${bindings.packageVersion} lib/${file}`,
  );
}
