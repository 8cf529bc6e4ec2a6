import { join, relative } from 'node:path';
import { environmentIds } from '@smile/apps';
import { dataPlatformRecovery } from '@smile/apps/recovery';
import { checkGuardrails } from '@smile/guardrails';
import { collectReport, type ReportData, renderReport } from '@smile/report';
import { CommandError, EXIT_CODES } from '../command-error.ts';
import { dayFor } from '../day-for.ts';
import { interruptible } from '../interruption.ts';
import { requirementsOf } from '../report/judgements.ts';
import { repositoryRoot } from '../repository-root.ts';
import { selectEnvironments } from '../select-environments.ts';
import { repositoryVersions } from '../support/repository-versions.ts';
import { synthesize } from '../synthesize.ts';
import { inTemporaryFolder } from '../temporary-folder.ts';
import { writableFile, writeWhole } from '../write-whole.ts';

export interface ReportCommandOptions {
  /** File to write to. @default - `reports/<environment>.html` in the repository */
  readonly out?: string;
  /** Day to report on, as an ISO date. @default - today, in UTC */
  readonly at?: string;
  readonly json?: boolean;
}

/** `smile report`: writes a page for each environment. */
export async function report(words: readonly string[], options: ReportCommandOptions): Promise<number> {
  const root = repositoryRoot(process.cwd());
  const at = dayFor('--at', options.at);
  const ids = selectEnvironments(words);
  const environments = ids.length === 0 ? environmentIds() : ids;
  checkOut(options.out, environments);
  const files = new Map(environments.map((id) => [id, fileFor(options.out, root, id)]));
  // All of it: some requirements and rules compare an environment with the others.
  const estate = await interruptible((signal) =>
    inTemporaryFolder('synth', async (out) => (await synthesize({ root, out, ids: [], signal })).inventory),
  );
  const guardrails = checkGuardrails(estate, { at: new Date(`${at}T00:00:00Z`) });
  const versions = repositoryVersions(root);
  const recovery = await dataPlatformRecovery();
  const pages = await Promise.all(
    environments.map((environment) =>
      collectReport(estate, {
        environment,
        at,
        requirements: requirementsOf(estate, root, environment),
        guardrails,
        ...versions,
        recovery: recovery.get(environment),
      }),
    ),
  );
  if (options.json === true) {
    process.stdout.write(`${JSON.stringify(pages.map(withoutPictures), null, 2)}\n`);
    return EXIT_CODES.done;
  }
  for (const page of pages) {
    const file = files.get(page.environment.id);
    if (file === undefined) throw new Error(`there is a page of ${page.environment.id}, which was not asked for`);
    writeWhole(file, renderReport(page));
    process.stdout.write(`${relative(process.cwd(), file)}\n`);
  }
  return EXIT_CODES.done;
}

function checkOut(out: string | undefined, environments: readonly string[]): void {
  if (out === undefined || environments.length === 1) return;
  throw CommandError.wrongUse([
    `--out names one file, but there are pages of ${environments.join(', ')}; name one environment, or leave --out away`,
  ]);
}

function fileFor(out: string | undefined, root: string, environment: string): string {
  return writableFile(out ?? join(root, 'reports', `${environment.replace('/', '-')}.html`), '--out');
}

/** Pictures as JSON are for nobody; `smile diagram --json` tells what they show. */
function withoutPictures({ diagrams, ...page }: ReportData) {
  return { ...page, diagrams: diagrams.map(({ title }) => title) };
}
