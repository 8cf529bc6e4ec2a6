import { HOURS_PER_MONTH } from '../facts/ec2-costs.ts';
import type { ReportData } from '../report-data.ts';
import { type Html, html } from './html.ts';
import { dollars, grouped, section, table } from './pieces.ts';

/** What virtual machines cost, where the prices are from, and what has none. */
export function costsSection({ costs }: ReportData): Html {
  const { lines, unpriced, usdPerMonth, prices } = costs;
  return section(
    'costs',
    'Virtual machines per month',
    html`${
      prices === undefined
        ? html`<p>There is no virtual machine, or its region has no prices here.</p>\n`
        : html`<p><strong>${dollars(usdPerMonth)}</strong> for ${HOURS_PER_MONTH} hours on demand, Linux, without tax and discounts. Node groups count with the size they are meant to have. Prices as of ${prices.asOf}, from ${prices.source}.</p>\n`
    }${
      lines.length === 0
        ? undefined
        : table(
            'Virtual machines with a price',
            [
              { title: 'What' },
              { title: 'Type' },
              { title: 'Number', isNumber: true },
              { title: 'USD per hour each', isNumber: true },
              { title: 'USD per month', isNumber: true },
              { title: 'Price' },
              { title: 'Stack' },
            ],
            lines.map(({ name, stack, instanceType, count, usdPerHour, usdPerMonth: usd, basis, readOn }) => ({
              cells: [
                name,
                instanceType,
                grouped(count),
                `$${usdPerHour}`,
                dollars(usd),
                `${basis}${readOn === undefined ? '' : `, read on ${readOn}`}`,
                stack,
              ],
            })),
          )
    }<h3>Billed, and not priced here</h3>
<p>Their cost comes on top. There is no price for them in this repository, so none is guessed.</p>
${table(
  'What is billed without a price here',
  [{ title: 'What' }, { title: 'Number', isNumber: true }, { title: 'How it is billed, or why there is no price' }],
  unpriced.map(({ what, count, why }) => ({ cells: [what, grouped(count), why] })),
)}`,
  );
}
