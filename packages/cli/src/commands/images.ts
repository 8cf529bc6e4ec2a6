import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type CopyOutcome, syncImage, upstreamDigest } from '@smile/artifacts';
import {
  CHART_NAMES,
  CHARTS,
  IMAGE_LOCK,
  IMAGE_NAMES,
  IMAGES,
  type ImageLock,
  type ImageName,
  imageRepository,
  lockedDigest,
  type RegistryOwner,
} from '@smile/catalogue';
import type { Environment } from '@smile/core';
import { eachOf, type Outcome } from '../artifacts/each-of.ts';
import { recordImages } from '../artifacts/locks.ts';
import { imagesCalled } from '../artifacts/names.ts';
import { registryPassword } from '../artifacts/registry-password.ts';
import { CommandError, EXIT_CODES } from '../command-error.ts';
import { interruptible } from '../interruption.ts';
import { loadEnvironment } from '../load-environments.ts';
import { renderTable } from '../output/table.ts';
import { repositoryRoot } from '../repository-root.ts';

export interface ImagesSyncOptions {
  /** Names of images. @default - all */
  readonly image?: readonly string[];
  /** Whether to record digests that nobody has reviewed. */
  readonly accept?: boolean;
  readonly json?: boolean;
}

/** How many images are copied at once; each sends its layers one after the other. */
const AT_ONCE = 3;

/** `smile images sync`: copies the images that ECR cannot cache into the registry of an environment. */
export async function imagesSync(word: string | undefined, options: ImagesSyncOptions): Promise<number> {
  if (word === undefined && options.accept !== true) {
    throw CommandError.wrongUse([
      'images are copied into the registry of an environment; name one, as in smile images sync dev',
    ]);
  }
  const names = imagesCalled(options.image ?? []);
  const root = repositoryRoot(process.cwd());
  const environment = word === undefined ? undefined : await environmentWithClusters(word);
  return interruptible(async (signal) => {
    const recorded = options.accept === true ? await record(root, names, signal) : { lock: IMAGE_LOCK, failed: 0 };
    if (environment === undefined) return recorded.failed === 0 ? EXIT_CODES.done : EXIT_CODES.failed;
    const outcomes = await copyAll(root, names, environment, recorded.lock, signal);
    const failed = outcomes.filter((outcome) => 'problem' in outcome).length;
    process.stdout.write(
      options.json === true
        ? `${JSON.stringify({ images: outcomes }, null, 2)}\n`
        : summary(outcomes, names, environment),
    );
    return failed + recorded.failed === 0 ? EXIT_CODES.done : EXIT_CODES.failed;
  });
}

async function environmentWithClusters(word: string): Promise<Environment> {
  const environment = await loadEnvironment(word);
  if (environment.clusters !== undefined) return environment;
  throw CommandError.wrongUse([
    `nothing runs in clusters of ${environment.id}, so it has no registry for their images; name another environment`,
  ]);
}

/** Asks every upstream what the tags are today, and records what nobody has reviewed. */
async function record(
  root: string,
  names: readonly ImageName[],
  signal: AbortSignal,
): Promise<{ readonly lock: ImageLock; readonly failed: number }> {
  const unseen = names.filter((name) => IMAGES[name].obtained !== 'build' && lockedDigest(name) === undefined);
  const outcomes = await eachOf(
    unseen,
    AT_ONCE,
    signal,
    (name) => upstreamDigest(name, { signal }),
    (outcome) =>
      process.stderr.write(`${outcome.name}: ${'result' in outcome ? outcome.result : `failed: ${outcome.problem}`}\n`),
  );
  const digests = new Map(
    outcomes.flatMap((outcome) => ('result' in outcome ? [[outcome.name, outcome.result] as const] : [])),
  );
  const failed = outcomes.length - digests.size;
  if (digests.size === 0) return { lock: IMAGE_LOCK, failed };
  const lock = recordImages(root, digests);
  process.stderr.write(
    `recorded ${digests.size} digests in packages/catalogue/data/images.lock.json; review it like code\n`,
  );
  return { lock, failed };
}

async function copyAll(
  root: string,
  names: readonly ImageName[],
  environment: Environment,
  lock: ImageLock,
  signal: AbortSignal,
): Promise<readonly Outcome<ImageName, CopyOutcome>[]> {
  const copied = names.filter((name) => IMAGES[name].obtained === 'copy');
  if (copied.length === 0) return [];
  const registry = registryOf(environment);
  const credentials = { user: 'AWS', password: await registryPassword(environment) };
  const folder = join(root, '.cache', 'images');
  mkdirSync(folder, { recursive: true });
  const holders = new Map<string, string>();
  const sent = new Map<ImageName, number>();
  return eachOf(
    copied,
    AT_ONCE,
    signal,
    (name) => {
      const onBlob = (bytes: number) => sent.set(name, (sent.get(name) ?? 0) + bytes);
      process.stderr.write(`${name} ${IMAGES[name].tag}: copying\n`);
      return syncImage(name, { lock, registry, credentials, folder, holders, signal, onBlob });
    },
    (outcome) => process.stderr.write(`${outcome.name} ${IMAGES[outcome.name].tag}: ${line(outcome)}\n`),
  );
}

function registryOf({ account, region, namePrefix }: Environment): RegistryOwner {
  return { accountId: account.id, region, namePrefix };
}

function line(outcome: Outcome<ImageName, CopyOutcome>): string {
  if ('problem' in outcome) return `failed: ${outcome.problem}`;
  const { state, bytes, platforms } = outcome.result;
  if (state === 'there') return 'there already';
  return `copied, ${(bytes / 2 ** 20).toFixed(0)} MiB sent, ${platforms.join(', ') || 'one platform'}`;
}

function summary(
  outcomes: readonly Outcome<ImageName, CopyOutcome>[],
  names: readonly ImageName[],
  environment: Environment,
): string {
  const states = outcomes.map((outcome) => ('result' in outcome ? outcome.result.state : 'failed'));
  const count = (state: string) => states.filter((one) => one === state).length;
  const built = names.filter((name) => IMAGES[name].obtained === 'build');
  const lines = [
    `${count('copied')} copied, ${count('there')} there already, ${count('failed')} failed: ${environment.id}`,
  ];
  if (built.length > 0) {
    const owner = registryOf(environment);
    lines.push(
      'builds run code, so they are not done here but by jenkins-build of dev and staging:',
      ...built.map(
        (name) =>
          `  docker buildx build --platform linux/amd64,linux/arm64 --push -t ${imageRepository(name, owner)}:${IMAGES[name].tag} <folder of its Dockerfile>`,
      ),
    );
  }
  return `${lines.join('\n')}\n`;
}

/** `smile images list`: the images of the catalogue. */
export function imagesList(options: { readonly json?: boolean }): number {
  const rows = IMAGE_NAMES.map((name) => ({
    name,
    ...IMAGES[name],
    digest: lockedDigest(name),
    usedBy: usersOf(name),
  }));
  if (options.json === true) {
    process.stdout.write(`${JSON.stringify({ images: rows }, null, 2)}\n`);
    return EXIT_CODES.done;
  }
  const table = renderTable(
    [
      { title: 'image', value: ({ name }) => name },
      { title: 'upstream', value: ({ upstream }) => upstream },
      { title: 'tag', value: ({ tag }) => tag },
      { title: 'digest', value: ({ digest }) => digest?.slice(0, 19) ?? 'not reviewed' },
      { title: 'obtained', value: ({ obtained }) => obtained },
      { title: 'architectures', value: ({ architectures }) => architectures.join(', ') },
      { title: 'used by', value: ({ usedBy }) => usedBy.join(', ') },
    ],
    rows,
  );
  const missing = rows.filter(({ digest }) => digest === undefined).length;
  process.stdout.write(
    `${table}\n\n${rows.length} images, ${missing} named by tag alone because nobody has reviewed their digest\n`,
  );
  return EXIT_CODES.done;
}

function usersOf(image: ImageName): readonly string[] {
  const charts = CHART_NAMES.filter((chart) => CHARTS[chart].images.includes(image));
  const { purpose } = IMAGES[image];
  return purpose === undefined ? charts : [...charts, purpose];
}
