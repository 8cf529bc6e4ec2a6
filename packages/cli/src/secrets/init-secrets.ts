import {
  type MadeBy,
  randomValue,
  SECRET_NAMES,
  SECRETS,
  type SecretField,
  type SecretName,
} from '@smile/databases/secrets';
import { CommandError } from '../command-error.ts';
import { makeAuthority } from './make-authority.ts';
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
    const authorities = await newAuthorities(name, before.fields);
    made.set(name, await store.write(name, before, (fields) => missingOf(name, fields, authorities)));
  }
  if (signal.aborted) throw interrupted(store, made);
  return { held: new Map([...read].map(([name, { fields }]) => [name, fields])), made };
}

/** Authorities for the fields that want one and have none; making a key takes time, so not while a write waits. */
async function newAuthorities(name: SecretName, fields: SecretFields): Promise<SecretFields> {
  const wanted = Object.entries<SecretField>(SECRETS[name].fields).flatMap(([field, { madeBy }]) =>
    madeBy.by === 'authority' && !hasValue(fields, field) ? [{ field, commonName: madeBy.commonName }] : [],
  );
  return Object.fromEntries(
    await Promise.all(wanted.map(async ({ field, commonName }) => [field, await makeAuthority(commonName)] as const)),
  );
}

/** New values for the fields that have none. */
function missingOf(name: SecretName, fields: SecretFields, authorities: SecretFields): SecretFields {
  const added = Object.entries<SecretField>(SECRETS[name].fields).flatMap(([field, { madeBy }]) => {
    const value = hasValue(fields, field) ? undefined : firstValue(madeBy, authorities[field]);
    return value === undefined ? [] : [[field, value] as const];
  });
  return Object.fromEntries(added);
}

function firstValue(madeBy: MadeBy, authority: string | undefined): string | undefined {
  if (madeBy.by === 'random') return randomValue(madeBy);
  if (madeBy.by === 'rotation') return madeBy.first;
  return madeBy.by === 'authority' ? authority : undefined;
}

function interrupted(store: SecretStore, made: ReadonlyMap<SecretName, readonly string[]>): CommandError {
  const written = [...made].filter(([, fields]) => fields.length > 0).map(([name]) => store.nameOf(name));
  const sofar = written.length === 0 ? 'nothing was written' : `written so far: ${written.join(', ')}`;
  return CommandError.interrupted(`interrupted; ${sofar}. Run it again to make the rest`);
}
