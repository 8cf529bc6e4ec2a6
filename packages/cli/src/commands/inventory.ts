import { basename, dirname, resolve } from 'node:path';
import { Inventory, type Resource, type ResourceQuery, readJsonFile, type StackDocument } from '@smile/inventory';
import { CommandError } from '../command-error.ts';
import { interruptible } from '../interruption.ts';
import { renderTable } from '../output/table.ts';
import { repositoryRoot } from '../repository-root.ts';
import { selectEnvironments } from '../select-environments.ts';
import { synthesize } from '../synthesize.ts';
import { inTemporaryFolder } from '../temporary-folder.ts';

export interface InventoryCommandOptions {
  readonly from: 'synth' | 'plan' | 'state';
  /** Plans or states, as `stack=path` or as a path that tells the stack. */
  readonly file?: readonly string[];
  readonly type?: string;
  readonly stack?: string;
  readonly path?: string;
  /** Tags as `key=pattern`, or a key alone. */
  readonly tag?: readonly string[];
  readonly json?: boolean;
  /** Whether to leave the list of resources out. */
  readonly summary?: boolean;
}

/** `smile inventory`: lists the resources of the code, of plans or of states. */
export async function inventory(words: readonly string[], options: InventoryCommandOptions): Promise<number> {
  const root = repositoryRoot(process.cwd());
  checkFiles(options);
  const ids = selectEnvironments(words);
  const synthesized = await interruptible((signal) =>
    inTemporaryFolder('synth', async (out) => (await synthesize({ root, out, ids, signal })).inventory),
  );
  const source = options.from === 'synth' ? synthesized : readFiles(options).completedFrom(synthesized);
  const query: ResourceQuery = {
    type: options.type,
    stack: options.stack,
    path: options.path,
    tag: tagQuery(options.tag),
    ...(ids.length === 0 ? {} : { environment: ids }),
  };
  process.stdout.write(options.json === true ? asJson(source, query) : asText(source, query, options.summary === true));
  return 0;
}

function checkFiles({ from, file = [] }: InventoryCommandOptions): void {
  if (from === 'synth' && file.length > 0) {
    throw CommandError.wrongUse(['--file goes with --from plan or --from state; name one of these']);
  }
  if (from !== 'synth' && file.length === 0) {
    throw CommandError.wrongUse([`--from ${from} needs --file; write a file with terraform show -json, and name it`]);
  }
}

function readFiles({ from, file = [] }: InventoryCommandOptions): Inventory {
  const documents = file.map((text) => readDocument(text, from));
  return from === 'plan' ? Inventory.fromPlan(documents) : Inventory.fromState(documents);
}

/** Names under which Terraform and rehearsals write files; the folder around them is named after the stack. */
const NAMELESS = ['terraform.tfstate', 'plan.json', 'state.json'];

function readDocument(text: string, from: string): StackDocument {
  const [stack, path] = /^([^=/]+)=(.+)$/.exec(text)?.slice(1) ?? [];
  const file = resolve(path ?? text);
  const ofFile = NAMELESS.includes(basename(file)) ? basename(dirname(file)) : basename(file).replace(/\..*$/, '');
  return { stack: stack ?? ofFile, json: readJsonFile(file, from, 'pass a file that terraform show -json wrote') };
}

function tagQuery(tags: readonly string[] | undefined): Record<string, string> | undefined {
  if (tags === undefined) return undefined;
  return Object.fromEntries(
    tags.map((tag) =>
      tag.includes('=') ? [tag.slice(0, tag.indexOf('=')), tag.slice(tag.indexOf('=') + 1)] : [tag, '**'],
    ),
  );
}

function asJson(source: Inventory, query: ResourceQuery): string {
  const resources = source
    .resources(query)
    .map(({ stack, address, constructPath, type, mode, environment, change }) => ({
      stack,
      address,
      constructPath,
      type,
      mode,
      environment,
      action: change?.action,
    }));
  const counts = { byType: source.countByType(query), byStack: source.countByStack(query) };
  return `${JSON.stringify({ source: source.source, resources, counts }, null, 2)}\n`;
}

function asText(source: Inventory, query: ResourceQuery, countsOnly: boolean): string {
  const resources = source.resources(query);
  if (resources.length === 0) return 'no resource matches\n';
  const list = renderTable<Resource>(
    [
      { title: 'stack', value: ({ stack }) => stack },
      { title: 'type', value: ({ mode, type }) => (mode === 'data' ? `data.${type}` : type) },
      { title: 'address', value: ({ address }) => address },
      { title: 'construct', value: ({ constructPath }) => constructPath ?? '' },
      ...(source.source === 'plan' ? [{ title: 'action', value: ({ change }: Resource) => change?.action ?? '' }] : []),
    ],
    resources,
  );
  const total = `${resources.length} resources from ${source.source}`;
  const counts = [
    countTable('type', source.countByType(query)),
    countTable('stack', source.countByStack(query)),
    total,
  ];
  return `${(countsOnly ? counts : [list, ...counts]).join('\n\n')}\n`;
}

function countTable(title: string, counts: Readonly<Record<string, number>>): string {
  return renderTable<[string, number]>(
    [
      { title, value: ([name]) => name },
      { title: 'resources', value: ([, count]) => String(count), align: 'right' },
    ],
    Object.entries(counts),
  );
}
