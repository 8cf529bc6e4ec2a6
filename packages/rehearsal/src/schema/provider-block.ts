import { type BindingSource, type SourcePlace, unrecognised } from './embedded-source.ts';
import type { AttributeSchema, BlockSchema, CtyType, NestedBlockSchema } from './schema.ts';

/** One row of the tables that the generated code writes HCL from. */
interface HclEntry {
  readonly name: string;
  /** Expression that writes the value, as in `cdktf.stringToHclTerraform(this._region)`. */
  readonly value: string;
  readonly type: string;
  readonly storage: string;
  readonly place: SourcePlace;
}

/** A structure of the provider's configuration: its rows, and which properties its interface leaves optional. */
interface HclStructure {
  readonly entries: readonly HclEntry[];
  readonly isOptional: ReadonlyMap<string, boolean>;
}

const CONFIG = /^export interface (\w+ProviderConfig) \{/m;
const INTERFACE = /^export interface (\w+) \{\n([\s\S]*?)^\}/gm;
const PROPERTY = /^ {2}readonly (\w+)(\??):/gm;
const TABLE =
  /^export function (\w+)ToHclTerraform\([\s\S]*?^\}$|^ {2}protected synthesizeHclAttributes\([\s\S]*?^ {2}\}$/gm;
const ENTRY =
  /^ +(\w+): \{\n +value: (.+),\n +isBlock: (?:true|false),\n +type: "(\w+)",\n +storageClassType: "(\w+)",\n +\},?$/gm;
const ENTRY_PROPERTY = /\((?:this\._|struct!\.)(\w+)\)$/;
const ENTRY_STRUCTURE = /(\w+)ToHclTerraform(?:, (?:true|false)\))?\((?:this\._|struct!\.)/;

const VALUE_TYPES: Readonly<Record<string, CtyType>> = {
  'simple string': 'string',
  'simple number': 'number',
  'simple boolean': 'bool',
  'list stringList': ['list', 'string'],
  'set stringList': ['set', 'string'],
  'map stringMap': ['map', 'string'],
};

/**
 * Derives a provider's own configuration block. Provider classes have no output references, because nothing refers to
 * a provider's arguments; so types come from the tables that the generated code writes HCL from, and which arguments
 * are required from the interfaces. `alias` is Terraform's own and left out.
 *
 * A single structure is served as a list of at most one: nothing addresses it, and JSON may write it either way.
 */
export function deriveProviderBlock(source: BindingSource): BlockSchema {
  const config = CONFIG.exec(source.text);
  if (config === null)
    throw unrecognised({ source, offset: 0 }, "cannot find the interface of the provider's arguments");
  const [, configName = ''] = config;
  const block = blockOf(readStructures(source, configName), configName, { source, offset: config.index });
  return { ...block, attributes: block.attributes.filter(({ name }) => name !== 'alias') };
}

/** The structures by interface name in lower case, because function names change the case of the first letter. */
function readStructures(source: BindingSource, configName: string): ReadonlyMap<string, HclStructure> {
  const tables = new Map<string, readonly HclEntry[]>();
  for (const match of source.text.matchAll(TABLE)) {
    tables.set((match[1] ?? configName).toLowerCase(), readEntries({ source, offset: match.index }, match[0]));
  }
  const structures = new Map<string, HclStructure>();
  for (const match of source.text.matchAll(INTERFACE)) {
    const [, name = '', body = ''] = match;
    const entries = tables.get(name.toLowerCase());
    if (entries === undefined) throw unrecognised({ source, offset: match.index }, `no code writes interface ${name}`);
    const properties = [...body.matchAll(PROPERTY)].map(([, property = '', mark]) => [property, mark === '?'] as const);
    structures.set(name.toLowerCase(), { entries, isOptional: new Map(properties) });
  }
  return structures;
}

function readEntries(place: SourcePlace, table: string): readonly HclEntry[] {
  const entries = [...table.matchAll(ENTRY)].map((match) => {
    const [, name = '', value = '', type = '', storage = ''] = match;
    return { name, value, type, storage, place: { source: place.source, offset: place.offset + match.index } };
  });
  const written = [...table.matchAll(/storageClassType/g)].length;
  if (entries.length !== written) {
    throw unrecognised(place, `a table of ${written} arguments, of which only ${entries.length} can be read`);
  }
  return entries;
}

function blockOf(structures: ReadonlyMap<string, HclStructure>, name: string, place: SourcePlace): BlockSchema {
  const structure = structures.get(name.toLowerCase());
  if (structure === undefined) throw unrecognised(place, `cannot find interface ${name}`);

  const attributes: AttributeSchema[] = [];
  const blocks: NestedBlockSchema[] = [];
  for (const entry of structure.entries) {
    const required = isRequired(structure, name, entry);
    const type = VALUE_TYPES[`${entry.type} ${entry.storage}`];
    if (type === undefined) blocks.push(nestedBlockOf(structures, entry, required));
    else attributes.push({ name: entry.name, type, ...(required ? { required: true } : { optional: true }) });
  }
  return { attributes, blocks };
}

function nestedBlockOf(
  structures: ReadonlyMap<string, HclStructure>,
  entry: HclEntry,
  required: boolean,
): NestedBlockSchema {
  const structure = ENTRY_STRUCTURE.exec(entry.value)?.[1];
  if (structure === undefined || !['struct', 'list', 'set'].includes(entry.type)) {
    throw unrecognised(entry.place, `cannot tell the type of the provider's argument ${entry.name}`);
  }
  return {
    name: entry.name,
    nesting: entry.type === 'set' ? 'set' : 'list',
    block: blockOf(structures, structure, entry.place),
    minItems: required ? 1 : 0,
    maxItems: entry.type === 'struct' ? 1 : 0,
  };
}

function isRequired({ isOptional }: HclStructure, name: string, entry: HclEntry): boolean {
  const property = ENTRY_PROPERTY.exec(entry.value)?.[1] ?? '';
  const optional = isOptional.get(property);
  if (optional === undefined) {
    throw unrecognised(
      entry.place,
      `interface ${name} does not declare the property that ${entry.name} is written from`,
    );
  }
  return !optional;
}
