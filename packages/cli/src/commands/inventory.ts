import type { Inventory, Resource, ResourceQuery } from '@smile/inventory';
import { EXIT_CODES } from '../command-error.ts';
import { interruptible } from '../interruption.ts';
import {
  type Answer,
  connectionsAnswer,
  consumersAnswer,
  reachesAnswer,
  referencesAnswer,
} from '../inventory/answers.ts';
import { findOne } from '../inventory/find-one.ts';
import { namesPods, objectsAnswer, podsReachedAnswer } from '../inventory/kubernetes-answers.ts';
import { renderTable } from '../output/table.ts';
import { readObserved } from '../read-source.ts';
import { repositoryRoot } from '../repository-root.ts';
import { selectEnvironments } from '../select-environments.ts';
import type { SourceOptions } from '../source-options.ts';
import { synthesize } from '../synthesize.ts';
import { inTemporaryFolder } from '../temporary-folder.ts';

export interface InventoryCommandOptions extends SourceOptions {
  readonly type?: string;
  readonly stack?: string;
  readonly path?: string;
  /** Tags as `key=pattern`, or a key alone. */
  readonly tag?: readonly string[];
  readonly json?: boolean;
  /** Whether to leave the list of resources out. */
  readonly summary?: boolean;
  /** Address whose references are asked for. */
  readonly refs?: string;
  /** Address of what may be reached, or pods as `namespace/name`. */
  readonly reaches?: string;
  /** Whether the objects inside the clusters are asked for. */
  readonly kubernetes?: boolean;
  /** Whether connections between security groups are asked for. */
  readonly connections?: boolean;
  /** Whether readers of secrets are asked for. */
  readonly consumers?: boolean;
}

/** `smile inventory`: lists the resources of the code, of plans or of states, and answers questions about them. */
export async function inventory(words: readonly string[], options: InventoryCommandOptions): Promise<number> {
  const root = repositoryRoot(process.cwd());
  const observed = readObserved(options);
  const ids = selectEnvironments(words);
  const synthesized = await interruptible((signal) =>
    inTemporaryFolder('synth', async (out) => (await synthesize({ root, out, ids, signal })).inventory),
  );
  const source = observed?.completedFrom(synthesized) ?? synthesized;
  const query: ResourceQuery = {
    type: options.type,
    stack: options.stack,
    path: options.path,
    tag: tagQuery(options.tag),
    ...(ids.length === 0 ? {} : { environment: ids }),
  };
  const answer = answerTo(options, source, query);
  const isJson = options.json === true;
  if (answer !== undefined) process.stdout.write(isJson ? answerAsJson(source, answer) : answerAsText(answer));
  else process.stdout.write(isJson ? asJson(source, query) : asText(source, query, options.summary === true));
  return answer?.notJudged === undefined ? EXIT_CODES.done : EXIT_CODES.notJudged;
}

/** The answer to a question other than what there is. */
function answerTo(options: InventoryCommandOptions, source: Inventory, query: ResourceQuery): Answer | undefined {
  const { refs, reaches, connections, consumers, kubernetes } = options;
  if (refs !== undefined) return referencesAnswer(source, findOne(source, query, refs, '--refs'));
  if (kubernetes === true && reaches === undefined) return objectsAnswer(source, query);
  if (reaches !== undefined && namesPods(reaches)) return podsReachedAnswer(source, query, reaches);
  if (reaches !== undefined) return reachesAnswer(source, findOne(source, query, reaches, '--reaches'));
  if (connections === true) return connectionsAnswer(source, query);
  if (consumers === true) return consumersAnswer(source, query);
  return undefined;
}

function answerAsJson({ source }: Inventory, { rows, notJudged }: Answer): string {
  return `${JSON.stringify({ source, rows, notJudged }, null, 2)}\n`;
}

function answerAsText({ columns, rows, notJudged }: Answer): string {
  if (notJudged !== undefined) return `not judged: ${notJudged}\n`;
  return rows.length === 0 ? 'none\n' : `${renderTable(columns, rows)}\n`;
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
