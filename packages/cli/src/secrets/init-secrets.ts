import { randomValue, SECRET_NAMES, SECRETS, type SecretField, type SecretName } from '@smile/databases/secrets';
import { CommandError } from '../command-error.ts';
import { hasValue, type SecretFields } from './secret-document.ts';
import type { ReadSecret, SecretStore } from './secret-store.ts';

/** What secrets held before, and which of their fields were made. */
export interface InitResult {
  readonly held: ReadonlyMap<SecretName, SecretFields>;
  readonly made: ReadonlyMap<SecretName, readonly string[]>;
}

/**
 * Reads every secret of the catalogue.
 *
 * @throws CommandError with every problem at once.
 */
export async function readSecrets(store: SecretStore): Promise<ReadonlyMap<SecretName, ReadSecret>> {
  const results = await Promise.all(SECRET_NAMES.map(async (name) => ({ name, read: await store.read(name) })));
  const problems = results.flatMap(({ read }) => ('problem' in read ? [read.problem] : []));
  if (problems.length > 0) throw CommandError.listing(problems);
  return new Map(results.flatMap(({ name, read }) => ('problem' in read ? [] : [[name, read] as const])));
}

/**
 * Makes what is missing and nobody has to bring. What has a value keeps it. Each secret is written at once or not at all; an
 * interruption ends the run between two secrets, and the next run goes on from there.
 */
export async function initSecrets(
  store: SecretStore,
  read: ReadonlyMap<SecretName, ReadSecret>,
  signal: AbortSignal,
): Promise<InitResult> {
  const made = new Map<SecretName, readonly string[]>();
  for (const [name, before] of read) {
    if (signal.aborted) throw interrupted(store, made);
    made.set(name, await store.write(name, before, (fields) => missingOf(name, fields)));
  }
  if (signal.aborted) throw interrupted(store, made);
  return { held: new Map([...read].map(([name, { fields }]) => [name, fields])), made };
}

/** New values for the fields that have none. */
function missingOf(name: SecretName, fields: SecretFields): SecretFields {
  const added = Object.entries<SecretField>(SECRETS[name].fields).flatMap(([field, { madeBy }]) => {
    if (madeBy.by === 'person' || hasValue(fields, field)) return [];
    return [[field, madeBy.by === 'random' ? randomValue(madeBy) : madeBy.first] as const];
  });
  return Object.fromEntries(added);
}

function interrupted(store: SecretStore, made: ReadonlyMap<SecretName, readonly string[]>): CommandError {
  const written = [...made].filter(([, fields]) => fields.length > 0).map(([name]) => store.nameOf(name));
  const sofar = written.length === 0 ? 'nothing was written' : `written so far: ${written.join(', ')}`;
  return CommandError.interrupted(`interrupted; ${sofar}. Run it again to make the rest`);
}
