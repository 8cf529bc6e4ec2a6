import type { StateHead } from './read-state-stream.ts';
import { readStateStream } from './read-state-stream.ts';
import { type Finding, secretsIn } from './secrets-in.ts';

/** One object of a state in short. */
interface ListedObject {
  readonly address: string;
  readonly mode: 'managed' | 'data';
  readonly type: string;
  readonly isTainted: boolean;
  /** @default - it is the current one */
  readonly deposed?: string;
}

/** What one reading of a state tells. */
export interface StateExamination {
  readonly stack: string;
  readonly head: StateHead;
  readonly objects: readonly ListedObject[];
  readonly secrets: readonly Finding[];
  /** Versions of schemas that wrote objects of a type. */
  readonly schemaVersions: ReadonlyMap<string, ReadonlySet<number>>;
  /** Sources of providers, as in `hashicorp/aws`. */
  readonly providers: ReadonlySet<string>;
}

/** Reads a state once, for everything but values. */
export async function examineState(
  stack: string,
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  where: string,
): Promise<StateExamination> {
  const objects: ListedObject[] = [];
  const secrets: Finding[] = [];
  const schemaVersions = new Map<string, Set<number>>();
  const providers = new Set<string>();
  const head = await readStateStream(chunks, where, (instance) => {
    const { address, mode, type, isTainted, deposed, provider, schemaVersion } = instance;
    objects.push({ address, mode, type, isTainted, ...(deposed === undefined ? {} : { deposed }) });
    secrets.push(...secretsIn(instance));
    providers.add(provider);
    if (mode === 'managed') schemaVersions.set(type, (schemaVersions.get(type) ?? new Set()).add(schemaVersion));
  });
  return { stack, head, objects, secrets, schemaVersions, providers };
}
