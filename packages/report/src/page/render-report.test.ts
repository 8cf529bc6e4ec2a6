import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { HOSTILE, reportData } from '../fixtures/report-data.ts';
import { renderReport } from './render-report.ts';

const page = renderReport(reportData('production'));
const without = (html: string, tag: string) => html.replace(new RegExp(`<${tag}>.*?</${tag}>`, 'gs'), '');

test('is the same byte for byte for the same data', () => {
  expect(renderReport(reportData('production'))).toBe(page);
});

test('cannot be broken out of by any text of an estate', () => {
  const hostile = renderReport(reportData(HOSTILE));
  const ours = without(without(hostile, 'script'), 'style');
  expect(ours).not.toMatch(/<script|<img|onerror="/);
  expect(hostile.match(/<script>/g)).toHaveLength(1);
  expect(hostile).toContain('&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;');
  // Nothing but texts differs from a page with plain texts.
  const tags = (html: string) => without(without(html, 'script'), 'style').match(/<[a-z][a-z0-9]*/g);
  expect(tags(hostile)?.filter((tag) => tag !== '<wbr')).toEqual(tags(page)?.filter((tag) => tag !== '<wbr'));
});

test('names nothing outside itself, and refuses to load it', () => {
  expect(page.replaceAll('xmlns="http://www.w3.org/2000/svg"', '')).not.toMatch(/https?:\/\/|src=|@import|url\(/);
  expect(page).toContain(`content="default-src &#39;none&#39;;`);
});

test('allows exactly its own script and style', () => {
  for (const [tag, directive] of [
    ['script', 'script-src'],
    ['style', 'style-src'],
  ] as const) {
    const [, text = ''] = new RegExp(`<${tag}>(.*?)</${tag}>`, 's').exec(page) ?? [];
    const hash = createHash('sha256').update(text).digest('base64');
    expect(text).not.toBe('');
    expect(page).toContain(`${directive} &#39;sha256-${hash}&#39;`);
  }
  expect(page).not.toMatch(/ on[a-z]+=| style=/);
});

test('has one main heading, and a heading for each section in the navigation', () => {
  expect(page.match(/<h1/g)).toHaveLength(1);
  const anchors = [...page.matchAll(/<li><a href="#([a-z]+)">/g)].map(([, id]) => id);
  expect(anchors).toEqual([
    'summary',
    'requirements',
    'guardrails',
    'support',
    'capacity',
    'recovery',
    'costs',
    'diagrams',
    'inventory',
  ]);
  for (const id of anchors) expect(page).toContain(`<section id="${id}" aria-labelledby="${id}-heading">`);
});

test('gives every id once', () => {
  const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

test('answers the questions first', () => {
  expect(page).toContain('<span class="value">1 of 3</span>');
  expect(page).toContain('1 unmet, 1 open</span>');
  expect(page).toContain('2 failed, 0 warned, 1 waived</span>');
  expect(page).toContain('in 67 days</span>, 1 ended before');
  expect(page).toContain('<span class="value">$154</span>');
  expect(page).toContain('15% of $1,000</span>; 1 things without a price on top');
});

test('opens what is unmet, and shows what is wrong there', () => {
  expect(page).toMatch(/<details data-row data-status="unmet" open>.*?<li>production<\/li>/s);
});

test('shows waivers with owner and end', () => {
  expect(page).toContain('production (production, until 2027-06-30)');
});

test('says what a month costs, where each price is from, and what has none', () => {
  expect(page).toContain('<strong>$154.18</strong> at the rates of 2026-11-25, on demand');
  expect(page).toContain('The budget of the account is $1,000.');
  expect(page).toContain('$0.1056 per instance-hour');
  expect(page).toContain('of ap-southeast-1</span> 2022-11-22, high</span>');
  expect(page).toContain('<li>2027-02-01: ElastiCache, production: +$454.06 a month</li>');
  expect(page).toContain('<td class="number" data-title="Number">1,200</td>');
});

test('says so when nothing was judged', () => {
  const { requirements: _, guardrails: __, ...rest } = reportData();
  const bare = renderReport(rest);
  expect(bare).toContain('Requirements were not judged for this page.');
  expect(bare).toContain('Guardrails were not asked for this page.');
});
