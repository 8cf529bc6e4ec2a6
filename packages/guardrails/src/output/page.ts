import type { Inventory, Waiver } from '@smile/inventory';
import { FAMILIES, type Family, type Rule } from '../rule.ts';
import { RULES } from '../rules.ts';
import { cell, code, table } from './markdown-text.ts';

const FAMILY_TEXTS: Readonly<Record<Family, string>> = {
  security: 'What keeps data, people and hosts safe.',
  semantics: 'What `terraform plan` accepts and AWS refuses, or what makes every later plan differ.',
  monitoring: 'What alarms, metric filters and event rules need to ring.',
  region: 'What the region sells and has.',
  lifecycle: 'Until when versions are supported: warned 180 days before the end, failed 30 days after it.',
  offline: 'What a plan may ask, and what must never be in it.',
  isolation: 'What environments must not share.',
  mirror: 'How staging stays like production.',
  quotas: 'What AWS refuses because an account, or one resource, has too much of something.',
  kubernetes: 'What runs inside the clusters, and how it gets there.',
  'data-platform': 'What keeps data in the data cluster: Kafka, ZooKeeper, ClickHouse.',
};

/** The page `docs/guardrails.md`: every rule, and every waiver of the estate. */
export function renderPage(estate: Inventory): string {
  const included = RULES.reduce((sum, { includes = [] }) => sum + includes.length, 0);
  return [
    '# Guardrails',
    `Written by \`pnpm docs\`; do not edit. ${RULES.length} rules in ${FAMILIES.length} families, which include ${included} more of checkov's. \`smile guardrails\` checks them on code, plans and states.`,
    table(
      ['family', 'rules', 'about'],
      FAMILIES.map((family) => [`[${family}](#${family})`, String(rulesOf(family).length), FAMILY_TEXTS[family]]),
    ),
    '## Waivers in force',
    waiverTable(estate),
    ...FAMILIES.flatMap((family) => [`## ${family}`, FAMILY_TEXTS[family], ...rulesOf(family).map(renderRule)]),
    '',
  ]
    .join('\n\n')
    .replace(/\n+$/, '\n');
}

function rulesOf(family: Family): readonly Rule[] {
  return RULES.filter((rule) => rule.family === family);
}

function renderRule({ id, severity, title, what, why, remedy, source, includes = [] }: Rule): string {
  const also = includes.length === 0 ? '' : ` Includes ${includes.map(code).join(', ')}.`;
  const link = source.startsWith('https://') ? `<${source}>` : cell(source);
  return [
    `### ${id}: ${title}`,
    `${severity}. ${what}${also}`,
    [`- **Why:** ${cell(why)}`, `- **Remedy:** ${cell(remedy)}`, `- **Source:** ${link}`].join('\n'),
  ].join('\n\n');
}

/** Waivers that say the same are one row: the same construct in several environments. */
function waiverTable(estate: Inventory): string {
  const rows = new Map<string, { waiver: Waiver; places: string[] }>();
  for (const { waivers } of estate.stacks) {
    for (const waiver of waivers) {
      const { rule, reason, owner, expires, at } = waiver;
      const key = JSON.stringify([rule, reason, owner, expires]);
      rows.set(key, { waiver, places: [...(rows.get(key)?.places ?? []), at] });
    }
  }
  const sorted = [...rows.values()].sort(
    (a, b) => a.waiver.expires.localeCompare(b.waiver.expires) || a.waiver.rule.localeCompare(b.waiver.rule, 'en'),
  );
  if (sorted.length === 0) return 'None.';
  return table(
    ['rule', 'constructs', 'because', 'owner', 'until'],
    sorted.map(({ waiver, places }) => [
      code(waiver.rule),
      places.sort().map(code).join('<br>'),
      cell(waiver.reason),
      cell(waiver.owner),
      waiver.expires,
    ]),
  );
}
