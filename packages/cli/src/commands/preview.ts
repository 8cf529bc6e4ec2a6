import { readFileSync } from 'node:fs';
import { CommandError, EXIT_CODES } from '../command-error.ts';
import { branchState } from '../gitlab/gitlab-project.ts';
import { gitlabToken } from '../gitlab/gitlab-token.ts';
import { loadEnvironment } from '../load-environments.ts';
import { renderTable } from '../output/table.ts';
import { readBranchStates } from '../previews/branch-states.ts';
import { openHouse, type PreviewsOptions, type PreviewsRun, withPreviews } from '../previews/open-previews.ts';
import { previewDown } from '../previews/preview-down.ts';
import { previewExtend } from '../previews/preview-extend.ts';
import { type ListedSlot, listPreviews } from '../previews/preview-list.ts';
import { type ReapOutcome, reapPreviews } from '../previews/preview-reap.ts';
import { inWords } from '../previews/preview-terms.ts';
import { previewUp, type UpOutcome } from '../previews/preview-up.ts';
import { askApi, slotContents, surroundingApi } from '../previews/slot-contents.ts';
import { repositoryRoot } from '../repository-root.ts';

interface Common extends PreviewsOptions {
  readonly json?: boolean;
}

export interface UpOptions extends Common {
  readonly project: string;
  readonly branch: string;
  readonly commit: string;
  readonly owner: string;
  readonly run: number;
  readonly image?: readonly string[];
  /** File with lines as in `backend-core=1.4.2@sha256:…`. */
  readonly images?: string;
  readonly days?: number;
  readonly markdown?: boolean;
}

export interface ReapOptions extends Common {
  /** File that `smile preview branches` wrote. */
  readonly branches?: string;
}

export interface BranchesOptions extends Common {
  /** Address of the Git server, or of a project there. @default - the variable SMILE_REPOSITORY */
  readonly repository?: string;
  readonly tokenFile?: string;
}

/** `smile preview up` */
export async function up(word: string, options: UpOptions): Promise<number> {
  const { project, branch, commit, owner, run, days } = options;
  const wish = {
    project,
    branch,
    commit,
    owner,
    run,
    images: imagesOf(options),
    ...(days === undefined ? {} : { days }),
  };
  const outcome = await withPreviews(await runOf(word, options), (work) => previewUp(work, wish));
  print(options, outcome, () => (options.markdown === true ? asMarkdown(outcome, wish) : described(outcome)));
  return EXIT_CODES.done;
}

/** `smile preview list` */
export async function list(word: string, options: Common): Promise<number> {
  const slots = await listPreviews({ house: openHouse(await runOf(word, options)) });
  print(options, slots, () => table(slots, new Date()));
  return EXIT_CODES.done;
}

/** `smile preview extend` */
export async function extend(word: string, name: string, days: number, options: Common): Promise<number> {
  const house = openHouse(await runOf(word, options));
  const { claim } = await previewExtend({ house, now: () => new Date() }, name, days);
  const { slot, branch, expires } = claim;
  print(options, { slot, branch, expires }, () => `${slot}: ${branch} stays until ${minute(expires)}`);
  return EXIT_CODES.done;
}

/** `smile preview down` */
export async function down(word: string, name: string, options: Common): Promise<number> {
  const { claim } = await withPreviews(await runOf(word, options), (work) => previewDown(work, name));
  const { slot, project, branch } = claim;
  print(options, { slot, project, branch }, () => `${slot}: ${project} ${branch} is gone`);
  return EXIT_CODES.done;
}

/** `smile preview reap` */
export async function reap(word: string, options: ReapOptions): Promise<number> {
  const branches =
    options.branches === undefined ? undefined : readBranchStates(textOf(options.branches), options.branches);
  const api = options.offline === true ? undefined : surroundingApi(process.env);
  const facts = {
    ...(branches === undefined ? {} : { branches }),
    ...(api === undefined ? {} : { contents: () => slotContents((path) => askApi(api, path)) }),
  };
  const outcome = await withPreviews(await runOf(word, options), (work) => reapPreviews(work, facts));
  print(options, outcome, () => reaped(outcome));
  return outcome.left.length === 0 ? EXIT_CODES.done : EXIT_CODES.failed;
}

/** `smile preview branches` */
export async function branches(word: string, options: BranchesOptions): Promise<number> {
  const repository = options.repository ?? process.env.SMILE_REPOSITORY;
  if (repository === undefined || !URL.canParse(repository)) {
    throw CommandError.wrongUse([
      `expected the address of the Git server, as in https://git.example.org, got ${repository ?? 'nothing'}; name it with --repository, or in SMILE_REPOSITORY`,
    ]);
  }
  const { origin } = new URL(repository);
  const token = gitlabToken(options.tokenFile, process.env);
  const slots = await openHouse(await runOf(word, options)).slots();
  const states = await Promise.all(
    slots.flatMap(({ claim }) => {
      if (claim === undefined) return [];
      const { project, branch } = claim;
      const state = branchState({ url: new URL(`${origin}/${project}`), token }, branch);
      return [state.then((found) => ({ project, branch, state: found }))];
    }),
  );
  process.stdout.write(`${JSON.stringify(states, null, 2)}\n`);
  return EXIT_CODES.done;
}

async function runOf(word: string, options: PreviewsOptions): Promise<PreviewsRun> {
  return {
    // Where smile is: pipelines run it from the image of their agent, in an empty folder.
    root: repositoryRoot(__dirname),
    environment: await loadEnvironment(word),
    options,
    env: process.env,
  };
}

/** Images by service, from options and from a file. */
function imagesOf({ image = [], images }: Pick<UpOptions, 'image' | 'images'>): Readonly<Record<string, string>> {
  const lines = images === undefined ? [] : textOf(images).split('\n');
  const given = [...lines.map((line) => line.trim()).filter((line) => line !== ''), ...image];
  const wrong = given.filter((line) => !/^[^=\s]+=\S+$/.test(line));
  if (wrong.length > 0) {
    throw CommandError.wrongUse(
      wrong.map((line) => `expected an image as in backend-core=1.4.2@sha256:…, got ${JSON.stringify(line)}`),
    );
  }
  return Object.fromEntries(
    given.map((line) => {
      const [service = '', ...rest] = line.split('=');
      return [service, rest.join('=')];
    }),
  );
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new CommandError(`cannot read ${file}; name a file that is there`);
  }
}

function print({ json }: Common, outcome: object, text: () => string): void {
  process.stdout.write(`${json === true ? JSON.stringify(outcome, null, 2) : text()}\n`);
}

function described({ slot, urls, owner, expires, was }: UpOutcome): string {
  return [
    `${slot} ${was === 'new' ? 'is up' : 'has the new commit'}: ${urls[0]}`,
    `of ${owner}, until ${minute(expires)}`,
    ...urls.slice(1),
  ].join('\n');
}

/** What a merge request is told. */
function asMarkdown({ urls, slot, owner, expires }: UpOutcome, { commit }: { readonly commit: string }): string {
  return [
    `**Preview of \`${commit.slice(0, 12)}\` is up:** ${urls[0]}`,
    '',
    `Slot \`${slot}\`, owner ${owner}, until ${minute(expires)}. It goes when the branch is merged or deleted, too.`,
    ...urls.slice(1).map((url) => `- ${url}`),
  ].join('\n');
}

function table(slots: readonly ListedSlot[], now: Date): string {
  const since = (time: string | undefined) => (time === undefined ? '' : inWords(now.getTime() - Date.parse(time)));
  const until = (time: string | undefined) => {
    if (time === undefined) return '';
    const left = Date.parse(time) - now.getTime();
    return left > 0 ? `in ${inWords(left)}` : 'expired';
  };
  return renderTable<ListedSlot>(
    [
      { title: 'slot', value: ({ slot }) => slot },
      { title: 'phase', value: ({ phase }) => phase },
      { title: 'branch', value: ({ branch = '', project }) => (project === undefined ? '' : `${project} ${branch}`) },
      { title: 'owner', value: ({ owner = '' }) => owner },
      { title: 'age', value: ({ created }) => since(created) },
      { title: 'expires', value: ({ expires }) => until(expires) },
      {
        title: 'USD a day',
        value: ({ usdPerDay }) => (usdPerDay === null ? 'not known' : usdPerDay.toFixed(2)),
        align: 'right',
      },
      { title: 'address', value: ({ urls = [] }) => urls[0] ?? '' },
    ],
    slots,
  );
}

function reaped({ removed, left, untold }: ReapOutcome): string {
  const lines = [
    ...removed.map(({ slot, project, branch, because }) => `removed  ${slot}: ${project} ${branch}, since ${because}`),
    ...left.map((line) => `LEFT     ${line}`),
    ...untold.map((line) => `unknown  ${line}`),
  ];
  return [
    ...lines,
    `${removed.length} removed, ${left.length} left that should be gone, ${untold.length} not known`,
  ].join('\n');
}

function minute(time: string): string {
  return `${time.slice(0, 16).replace('T', ' ')} UTC`;
}
