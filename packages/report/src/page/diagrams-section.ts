import type { ReportData } from '../report-data.ts';
import { type Html, html, trusted } from './html.ts';
import { section } from './pieces.ts';

/** Every picture of the environment, on white as in print. */
export function diagramsSection({ diagrams }: ReportData): Html {
  return section(
    'diagrams',
    'Diagrams',
    diagrams.map(
      ({ title, svg }) => html`<figure>
<figcaption>${title}</figcaption>
<div class="scroll paper" tabindex="0" role="region" aria-label="${title}">${trusted(svg)}</div>
</figure>
`,
    ),
  );
}
