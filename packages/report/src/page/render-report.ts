import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReportData } from '../report-data.ts';
import { capacitySection } from './capacity-section.ts';
import { costsSection } from './costs-section.ts';
import { diagramsSection } from './diagrams-section.ts';
import { guardrailsSection } from './guardrails-section.ts';
import { html, trusted } from './html.ts';
import { inventorySection } from './inventory-section.ts';
import { recoverySection } from './recovery-section.ts';
import { requirementsSection } from './requirements-section.ts';
import { summary } from './summary.ts';
import { supportSection } from './support-section.ts';

const SECTIONS = [
  ['summary', 'Summary'],
  ['requirements', 'Requirements'],
  ['guardrails', 'Guardrails'],
  ['support', 'End of support'],
  ['capacity', 'Capacity'],
  ['recovery', 'Recovery'],
  ['costs', 'Costs'],
  ['diagrams', 'Diagrams'],
  ['inventory', 'Inventory'],
] as const;

/**
 * A report as one HTML page that needs nothing besides itself: styles, script and pictures are in it, and its content
 * policy refuses everything else. The same data gives the same bytes.
 */
export function renderReport(data: ReportData): string {
  const style = readFileSync(join(__dirname, 'page.css'), 'utf8');
  const script = readFileSync(join(__dirname, 'filters.js'), 'utf8');
  const policy = `default-src 'none'; style-src '${hashOf(style)}'; script-src '${hashOf(script)}'; base-uri 'none'; form-action 'none'`;
  const { id, account, region } = data.environment;
  const title = `${id} on ${data.at}`;
  const place = [account === undefined ? undefined : `Account ${account}`, region].filter((part) => part !== undefined);
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${trusted(style)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header>
<h1>${id}</h1>
<p class="lead">${[...place, `as of ${data.at}`, `from ${SOURCES[data.source] ?? data.source}`].join(', ')}</p>
</header>
<nav aria-label="Sections"><ul>
${SECTIONS.map(([anchor, label]) => html`<li><a href="#${anchor}">${label}</a></li>\n`)}</ul></nav>
<main id="main">
${summary(data)}${requirementsSection(data)}${guardrailsSection(data)}${supportSection(data)}${capacitySection(data)}${recoverySection(data)}${costsSection(data)}${diagramsSection(data)}${inventorySection(data)}</main>
<footer><p>Written by <code>smile report</code>. Resources are listed by name, without their values.</p></footer>
<script>${trusted(script)}</script>
</body>
</html>
`.text;
}

const SOURCES: Readonly<Record<string, string>> = {
  synth: 'synthesized code',
  plan: 'plans',
  state: 'states',
};

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
