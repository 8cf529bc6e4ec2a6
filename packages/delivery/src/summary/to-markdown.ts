import { ACTION_WORDS } from '../changes/planned-action.ts';
import { type BundleSummary, isUnchanged, type StackSummary } from './bundle-summary.ts';
import type { ResourceChange } from './resource-change.ts';
import { type ChangeSection, computedLine, facts, headline, reasonsOf, sectionsOf } from './sections.ts';

/** A summary for a merge request or an approval. */
export function summaryToMarkdown(summary: BundleSummary): string {
  const parts = [
    `## ${plain(headline(summary))}`,
    ...sectionsOf(summary).map(section),
    ...guardrailList(summary),
    `### Stacks\n\n${stackTable(summary.stacks)}`,
    facts(summary)
      .map(([name, text]) => `- ${name}: \`${text}\``)
      .join('\n'),
  ];
  return `${parts.join('\n\n')}\n`;
}

function section({ title, changes, isBoxed }: ChangeSection): string {
  const [first] = changes;
  const lines = changes.flatMap((change) => describe(change));
  const list = lines.join('\n');
  if (isBoxed) return ['> [!CAUTION]', `> **${title}**`, '>', ...lines.map((line) => `> ${line}`)].join('\n');
  if (first?.action !== 'create') return `### ${title}\n\n${list}`;
  return `<details><summary>${title}: ${changes.length}</summary>\n\n${list}\n\n</details>`;
}

function describe(change: ResourceChange): string[] {
  const first = `- ${change.action} \`${change.address}\` in ${change.stack}`;
  if (change.action === 'create') return [first];
  const attributes = change.attributes.filter(({ forcesReplacement }) => !forcesReplacement);
  return [
    first,
    ...reasonsOf(change).map((reason) => `  - ${plain(reason)}`),
    ...attributes.map(({ path, before, after }) => `  - \`${path}\`: ${code(before)} → ${code(after)}`),
    ...computedLine(change).map((line) => `  - ${line}`),
  ];
}

function guardrailList({ guardrails: { added, gone } }: BundleSummary): string[] {
  if (added.length + gone.length === 0) return [];
  const lines = [...added.map((one) => `- now: ${plain(one)}`), ...gone.map((one) => `- no longer: ${plain(one)}`)];
  return [`### Guardrails that changed since the last apply\n\n${lines.join('\n')}`];
}

function stackTable(stacks: readonly StackSummary[]): string {
  const changing = stacks.filter((stack) => !isUnchanged(stack));
  const unchanged = stacks.filter(isUnchanged).map(({ name }) => name);
  const table = [
    `| stack | plan | ${ACTION_WORDS.join(' | ')} | outputs | drift |`,
    `| --- | --- | ${ACTION_WORDS.map(() => '--:').join(' | ')} | --: | --: |`,
    ...changing.map(
      (stack) =>
        `| ${stack.name} | ${stack.plan} | ${ACTION_WORDS.map((word) => stack.counts[word]).join(' | ')} | ${stack.outputs.length} | ${stack.drift} |`,
    ),
  ].join('\n');
  return [
    ...(changing.length > 0 ? [table] : []),
    ...(unchanged.length > 0 ? [`Nothing to do: ${unchanged.join(', ')}`] : []),
  ].join('\n\n');
}

/** A value between back ticks; one that holds a back tick itself would end them. */
function code(text: string): string {
  return `\`${text.replaceAll('`', "'")}\``;
}

/** Signs that Markdown or HTML would take for its own. */
function plain(text: string): string {
  return text.replace(/[<>|*_`[\]]/g, (sign) => `\\${sign}`);
}
