import type { DiffReport } from '../diff-report.ts';
import { type AlikeChanges, alike } from './alike.ts';
import {
  attributeLine,
  type ChangeGroup,
  effectsOf,
  firstLineOf,
  groupsOf,
  headlineOf,
  sectionsOf,
} from './reading.ts';

/** A report for a merge request. */
export function toMarkdown(report: DiffReport): string {
  const parts = [
    `## ${plain(headlineOf(report))}`,
    ...groupsOf(report).map(group),
    ...sectionsOf(report).map(
      ({ title, lines }) => `### ${title}\n\n${lines.map((line) => `- ${plain(line)}`).join('\n')}`,
    ),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** Most addresses that are named where one change stands for all. */
const MOST_NAMED = 20;

function group({ title, changes, isWarning }: ChangeGroup): string {
  const lines = alike(changes).flatMap(describe);
  if (isWarning) return ['> [!CAUTION]', `> **${title}**`, '>', ...lines.map((line) => `> ${line}`)].join('\n');
  const isLong = changes.every(({ action }) => action === 'create' || action === 'none');
  if (!isLong) return `### ${title}\n\n${lines.join('\n')}`;
  return `<details><summary>${title}: ${changes.length}</summary>\n\n${lines.join('\n')}\n\n</details>`;
}

function describe({ first: change, others }: AlikeChanges): string[] {
  const { construct, refused, attributes, action } = change;
  return [
    `- ${plain(firstLineOf(change))}`,
    ...others.map(({ address }) => `- and ${plain(address)}, alike`).slice(0, MOST_NAMED),
    ...(others.length > MOST_NAMED
      ? [`- and ${others.length - MOST_NAMED} more, alike, which smile diff --json names`]
      : []),
    ...(construct === undefined || action === 'create' ? [] : [`  - construct ${plain(construct)}`]),
    ...(refused === undefined ? [] : [`  - **Terraform refuses it**: ${plain(refused)}`]),
    ...attributes.map((attribute) => `  - ${plain(attributeLine(attribute))}`),
    ...effectsOf(change).map(
      ({ text, source }) => `  - ${plain(text)}${source === undefined ? '' : ` ([source](${source}))`}`,
    ),
  ];
}

/** Text without signs that Markdown, HTML or GitLab would take for their own: a value must not mention people or open a tag. */
function plain(text: string): string {
  return text.replace(/[\\<>|*_`[\]@#!~]/g, (sign) => `\\${sign}`).replace(/&/g, '&amp;');
}
