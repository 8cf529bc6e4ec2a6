import type { ReportData } from '../report-data.ts';
import { type Html, html } from './html.ts';
import { code, filters, grouped, section, table } from './pieces.ts';

/** Counts, and every resource. */
export function inventorySection({ inventory }: ReportData): Html {
  const { rows, byType, byStack } = inventory;
  const number = { title: 'Resources', isNumber: true };
  return section(
    'inventory',
    'Inventory',
    html`<div class="beside">
${table(
  'Resources by stack',
  [{ title: 'Stack' }, number],
  byStack.map(([stack, count]) => ({ cells: [stack, grouped(count)] })),
)}<details class="counts">
<summary>Resources by type (${byType.length})</summary>
${table(
  'Resources by type',
  [{ title: 'Type' }, number],
  byType.map(([type, count]) => ({ cells: [code(type), grouped(count)] })),
)}</details>
</div>
<details id="every-resource">
<summary>Every resource (${grouped(rows.length)})</summary>
${filters('resource-list', 'resources', [
  { key: 'stack', label: 'Stack', values: [...new Set(rows.map(({ layer }) => layer))] },
  { key: 'type', label: 'Type', values: byType.map(([type]) => type).sort() },
])}<div id="resource-list">
${table(
  'Resources',
  ['Construct', 'Type', 'Stack', 'Address', 'Protected'].map((title) => ({ title })),
  rows.map(({ layer, type, address, construct, isProtected }) => ({
    data: { stack: layer, type },
    cells: [
      construct === undefined ? '' : code(construct),
      code(type),
      layer,
      code(address),
      isProtected ? 'from destroy' : '',
    ],
  })),
)}</div>
</details>
`,
  );
}
