import type { Requirement, RequirementResult } from '@smile/requirements';
import pc from 'picocolors';
import { renderTable } from '../output/table.ts';

type Colours = ReturnType<typeof pc.createColors>;

/** Results for people: a row each, what is wrong, why something is open, and the counts. */
export function renderResults(
  results: readonly RequirementResult[],
  elsewhere: readonly Requirement[],
  colours: Colours = pc.createColors(false),
): string {
  const table = renderTable<RequirementResult>(
    [
      { title: 'id', value: ({ id }) => id },
      { title: 'requirement', value: ({ title }) => title },
      { title: 'evidence', value: ({ evidence }) => String(evidence.length), align: 'right' },
      { title: 'status', value: ({ status }) => status },
    ],
    results,
  );
  const coloured = table
    .split('\n')
    .map((line, index) => colourStatus(line, results[index - 1]?.status, colours))
    .join('\n');
  const unmet = results.flatMap(({ id, problems }) => problems.map((problem) => `${colours.red(id)}  ${problem}`));
  const open = results.flatMap(({ id, reason }) => (reason === undefined ? [] : [`${colours.yellow(id)}  ${reason}`]));
  const others = elsewhere.map(({ id, stages }) => `${id} (${stages.join(', ')})`);
  const paragraphs = [
    coloured,
    ...(unmet.length > 0 ? [unmet.join('\n')] : []),
    ...(open.length > 0 ? [open.join('\n')] : []),
    ...(others.length > 0 ? [`about other environments: ${others.join(', ')}`] : []),
    countLine(results),
  ];
  return `${paragraphs.join('\n\n')}\n`;
}

/** One requirement with everything that was found. */
export function renderOne(result: RequirementResult, colours: Colours = pc.createColors(false)): string {
  const { id, title, statement, resolution, deviation, status, reason, environments, evidence, problems } = result;
  const facts = [
    `${id}  ${title}: ${colour(status, colours)}`,
    statement,
    ...(resolution === undefined
      ? []
      : [`contradiction: ${resolution.contradiction}\ndecision: ${resolution.decision}`]),
    ...(deviation === undefined ? [] : [`deviation: ${deviation}`]),
    `environments: ${environments.join(', ')}`,
    ...(reason === undefined ? [] : [`open: ${reason}`]),
    ...(problems.length === 0 ? [] : [problems.map((problem) => colours.red(problem)).join('\n')]),
  ];
  const table = renderTable(
    [
      { title: 'stack', value: ({ stack }) => stack },
      { title: 'address', value: ({ address }) => address },
      { title: 'expected', value: ({ expected }) => expected },
      { title: 'found', value: ({ found }) => found },
    ],
    evidence,
  );
  return `${[...facts, evidence.length === 0 ? 'no evidence' : table].join('\n\n')}\n`;
}

/** As in `24 met, 28 open, 0 unmet`. */
export function countLine(results: readonly RequirementResult[]): string {
  const count = (status: RequirementResult['status']) => results.filter((one) => one.status === status).length;
  return `${count('met')} met, ${count('open')} open, ${count('unmet')} unmet`;
}

function colourStatus(line: string, status: RequirementResult['status'] | undefined, colours: Colours): string {
  return status === undefined ? line : line.replace(new RegExp(`${status}$`), colour(status, colours));
}

function colour(status: RequirementResult['status'], colours: Colours): string {
  if (status === 'met') return colours.green(status);
  return status === 'open' ? colours.yellow(status) : colours.red(status);
}
