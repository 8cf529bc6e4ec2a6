import { join } from 'node:path';
import { environmentIds } from '@smile/apps';
import { compareEstates, type DiffReport, type EstateSide, sideFacts, toMarkdown, toText } from '@smile/diff';
import { Inventory } from '@smile/inventory';
import { CommandError, EXIT_CODES } from '../command-error.ts';
import { type Against, whatAgainst } from '../diff/against.ts';
import { baseEstate } from '../diff/base-estate.ts';
import { costsOn } from '../diff/cost.ts';
import { workingTreeName } from '../diff/git.ts';
import { keptFacts } from '../diff/kept-facts.ts';
import { readJudged, withDisagreements } from '../diff/second-judge.ts';
import { diffAgainstStates } from '../diff/state-diff.ts';
import { interruptible } from '../interruption.ts';
import { repositoryRoot } from '../repository-root.ts';
import { environmentsToJudge } from '../requirements/judge.ts';
import { repositoryFacts } from '../requirements/repository-facts.ts';
import { selectEnvironments } from '../select-environments.ts';
import { synthesize } from '../synthesize.ts';
import { inTemporaryFolder } from '../temporary-folder.ts';

export interface DiffCommandOptions {
  /** What to compare with: see `whatAgainst`. @default - where the branch left main */
  readonly against?: string;
  /** What both judges found: JSON of `smile rehearse --providers real`. @default - stand-ins alone */
  readonly judged?: string;
  readonly json?: boolean;
  readonly markdown?: boolean;
}

/** `smile diff`: what the edits since another commit do to the estate. */
export async function diff(words: readonly string[], options: DiffCommandOptions): Promise<number> {
  const root = repositoryRoot(process.cwd());
  const ids = selectEnvironments(words);
  const against = whatAgainst(root, options.against);
  const judged = options.judged === undefined ? undefined : readJudged(options.judged);
  const found = await interruptible((signal) =>
    inTemporaryFolder('diff', (work) => reportOn({ root, ids, against, work, signal })),
  );
  const report = judged === undefined ? found : withDisagreements(found, judged);
  process.stdout.write(render(report, options));
  return exitCodeOf(report);
}

interface DiffRun {
  readonly root: string;
  readonly ids: readonly string[];
  readonly against: Against;
  readonly work: string;
  readonly signal: AbortSignal;
}

function reportOn(run: DiffRun): Promise<DiffReport> {
  const { against } = run;
  return against.kind === 'states' ? reportOfPlan(run, against) : reportOfCode(run, against);
}

async function reportOfPlan(
  { root, ids, work, signal }: DiffRun,
  { folder, name }: Extract<Against, { readonly kind: 'states' }>,
): Promise<DiffReport> {
  const { inventory } = await synthesize({ root, out: join(work, 'synth'), ids, signal });
  return diffAgainstStates({
    root,
    work,
    synthesized: inventory,
    states: folder,
    name,
    env: process.env,
    onStep: (stack, step) => process.stderr.write(`${stack}: ${step}\n`),
  });
}

async function reportOfCode(run: DiffRun, against: CodeAgainst): Promise<DiffReport> {
  const { root, ids, work, signal } = run;
  // Two syntheses at a time, where the other one is not kept already.
  const [{ folder, ...before }, { inventory }] = await Promise.all([
    sideBefore(run, against),
    synthesize({ root, out: join(work, 'synth'), ids, signal }),
  ]);
  const environments = environmentsToJudge(inventory, ids);
  const at = new Date();
  const judge = () => sideFacts(before, environments, at);
  return compareEstates({
    before: { ...before, facts: () => (folder === undefined ? judge() : keptFacts(root, folder, at, judge)) },
    after: { name: workingTreeName(root), inventory, repository: repositoryFacts(root) },
    environments,
    at,
    costOf: costsOn(at),
    notes: ids.length === 0 ? [] : [PART],
  });
}

/** Said where not every environment is compared. */
const PART = 'rules that compare environments with each other are judged only when all environments are compared';

/** Another side that is code. */
type CodeAgainst = Exclude<Against, { readonly kind: 'states' }>;

async function sideBefore(
  { root, ids, signal }: DiffRun,
  against: CodeAgainst,
): Promise<EstateSide & { readonly folder?: string }> {
  if (against.kind === 'commit') {
    const onStep = (text: string) => process.stderr.write(`${text}\n`);
    return { name: against.name, ...(await baseEstate({ root, sha: against.sha, ids, signal, onStep })) };
  }
  const inventory = Inventory.fromSynth(against.folder);
  const held = [...new Set(inventory.stacks.flatMap(({ environment }) => environment ?? []))].sort();
  const asked = ids.length === 0 ? environmentIds() : ids;
  if (held.join() !== [...asked].sort().join()) {
    throw CommandError.wrongUse([
      `${against.name} holds ${held.join(', ') || 'no environment'}, and ${[...asked].sort().join(', ')} is compared; name the environments that it holds`,
    ]);
  }
  // Of its repository only the JSON is there.
  return { name: against.name, inventory, repository: repositoryFacts(root) };
}

function render(report: DiffReport, { json, markdown }: DiffCommandOptions): string {
  if (json === true) return `${JSON.stringify(report, null, 2)}\n`;
  return markdown === true ? toMarkdown(report) : toText(report, { width: process.stdout.columns ?? 100 });
}

function exitCodeOf({ losesData, counts, settings }: DiffReport): number {
  if (losesData) return EXIT_CODES.losesData;
  const changes = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return changes + settings.length > 0 ? EXIT_CODES.changes : EXIT_CODES.done;
}
