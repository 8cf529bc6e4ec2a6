import type { Inventory } from '@smile/inventory';

/** `docs/inventory.md`: how many resources of which type every environment and stack has. */
export function inventoryPage(estate: Inventory): string {
  const environments = [...new Set(estate.stacks.flatMap(({ environment }) => environment ?? []))].sort();
  return `${[
    '# Inventory',
    'Written by `pnpm docs` from the synthesized code; a test keeps it current. Managed resources only: data sources make nothing. `./smile inventory <environment>` lists them, and says what refers to one, what may reach one, and who reads a secret.',
    '## By stack',
    byStack(estate, environments),
    '## By type',
    byType(estate, environments),
  ].join('\n\n')}\n`;
}

function byStack(estate: Inventory, environments: readonly string[]): string {
  const counts = estate.countByStack({ mode: 'managed' });
  const layers = estate.stacks.flatMap(({ name, environment }) =>
    environment === undefined ? [] : [{ name, environment, layer: name.slice(environment.length + 1) }],
  );
  // In the order in which they are applied, which is the same in every environment that has them.
  const order = [...new Set(layers.map(({ layer }) => layer))];
  const rows = order.map((layer) => ({
    title: layer,
    counts: environments.map((environment) => {
      const stack = layers.find((one) => one.layer === layer && one.environment === environment);
      return stack === undefined ? 0 : (counts[stack.name] ?? 0);
    }),
  }));
  return table('stack', environments, rows);
}

function byType(estate: Inventory, environments: readonly string[]): string {
  const perEnvironment = environments.map((environment) => estate.countByType({ mode: 'managed', environment }));
  const types = [...new Set(perEnvironment.flatMap((counts) => Object.keys(counts)))].sort();
  const rows = types.map((type) => ({
    title: `\`${type}\``,
    counts: perEnvironment.map((counts) => counts[type] ?? 0),
  }));
  return table('type', environments, rows);
}

interface Row {
  readonly title: string;
  readonly counts: readonly number[];
}

/** Counts with their sum; a dash for none, so that what is there stands out. */
function table(title: string, environments: readonly string[], rows: readonly Row[]): string {
  const sums = environments.map((_, index) => rows.reduce((sum, { counts }) => sum + (counts[index] ?? 0), 0));
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    line([title, ...environments]),
    line(['---', ...environments.map(() => '---:')]),
    ...rows.map((row) => line([row.title, ...row.counts.map((count) => (count === 0 ? '–' : String(count)))])),
    line(['**all**', ...sums.map((sum) => `**${sum}**`)]),
  ].join('\n');
}
