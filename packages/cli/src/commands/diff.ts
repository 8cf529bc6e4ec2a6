import { join } from 'node:path';
import { environmentIds } from '@smile/apps';
import { compareEstates, type DiffReport, type EstateSide, toMarkdown, toText } from '@smile/diff';
import { Inventory } from '@smile/inventory';
import { CommandError, EXIT_CODES } from '../command-error.ts';
import { type Against, whatAgainst } from '../diff/against.ts';
import { baseEstate } from '../diff/base-estate.ts';
import { costOf } from '../diff/cost.ts';
import { workingTreeName } from '../diff/git.ts';
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
  readonly json?: boolean;
  readonly markdown?: boolean;
}

/** `smile diff`: what the edits since another commit do to the estate. */
export async function diff(words: readonly string[], options: DiffCommandOptions): Promise<number> {
  const root = repositoryRoot(process.cwd());
  const ids = selectEnvironments(words);
  const against = whatAgainst(root, options.against);
  const report = await interruptible((signal) =>
    inTemporaryFolder('diff', (work) => reportOn({ root, ids, against, work, signal })),
  );
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

async function reportOn(run: DiffRun): Promise<DiffReport> {
  const { root, ids, against, work, signal } = run;
  const out = join(work, 'synth');
  if (against.kind === 'states') {
    const { inventory } = await synthesize({ root, out, ids, signal });
    return diffAgainstStates({ root, work, synthesized: inventory, states: against.folder, name: against.name, signal });
  }
  // Two syntheses at a time, where the other one is not kept already.
  const [before, { inventory }] = await Promise.all([
    sideBefore(run, against),
    synthesize({ root, out, ids, signal }),
  ]);
  const after: EstateSide = { name: workingTreeName(root), inventory, repository: repositoryFacts(root) };
  return compareEstates({
    before,
    after,
    environments: environmentsToJudge(inventory, ids),
    at: new Date(),
    ...(costOf === undefined ? {} : { costOf }),
    notes: ids.length === 0 ? [] : [PART],
  });
}

/** Said where not every environment is compared. */
const PART = 'rules that compare environments with each other are judged only when all environments are compared';

async function sideBefore(
  { root, ids, signal }: DiffRun,
  against: Exclude<Against, { readonly kind: 'states' }>,
): Promise<EstateSide> {
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
