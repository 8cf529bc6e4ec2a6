import { closest, type Environment } from '@smile/core';
import { SECRET_NAMES, SECRETS, type SecretName } from '@smile/databases/secrets';
import { CommandError, EXIT_CODES } from '../command-error.ts';
import { interruptible } from '../interruption.ts';
import { loadEnvironment } from '../load-environments.ts';
import { repositoryRoot } from '../repository-root.ts';
import { type FieldReport, fieldReports, reportText } from '../secrets/field-report.ts';
import { initSecrets, readSecrets } from '../secrets/init-secrets.ts';
import { hasValue, parseSecret, type SecretFields } from '../secrets/secret-document.ts';
import { SecretStore } from '../secrets/secret-store.ts';

export interface SecretsCommandOptions {
  readonly json?: boolean;
}

export interface SetSecretOptions {
  /** Whether fields that have a value get the new one. */
  readonly replace?: boolean;
}

/** `smile secrets init`: makes what is random and missing in the secrets of an environment, and says what a person must bring. */
export async function secretsInit(word: string, options: SecretsCommandOptions): Promise<number> {
  const { environment, store } = await storeOf(word);
  const result = await untilInterrupted(async (signal) => {
    await store.checkAccount();
    return initSecrets(store, await readSecrets(store), signal);
  });
  print(environment, fieldReports(environment.id, result.held, result.made), options);
  return EXIT_CODES.done;
}

/** `smile secrets status`: says which fields of the secrets of an environment have a value, and who brings the others. */
export async function secretsStatus(word: string, options: SecretsCommandOptions): Promise<number> {
  const { environment, store } = await storeOf(word);
  const read = await untilInterrupted(async () => {
    await store.checkAccount();
    return readSecrets(store);
  });
  const reports = fieldReports(environment.id, new Map([...read].map(([name, { fields }]) => [name, fields])));
  print(environment, reports, options);
  return reports.some(({ status }) => status === 'missing') ? EXIT_CODES.failed : EXIT_CODES.done;
}

/** `smile secrets set`: gives one field, or several at once, the value that comes through standard input. */
export async function secretsSet(
  [word, secret, field]: readonly [string, string, string | undefined],
  { replace = false }: SetSecretOptions,
): Promise<number> {
  const { store } = await storeOf(word);
  const name = secretNamed(secret);
  const fields = fieldsToSet(name, field, await standardInput());
  const written = await untilInterrupted(async () => {
    await store.checkAccount();
    const read = await store.read(name);
    if ('problem' in read) throw new CommandError(read.problem);
    return store.write(name, read, (held) => {
      if (!replace) refuseToReplace(store.nameOf(name), fields, held);
      return fields;
    });
  });
  process.stderr.write(`wrote ${written.join(', ')} of ${store.nameOf(name)}\n`);
  return EXIT_CODES.done;
}

/** Runs work that talks to AWS; what fails because of Ctrl-C is no failure of AWS. */
async function untilInterrupted<Result>(work: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
  return interruptible(async (signal) => {
    try {
      return await work(signal);
    } catch (error) {
      const isOurs = error instanceof CommandError && error.exitCode === EXIT_CODES.interrupted;
      throw signal.aborted && !isOurs ? CommandError.interrupted() : error;
    }
  });
}

async function storeOf(word: string): Promise<{ readonly environment: Environment; readonly store: SecretStore }> {
  repositoryRoot(process.cwd());
  const environment = await loadEnvironment(word);
  if (environment.databases === undefined) {
    throw new CommandError(
      `${environment.id} has no data stores, and none of these secrets; choose an environment that has`,
    );
  }
  return { environment, store: new SecretStore(environment) };
}

function print({ id }: Environment, reports: readonly FieldReport[], { json }: SecretsCommandOptions): void {
  process.stdout.write(
    json === true ? `${JSON.stringify({ environment: id, fields: reports }, null, 2)}\n` : reportText(reports),
  );
}

function secretNamed(word: string): SecretName {
  const found = SECRET_NAMES.find((name) => name === word);
  if (found !== undefined) return found;
  throw CommandError.wrongUse([unknownName('secret', word, SECRET_NAMES)]);
}

/**
 * The fields that standard input has: the value of one, or several as a JSON object.
 *
 * @throws CommandError with every problem at once, and without a value.
 */
function fieldsToSet(secret: SecretName, field: string | undefined, input: string): SecretFields {
  const known = Object.keys(SECRETS[secret].fields);
  const given = field === undefined ? parseSecret(input) : { fields: { [field]: input.replace(/\r?\n$/, '') } };
  if ('problem' in given) {
    throw CommandError.wrongUse([
      `standard input ${given.problem}; name the field whose value it is, or give an object such as {"username": "…", "password": "…"}`,
    ]);
  }
  const entries = Object.entries(given.fields);
  const problems = entries.flatMap(([name, value]) => [
    ...(known.includes(name) ? [] : [unknownName(`field of ${secret}`, name, known)]),
    ...(value === '' ? [`the value of ${name} is empty; give one through standard input`] : []),
    ...(/[\r\n]/.test(value) ? [`the value of ${name} has more than one line; give one line`] : []),
  ]);
  if (entries.length === 0) problems.push('standard input has no field; give an object with at least one');
  if (problems.length > 0) throw CommandError.wrongUse(problems);
  return given.fields;
}

function unknownName(what: string, word: string, known: readonly string[]): string {
  const guess = closest(word, known);
  const remedy = guess === undefined ? 'write one of these' : `did you mean ${guess}?`;
  return `no ${what} ${JSON.stringify(word)}, expected one of ${known.join(', ')}; ${remedy}`;
}

function refuseToReplace(secret: string, fields: SecretFields, held: SecretFields): void {
  const taken = Object.keys(fields).filter((name) => hasValue(held, name));
  if (taken.length === 0) return;
  throw new CommandError(
    `${taken.join(', ')} of ${secret} already set, and nothing was written; programs use what is there, so change it by docs/runbooks/rotate-credentials.md, or add --replace`,
  );
}

/** @throws CommandError on a terminal, which would show what is typed. */
async function standardInput(): Promise<string> {
  if (process.stdin.isTTY) {
    throw CommandError.wrongUse([
      'the value comes through standard input, so that no screen and no history has it, got a terminal; write: read -rs VALUE && printf %s "$VALUE" | ./smile secrets set …',
    ]);
  }
  let text = '';
  for await (const chunk of process.stdin.setEncoding('utf8')) text += chunk;
  return text;
}
