import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { asObject, asString, type Inventory, type JsonObject } from '@smile/inventory';
import { emptyPretendState, offlineEnvironment, pretendMark, schemasFor, startStandIns } from '@smile/rehearsal';
import { CommandError } from '../command-error.ts';
import { writeWhole } from '../write-whole.ts';
import { realEnvironment } from './delivery-environment.ts';

/** What a run plans or changes: clouds with states in a bucket, or stand-ins with states in files. */
export interface Surroundings {
  readonly kind: 'real' | 'pretend';
  /** Environment of Terraform. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Content of the override file of a stack; undefined where the synthesized file says all. */
  overrideOf(configuration: JsonObject): JsonObject | undefined;
  /** Why a state must not be used here; undefined where it may. */
  problemOf(state: object): string | undefined;
  close(): void;
}

/** A backend and its settings. */
export interface StateBackend {
  readonly type: string;
  readonly config: JsonObject;
}

/** Clouds, with the credentials of whoever runs it. */
export function realSurroundings(env: Readonly<Record<string, string | undefined>>): Surroundings {
  if (env.TF_REATTACH_PROVIDERS !== undefined) {
    throw new CommandError(
      'stand-in providers are attached (TF_REATTACH_PROVIDERS), so nothing real can be planned or applied; add --offline, or leave the shell of smile offline',
    );
  }
  return {
    kind: 'real',
    env: realEnvironment(env),
    overrideOf: (configuration) => {
      const { type } = backendIn(configuration);
      if (type === 's3') return undefined;
      throw new CommandError(
        `a stack keeps its state in the backend ${type}, and a bundle of a real account needs it in S3; unset SMILE_STATE, and plan again`,
      );
    },
    problemOf: (state) => {
      const mark = pretendMark(state);
      return mark === undefined
        ? undefined
        : `is invented: ${mark}; somebody moved the state of a rehearsal there, so restore an earlier version of it`;
    },
    close: () => {},
  };
}

/** Stand-ins that serve what an environment uses, and a folder with states. */
export async function pretendSurroundings(options: {
  readonly synthesized: Inventory;
  readonly states: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly terraformVersion: string;
}): Promise<Surroundings> {
  const { synthesized, states, env, terraformVersion } = options;
  const attached = env.TF_REATTACH_PROVIDERS;
  const standIns = await startStandIns({ schemas: schemasFor(synthesized), isWhole: false });
  const pathOf = (config: JsonObject) => {
    // Inside `smile offline` the code names files; they lie in the same places.
    const key = asString(config.key) ?? (asString(config.path) ?? '').replace(/^.*\.state\//, '');
    const path = join(states, '.state', key);
    if (!existsSync(path)) {
      mkdirSync(dirname(path), { recursive: true });
      writeWhole(path, emptyPretendState(key.replace(/\.tfstate$/, '').replaceAll('/', '-'), terraformVersion));
    }
    return path;
  };
  const local = ({ config }: StateBackend) => ({ type: 'local', config: { path: pathOf(config) } });
  return {
    kind: 'pretend',
    // Inside `smile offline` the stand-ins of that command are used, so that they outlive this one.
    env: {
      ...offlineEnvironment(env, standIns),
      ...(attached === undefined ? {} : { TF_REATTACH_PROVIDERS: attached }),
    },
    overrideOf: (configuration) => {
      const remote = remoteStatesIn(configuration).map(({ name, backend }) => [
        name,
        { backend: 'local', config: local(backend).config },
      ]);
      return {
        terraform: { backend: { local: local(backendIn(configuration)).config } },
        // An empty block is no block for Terraform.
        ...(remote.length > 0 ? { data: { terraform_remote_state: Object.fromEntries(remote) } } : {}),
      };
    },
    problemOf: (state) =>
      pretendMark(state) === undefined
        ? 'is not of a run without a cloud; name another folder with --states'
        : undefined,
    close: () => standIns.close(),
  };
}

/** The backend of a synthesized stack. */
export function backendIn(configuration: JsonObject): StateBackend {
  const [[type = 'local', config = {}] = []] = Object.entries(asObject(asObject(configuration.terraform).backend));
  return { type, config: asObject(config) };
}

/** A state of another stack that a stack reads. */
export interface RemoteState {
  /** Name of its data source. */
  readonly name: string;
  readonly backend: StateBackend;
  /** Names of the outputs that are read, sorted. */
  readonly outputs: readonly string[];
}

/** The states of other stacks that a synthesized stack reads, and what of them. */
export function remoteStatesIn(configuration: JsonObject): RemoteState[] {
  const sources = asObject(asObject(configuration.data).terraform_remote_state);
  const text = JSON.stringify(configuration);
  return Object.entries(sources).map(([name, body]) => {
    const read = text.matchAll(new RegExp(`data\\.terraform_remote_state\\.${name}\\.outputs\\.([\\w-]+)`, 'g'));
    const { backend, config } = asObject(body);
    return {
      name,
      backend: { type: asString(backend) ?? 'local', config: asObject(config) },
      outputs: [...new Set([...read].map(([, output = '']) => output))].sort(),
    };
  });
}

/** A synthesized stack in a folder. */
export function configurationIn(folder: string): JsonObject {
  return JSON.parse(readFileSync(join(folder, 'cdk.tf.json'), 'utf8')) as JsonObject;
}
