import type { Inventory, Resource, ResourceQuery } from '@smile/inventory';
import { renderTable } from '../output/table.ts';
import { readSource, type SourceOptions } from '../read-source.ts';

export interface InventoryCommandOptions extends SourceOptions {
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
  const { source, ids } = await readSource(words, options);
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
