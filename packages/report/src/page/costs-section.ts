import { type CostGroup, type CostLine, groupCosts, groupUnpriced, type Price } from '@smile/cost';
import type { ReportData } from '../report-data.ts';
import { type Html, html } from './html.ts';
import { badge, dollars, fold, grouped, section, table } from './pieces.ts';

/** What a month costs, of what, what it will cost, and what has no price. */
export function costsSection(data: ReportData): Html {
  const { costs } = data;
  return section(
    'costs',
    'Costs of a month',
    html`<p><strong>${dollars(costs.usdPerMonth)}</strong> at the rates of ${costs.on}, on demand, without discounts and tax. ${dollars(costs.usdByUse)} of it follow from assumptions about use, the rest from the code. ${budgetWords(data)}</p>
${steps(data)}${things(data)}${byStack(data)}${withoutPrice(data)}`,
  );
}

function budgetWords({ costs: { budgetUsd } }: ReportData): string {
  return budgetUsd === undefined
    ? 'There is no budget in the code.'
    : `The budget of the account is ${dollars(budgetUsd, 0)}.`;
}

function steps({ costSteps }: ReportData): Html | undefined {
  if (costSteps.length === 0) return undefined;
  return html`<h3>What will cost more or less</h3>
<ul>${costSteps.map(({ on, service, what, usdPerMonth }) => html`<li>${on}: ${service}, ${what}: ${signed(usdPerMonth)} a month</li>`)}</ul>
`;
}

/** Share of the sum from which a thing is shown at once. */
const LARGE = 0.01;

function things({ costs }: ReportData): Html {
  const groups = groupCosts(costs.lines, 'thing');
  const isLarge = ({ usdPerMonth }: CostGroup) => usdPerMonth >= costs.usdPerMonth * LARGE;
  const [large, small] = [groups.filter(isLarge), groups.filter((one) => !isLarge(one))];
  const sum = small.reduce((all, { usdPerMonth }) => all + usdPerMonth, 0);
  return html`${thingTable('What a month costs', large)}${
    small.length === 0
      ? undefined
      : fold(`${small.length} smaller things, ${dollars(sum)} together`, thingTable('Smaller things', small))
  }`;
}

function thingTable(caption: string, groups: readonly CostGroup[]): Html {
  return table(
    caption,
    [
      { title: 'What' },
      { title: 'USD a month', isNumber: true },
      { title: 'Quantity', isNumber: true },
      { title: 'Price' },
      { title: 'Read' },
    ],
    groups.map(({ name, usdPerMonth, lines }) => {
      const [first] = lines;
      const quantity = lines.reduce((sum, one) => sum + one.quantity, 0);
      return {
        cells: [
          html`${name}${assumption(first)}`,
          dollars(usdPerMonth),
          grouped(Math.round(quantity * 100) / 100),
          first === undefined ? undefined : `$${first.price.usd} per ${first.price.unit}`,
          first === undefined ? undefined : origin(first.price),
        ],
      };
    }),
  );
}

function assumption(line: CostLine | undefined): Html | undefined {
  if (line?.assumes === undefined) return undefined;
  const { name, value, isDefault } = line.assumes;
  return html`<br><span class="quiet">assumed: ${name} ${value}${isDefault ? ', by default' : ''}</span>`;
}

/** Where a price was read, and whether it is that of another region. */
function origin({ region, isStandIn, readOn, basis, confidence, source }: Price): Html {
  const where = isStandIn ? badge('warning', `of ${region}`) : badge('quiet', region);
  const derived = basis === 'derived' ? ', derived' : '';
  return html`<span title="${source}">${where} ${readOn}, ${confidence}${derived}</span>`;
}

function byStack({ costs }: ReportData): Html {
  const rows = groupCosts(costs.lines, 'stack').map(({ name, usdPerMonth }) => ({
    cells: [name, dollars(usdPerMonth)],
  }));
  return table('Costs by stack', [{ title: 'Stack' }, { title: 'USD a month', isNumber: true }], rows);
}

function withoutPrice({ costs }: ReportData): Html {
  const rows = groupUnpriced(costs.unpriced).map(({ service, what, count, why }) => ({
    cells: [`${service}: ${what}`, grouped(count), why],
  }));
  const columns = [{ title: 'What' }, { title: 'Number', isNumber: true }, { title: 'Why it has no price' }];
  return html`<h3>Billed, and not priced here</h3>
<p>Their cost comes on top. Nobody has read a price for them, so none is guessed.</p>
${fold(`${rows.length} things`, table('What is billed without a price here', columns, rows))}`;
}

function signed(usd: number): string {
  return `${usd < 0 ? '−' : '+'}${dollars(Math.abs(usd))}`;
}
