import { type Content, type Html, html } from './html.ts';

/** How something stands, for its colour and its sign; the word says it, too. */
export type Tone = 'good' | 'warning' | 'bad' | 'quiet';

const SIGNS: Readonly<Record<Tone, string>> = { good: '✓', warning: '!', bad: '✕', quiet: '–' };

/** A word with a colour and a sign. */
export function badge(tone: Tone, text: string): Html {
  return html`<span class="badge ${tone}"><span aria-hidden="true">${SIGNS[tone]} </span>${text}</span>`;
}

/** A section with a heading that the navigation leads to. */
export function section(id: string, heading: string, content: Content): Html {
  return html`<section id="${id}" aria-labelledby="${id}-heading">
<h2 id="${id}-heading">${heading}</h2>
${content}
</section>
`;
}

/** Something that is there, and opened by who wants it. */
export function fold(summary: Content, content: Content): Html {
  return html`<details data-fold>
<summary>${summary}</summary>
${content}</details>
`;
}

export interface Column {
  readonly title: string;
  /** Whether it holds numbers. @default false */
  readonly isNumber?: boolean;
}

/** A row of a table. */
export interface Row {
  readonly cells: readonly Content[];
  /** Values by which selections pick rows. @default - nothing picks rows of this table */
  readonly data?: Readonly<Record<string, string>>;
}

/** A table that can be scrolled with the keyboard where it is wide; on a phone its rows are cards, whose lines have the columns' titles. */
export function table(caption: string, columns: readonly Column[], rows: readonly Row[]): Html {
  const head = columns.map(({ title, isNumber }) => html`<th scope="col"${numberClass(isNumber)}>${title}</th>`);
  const body = rows.map(
    ({ cells, data }) =>
      html`<tr${data === undefined ? undefined : dataAttributes(data)}>${cells.map((cell, index) => html`<td${numberClass(columns[index]?.isNumber)} data-title="${columns[index]?.title ?? ''}">${cell}</td>`)}</tr>
`,
  );
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${caption}">
<table>
<caption>${caption}</caption>
<thead><tr>${head}</tr></thead>
<tbody>
${body}</tbody>
</table>
</div>
`;
}

function numberClass(isNumber: boolean | undefined): Html | undefined {
  return isNumber === true ? html` class="number"` : undefined;
}

function dataAttributes(data: Readonly<Record<string, string>>): Content {
  return html` data-row${Object.entries(data).map(([key, value]) => html` data-${key}="${value}"`)}`;
}

export interface Selection {
  /** Key of the rows' data, as in `status`. */
  readonly key: string;
  readonly label: string;
  /** What can be selected, besides everything. */
  readonly values: readonly string[];
}

/** Fields that narrow what is shown. Without JavaScript they stay hidden, and everything is shown. */
export function filters(target: string, what: string, selections: readonly Selection[]): Html {
  return html`<form class="filters" data-filters="${target}" hidden>
<label>Search ${what}<input type="search" name="words" autocomplete="off"></label>
${selections.map(
  ({ key, label, values }) => html`<label>${label}<select name="${key}">
<option value="">all</option>
${values.map((value) => html`<option>${value}</option>\n`)}</select></label>
`,
)}<output></output>
</form>
`;
}

/** An address or a path, which may break after its signs, so that it does not stretch its column. */
export function code(text: string): Html {
  const parts = text.split(/(?<=[._/])/);
  return html`<code>${parts.map((part, index) => html`${index === 0 ? undefined : html`<wbr>`}${part}`)}</code>`;
}

/** A number with commas, as in `1,806`. */
export function grouped(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}

/** US dollars, as in `$1,234.50`. */
export function dollars(usd: number, digits = 2): string {
  const [whole = '0', cents] = Math.abs(usd).toFixed(digits).split('.');
  return `${usd < 0 ? '−' : ''}$${grouped(Number(whole))}${cents === undefined ? '' : `.${cents}`}`;
}
