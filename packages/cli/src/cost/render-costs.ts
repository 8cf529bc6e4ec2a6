import {
  type CostDifference,
  type CostGroup,
  type CostGrouping,
  type EnvironmentCost,
  groupCosts,
  groupUnpriced,
  type MonthlyCosts,
} from '@smile/cost';
import { renderTable } from '../output/table.ts';
import { difference, dollars } from './amounts.ts';

/** What an environment costs, as text: the sum, a table, what will change, and what has no price. */
export function renderCosts(
  cost: EnvironmentCost,
  monthly: MonthlyCosts | undefined,
  by: CostGrouping | 'month',
): string {
  return [
    headline(cost),
    by === 'month' ? monthsTable(monthly) : by === 'thing' ? thingsTable(cost) : groupsTable(cost, by),
    steps(monthly),
    withoutPrice(cost),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function headline({ environment, on, usdPerMonth, usdByUse, budgetUsd }: EnvironmentCost): string {
  const budget =
    budgetUsd === undefined
      ? 'no budget in the code'
      : `${Math.round((usdPerMonth / budgetUsd) * 100)}% of the budget of ${dollars(budgetUsd)}`;
  return `${environment}: USD ${dollars(usdPerMonth)} a month at the rates of ${on}, ${budget}
  ${dollars(usdByUse)} of it by assumptions about use; on demand, without discounts and tax`;
}

function thingsTable({ lines }: EnvironmentCost): string {
  const table = renderTable<CostGroup>(
    [
      { title: 'what', value: ({ name }) => name },
      {
        title: 'quantity',
        value: ({ lines: all }) => rounded(all.reduce((sum, one) => sum + one.quantity, 0)),
        align: 'right',
      },
      { title: 'price', value: ({ lines: [first] }) => String(first?.price.usd ?? ''), align: 'right' },
      { title: 'per', value: ({ lines: [first] }) => first?.price.unit ?? '' },
      { title: 'read', value: ({ lines: [first] }) => origin(first) },
      { title: 'USD a month', value: ({ usdPerMonth }) => dollars(usdPerMonth), align: 'right' },
    ],
    groupCosts(lines, 'thing'),
  );
  return `${table}\n${LEGEND}`;
}

const LEGEND = '* price of another region, which stands in; ~ derived from another price; ? assumed use, ?? by default';

/** Where and when a price was read, with signs for what makes it less sure. */
function origin(line: EnvironmentCost['lines'][number] | undefined): string {
  if (line === undefined) return '';
  const { region, readOn, isStandIn, basis } = line.price;
  const use = line.assumes === undefined ? '' : line.assumes.isDefault ? '??' : '?';
  return `${region} ${readOn.slice(0, 7)} ${isStandIn ? '*' : ''}${basis === 'derived' ? '~' : ''}${use}`.trim();
}

function groupsTable({ lines }: EnvironmentCost, by: CostGrouping): string {
  return renderTable<CostGroup>(
    [
      { title: by.startsWith('tag:') ? by.slice('tag:'.length) : by, value: ({ name }) => name },
      { title: 'USD a month', value: ({ usdPerMonth }) => dollars(usdPerMonth), align: 'right' },
    ],
    groupCosts(lines, by),
  );
}

function monthsTable(monthly: MonthlyCosts | undefined): string {
  return renderTable(
    [
      { title: 'month', value: ({ month }) => month },
      { title: 'USD', value: ({ usd }) => dollars(usd), align: 'right' },
    ],
    monthly?.months ?? [],
  );
}

/** What begins to cost, costs more or ends, with the code as it is. */
function steps(monthly: MonthlyCosts | undefined): string {
  if (monthly === undefined || monthly.steps.length === 0) return '';
  const lines = monthly.steps.map(
    ({ on, service, what, usdPerMonth }) => `  ${on}  ${difference(usdPerMonth).padStart(10)}  ${service}: ${what}`,
  );
  return `what changes, in USD a month:\n${lines.join('\n')}`;
}

function withoutPrice({ unpriced }: EnvironmentCost): string {
  const groups = groupUnpriced(unpriced);
  if (groups.length === 0) return 'everything that is billed has a price';
  const lines = groups.map(({ service, what, count, why }) => `  ${count} ${service}: ${what} – ${why}`);
  return `billed on top, without a price here:\n${lines.join('\n')}`;
}

/** The sum of several environments; nothing for one. */
export function renderSum(costs: readonly EnvironmentCost[]): string {
  if (costs.length < 2) return '';
  const sum = costs.reduce((all, { usdPerMonth }) => all + usdPerMonth, 0);
  return `all ${costs.length} environments: USD ${dollars(sum)} a month`;
}

/** What a change costs, as text. */
export function renderDifference({
  environment,
  usdBefore,
  usdAfter,
  usdDifference,
  changes,
  unpriced,
}: CostDifference): string {
  const head = `${environment}: USD ${dollars(usdBefore)} a month before, ${dollars(usdAfter)} after: ${difference(usdDifference)}`;
  const rows = renderTable(
    [
      { title: 'USD a month', value: (one) => difference(one.usdDifference), align: 'right' },
      { title: 'before', value: (one) => dollars(one.usdBefore), align: 'right' },
      { title: 'after', value: (one) => dollars(one.usdAfter), align: 'right' },
      {
        title: 'resource',
        value: ({ stack, address }) => (address === undefined ? 'the whole environment' : `${stack} ${address}`),
      },
      { title: 'what', value: ({ what }) => what },
    ],
    changes,
  );
  const listed = unpriced.map(({ what, before, after }) => `  ${what}: ${before} before, ${after} after`);
  return [
    head,
    ...(changes.length === 0 ? ['nothing that has a price changes'] : [rows]),
    ...(listed.length === 0 ? [] : [`without a price here, so not in the difference:\n${listed.join('\n')}`]),
  ].join('\n\n');
}

function rounded(value: number): string {
  return String(Math.round(value * 100) / 100);
}
