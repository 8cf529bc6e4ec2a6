import type { ReportData } from '../report-data.ts';
import { type Html, html, trusted } from './html.ts';
import { section } from './pieces.ts';

/** Every picture of the environment. In the dark its colours are turned, so that it is no white slab. */
export function diagramsSection({ diagrams }: ReportData): Html {
  return section(
    'diagrams',
    'Diagrams',
    diagrams.map(
      ({ title, svg }) => html`<figure>
<figcaption>${title}</figcaption>
<p class="hint">Wider than this screen: scroll it sideways.</p>
<div class="scroll paper" tabindex="0" role="region" aria-label="${title}">${trusted(svg)}</div>
</figure>
`,
    ),
  );
}
