import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { closest } from '@smile/core';
import { Redactor } from '@smile/delivery';
import {
  compareStates,
  describePlace,
  FileStates,
  type ReadableState,
  type StateDifference,
  StateError,
  type StatePlace,
  type StateStore,
  type StateVersion,
} from '@smile/states';
import { CommandError, EXIT_CODES } from '../command-error.ts';
import { renderTable } from '../output/table.ts';
import { openStates, placesOf, type StateOptions } from '../state/open-states.ts';

export interface StateDiffOptions extends Omit<StateOptions, 'stack'> {
  /** Id of a version, or a file. @default - the version before the latest */
  readonly before?: string;
  /** Id of a version, or a file. @default - the latest */
  readonly after?: string;
  /** Whether to list versions and compare none. */
  readonly list?: boolean;
}

/** Most versions that are listed for people. */
const SHOWN = 20;

/** `smile state diff`: what two versions of the state of one stack have differently. */
export async function stateDiff(stack: string, options: StateDiffOptions): Promise<number> {
  const { store, place } = await openOne(stack, options);
  const versions = (await store.versionsOf(place)).filter(({ isDeletion }) => !isDeletion || options.list === true);
  if (options.list === true) return listVersions(versions, options);
  const [before, after] = [
    readable(store, place, options.before ?? versions[1]?.id),
    readable(store, place, options.after ?? versions[0]?.id),
  ];
  if (before === undefined || after === undefined) {
    throw new StateError(
      `${describePlace(place)} has ${versions.length} versions with a state, and two are needed; name files with --before and --after`,
    );
  }
  const difference = await compareStates(before, after, new Redactor());
  process.stdout.write(
    options.json === true
      ? `${JSON.stringify({ stack, compared: [before.where, after.where], ...difference }, null, 2)}\n`
      : asText(difference, before, after),
  );
  return EXIT_CODES.done;
}

/** The state of a stack whose name is given whole. */
async function openOne(
  stack: string,
  options: StateDiffOptions,
): Promise<{ readonly store: StateStore; readonly place: StatePlace }> {
  const { code } = await openStates([], { ...options, states: undefined });
  const names = code.stacks.map(({ name }) => name);
  if (!names.includes(stack)) {
    const guess = closest(stack, names);
    throw CommandError.wrongUse([
      `no stack is called ${JSON.stringify(stack)}${guess === undefined ? `, expected one of ${names.join(', ')}` : `; did you mean ${guess}?`}`,
    ]);
  }
  const { store, places } = placesOf(code, [stack], options.states);
  const [place] = places;
  if (place === undefined) throw new Error(`no place for ${stack}`);
  return { store, place };
}

/** A version of the state, or a file. */
function readable(store: StateStore, place: StatePlace, version: string | undefined): ReadableState | undefined {
  if (version === undefined) return undefined;
  const isFile = existsSync(version);
  const file: StatePlace = { kind: 'file', stack: place.stack, path: resolve(version) };
  const where = isFile ? file.path : `${describePlace(place)}, version ${version}`;
  return {
    where,
    read: async () => {
      const content = isFile ? await new FileStates().read(file) : await store.read(place, version);
      if (content === undefined)
        throw new StateError(`${where} is not there; smile state diff ${place.stack} --list shows what is`);
      return content;
    },
  };
}

function listVersions(versions: readonly StateVersion[], { json }: StateDiffOptions): number {
  if (json === true) process.stdout.write(`${JSON.stringify(versions, null, 2)}\n`);
  else {
    const table = renderTable<StateVersion>(
      [
        { title: 'version', value: ({ id }) => id },
        { title: 'written', value: ({ at }) => at },
        { title: 'bytes', value: ({ bytes }) => String(bytes), align: 'right' },
        {
          title: '',
          value: ({ isLatest, isDeletion }) => [isLatest ? 'latest' : '', isDeletion ? 'deleted' : ''].join(' ').trim(),
        },
      ],
      versions.slice(0, SHOWN),
    );
    const more = versions.length > SHOWN ? `\nand ${versions.length - SHOWN} older ones; --json lists all` : '';
    process.stdout.write(versions.length === 0 ? 'none\n' : `${table}${more}\n`);
  }
  return EXIT_CODES.done;
}

function asText(difference: StateDifference, from: ReadableState, to: ReadableState): string {
  const { before, after, objects, outputs, warnings } = difference;
  const count = (change: string) => objects.filter((one) => one.change === change).length;
  return [
    `before  ${from.where}: serial ${before.serial}, Terraform ${before.terraformVersion}`,
    `after   ${to.where}: serial ${after.serial}, Terraform ${after.terraformVersion}`,
    ...warnings.map((warning) => `warning: ${warning}`),
    '',
    ...objects.flatMap(({ address, change, attributes }) => [
      `${SIGNS[change]} ${address}`,
      ...attributes.map((one) => `    ${one.path}: ${JSON.stringify(one.before)} -> ${JSON.stringify(one.after)}`),
    ]),
    ...outputs.map((name) => `~ output ${name}`),
    `${count('added')} added, ${count('removed')} removed, ${count('changed')} changed, ${outputs.length} outputs differ`,
    '',
  ].join('\n');
}

const SIGNS = { added: '+', removed: '-', changed: '~' } as const;
