import type { Inventory } from '@smile/inventory';
import { checkRequirements } from '@smile/requirements';
import { repositoryRoot } from '../repository-root.ts';
import { environmentsToJudge } from '../requirements/judge.ts';
import { type Column, counts, details, statusTable } from '../requirements/markdown.ts';
import { repositoryFacts } from '../requirements/repository-facts.ts';

/** `docs/requirements.md`: how every requirement stands in every environment, by the code. */
export function requirementsPage(estate: Inventory): string {
  const columns = columnsFor(estate);
  return `${[
    '# Requirements',
    'Written by `pnpm docs` from the synthesized code; a test keeps it current. `./smile requirements <environment>` asks the same of the code, of plans and of states, and `--id <id>` shows the evidence.',
    'In the table: the status, and in brackets how many facts it rests on. `met`: everything that is asked is there. `open`: a part is not built yet, and the reason is below. `–`: not a matter of that environment.',
    counts(columns),
    statusTable(columns),
    details(columns),
  ].join('\n\n')}\n`;
}

/** Results per environment, one column each. */
function columnsFor(estate: Inventory): readonly Column[] {
  const repository = repositoryFacts(repositoryRoot(process.cwd()));
  return environmentsToJudge(estate, []).map((environment) => ({
    title: environment.id,
    results: checkRequirements(estate, { environments: [environment], repository }),
  }));
}
