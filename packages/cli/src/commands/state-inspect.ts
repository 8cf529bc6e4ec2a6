import { closest } from '@smile/core';
import { Redactor } from '@smile/delivery';
import {
  describePlace,
  orphansOf,
  readStateStream,
  type StateExamination,
  type StateInstance,
  versionSkew,
} from '@smile/states';
import { CommandError, EXIT_CODES } from '../command-error.ts';
import type { Column } from '../output/table.ts';
import { renderTable } from '../output/table.ts';
import { examineAll, type OpenStates, openStates, type StateOptions } from '../state/open-states.ts';

/** `smile state`: one line for each state. */
export async function stateOverview(words: readonly string[], options: StateOptions): Promise<number> {
  const open = await openStates(words, options);
  const { states, without } = await examineAll(open);
  const rows = [
    ...states.map((state) => ({
      stack: state.stack,
      serial: state.head.serial,
      resources: count(state, ({ mode }) => mode === 'managed'),
      tainted: count(state, ({ isTainted }) => isTainted),
      deposed: count(state, ({ deposed }) => deposed !== undefined),
      secrets: state.secrets.length,
      outputs: Object.keys(state.head.outputs).length,
      bytes: state.head.bytes,
      terraform: state.head.terraformVersion,
    })),
    ...without.map((stack) => ({
      stack,
      serial: 'no state',
      resources: 0,
      tainted: 0,
      deposed: 0,
      secrets: 0,
      outputs: 0,
      bytes: 0,
      terraform: '',
    })),
  ];
  return print(rows, options, [
    'stack',
    ...(['serial', 'resources', 'tainted', 'deposed', 'secrets', 'outputs', 'bytes'] as const),
    'terraform',
  ]);
}

/** `smile state list` */
export async function stateList(words: readonly string[], options: StateOptions): Promise<number> {
  const { states } = await examineAll(await openStates(words, options));
  const rows = states.flatMap(({ stack, objects }) =>
    objects.map(({ address, mode, type, isTainted, deposed }) => ({
      stack,
      address,
      type: mode === 'data' ? `data.${type}` : type,
      state: deposed === undefined ? (isTainted ? 'tainted' : '') : `deposed ${deposed}`,
    })),
  );
  return print(rows, options, ['stack', 'address', 'type', 'state']);
}

/** `smile state show`: one object, without what might be a secret. */
export async function stateShow(address: string, words: readonly string[], options: StateOptions): Promise<number> {
  const open = await openStates(words, options);
  const found: { readonly stack: string; readonly instance: StateInstance }[] = [];
  const known: string[] = [];
  for (const place of open.places) {
    const content = await open.store.read(place);
    if (content === undefined) continue;
    await readStateStream(content, describePlace(place), (instance) => {
      if (instance.address === address) found.push({ stack: place.stack, instance });
      else known.push(instance.address);
    });
  }
  if (found.length === 0) throw unknownAddress(address, known);
  const redactor = new Redactor();
  const shown = found.map(({ stack, instance }) => {
    const { mode, type, provider, schemaVersion, isTainted, deposed, attributes } = instance;
    const place = { type: mode === 'data' ? `data.${type}` : type, sensitive: maskOf(instance) };
    return {
      stack,
      address,
      type,
      provider,
      schemaVersion,
      isTainted,
      deposed,
      attributes: redactor.value(attributes, place),
    };
  });
  process.stdout.write(
    `${JSON.stringify(options.json === true ? shown : shown.length === 1 ? shown[0] : shown, null, 2)}\n`,
  );
  return EXIT_CODES.done;
}

function unknownAddress(address: string, known: readonly string[]): CommandError {
  const guess = closest(address, known) ?? known.find((one) => one.startsWith(address));
  const remedy = guess === undefined ? 'smile state list shows all' : `did you mean ${guess}?`;
  return CommandError.wrongUse([`no state has ${JSON.stringify(address)}; ${remedy}`]);
}

/** Sensitive paths as the tree of `true` that Terraform prints elsewhere. */
function maskOf({ sensitive }: StateInstance) {
  const mask: Record<string | number, unknown> = {};
  for (const path of sensitive) {
    let here = mask;
    path.forEach((step, depth) => {
      if (depth === path.length - 1) here[step] = true;
      else if (here[step] !== true) {
        here[step] ??= {};
        here = here[step] as Record<string | number, unknown>;
      }
    });
  }
  return mask as never;
}

/** `smile state outputs`: what stacks give, and who reads it. */
export async function stateOutputs(words: readonly string[], options: StateOptions): Promise<number> {
  const open = await openStates(words, options);
  const { states } = await examineAll(open);
  const readers = readersOf(open);
  const rows = states.flatMap(({ stack, head }) =>
    Object.entries(head.outputs).map(([name, { isSensitive }]) => ({
      stack,
      output: name,
      sensitive: isSensitive ? 'sensitive' : '',
      readers: readers(stack, name),
    })),
  );
  return print(rows, options, ['stack', 'output', 'sensitive', 'readers']);
}

function readersOf({ code }: OpenStates): (stack: string, name: string) => string {
  const known = new Map(code.outputs.map((output) => [`${output.stack}\n${output.name}`, output]));
  return (stack, name) => {
    const output = known.get(`${stack}\n${name}`);
    if (output === undefined) return 'not in the code';
    const stacks = [...new Set(output.consumers.map((reader) => reader.stack))].sort();
    return stacks.length === 0 ? 'nobody' : stacks.join(', ');
  };
}

/** `smile state tainted`: objects that the next apply replaces or deletes because something went wrong. */
export async function stateTainted(words: readonly string[], options: StateOptions): Promise<number> {
  const { states } = await examineAll(await openStates(words, options));
  const rows = states.flatMap(({ stack, objects }) =>
    objects.flatMap(({ address, isTainted, deposed }) => {
      if (deposed !== undefined) {
        return [{ stack, address, what: `deposed ${deposed}`, next: 'the next apply deletes the superseded object' }];
      }
      return isTainted ? [{ stack, address, what: 'tainted', next: 'the next apply replaces it' }] : [];
    }),
  );
  return print(rows, options, ['stack', 'address', 'what', 'next']);
}

/** `smile state orphans`: addresses that only one of state and code has. */
export async function stateOrphans(words: readonly string[], options: StateOptions): Promise<number> {
  const open = await openStates(words, options);
  const { states } = await examineAll(open);
  const rows = states.flatMap((state) => orphansOf(state, open.code));
  return print(rows, options, ['stack', 'address', 'only', 'next']);
}

/** `smile state versions`: where versions of Terraform, of providers and of their schemas differ. */
export async function stateVersions(words: readonly string[], options: StateOptions): Promise<number> {
  const open = await openStates(words, options);
  const { states } = await examineAll(open);
  const rows = versionSkew(states, open.code).flatMap(({ subject, versions, because }) =>
    Object.entries(versions).map(([version, stacks]) => ({ subject, version, stacks: stacks.join(', '), because })),
  );
  return print(rows, options, ['subject', 'version', 'stacks', 'because']);
}

/** `smile state secrets`: where states hold secrets, and never what. Fails when one is not expected. */
export async function stateSecrets(words: readonly string[], options: StateOptions): Promise<number> {
  const { states } = await examineAll(await openStates(words, options));
  const rows = states.flatMap(({ stack, secrets }) =>
    secrets.map(({ address, path, because, expected = '' }) => ({ stack, address, path, because, expected })),
  );
  print(rows, options, ['stack', 'address', 'path', 'because', 'expected']);
  return rows.every(({ expected }) => expected !== '') ? EXIT_CODES.done : EXIT_CODES.failed;
}

/** `smile state locks`: who holds a state since when, and how a lock is broken. */
export async function stateLocks(words: readonly string[], options: StateOptions): Promise<number> {
  const { store, places } = await openStates(words, options);
  const locks = (await Promise.all(places.map((place) => store.lockOf(place)))).flatMap((lock) => lock ?? []);
  print(locks, options, ['stack', 'who', 'operation', 'since', 'id']);
  if (locks.length > 0 && options.json !== true) process.stdout.write(`\n${BREAKING}\n`);
  return EXIT_CODES.done;
}

const BREAKING = `A lock that somebody holds is right: wait, or ask them. Break one only after its holder is dead (docs/runbooks/broken-lock.md):
  terraform force-unlock <id>      in the folder of the stack; it refuses when the lock is another one by now
Never delete the object or the file of a lock: that removes whichever lock is there at that moment.`;

function count({ objects }: StateExamination, fits: (object: StateExamination['objects'][number]) => boolean): number {
  return objects.filter(fits).length;
}

/** Rows as a table, or as JSON. */
function print<Row extends object>(
  rows: readonly Row[],
  { json }: StateOptions,
  titles: readonly (keyof Row & string)[],
): number {
  if (json === true) process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
  else if (rows.length === 0) process.stdout.write('none\n');
  else {
    const columns = titles.map((title): Column<Row> => {
      const isNumber = typeof rows[0]?.[title] === 'number';
      return { title, value: (row) => String(row[title] ?? ''), align: isNumber ? 'right' : 'left' };
    });
    process.stdout.write(`${renderTable(columns, rows)}\n`);
  }
  return EXIT_CODES.done;
}
