import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { HOSTILE, reportData } from '../fixtures/report-data.ts';
import { renderReport } from './render-report.ts';

const SIZES = { phone: { width: 390, height: 844 }, desktop: { width: 1366, height: 768 } };

let browser: Browser;
let folder: string;
let page: Page;
let requests: string[];
let complaints: string[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'smile-report-'));
  writeFileSync(join(folder, 'plain.html'), renderReport(reportData('production')));
  writeFileSync(join(folder, 'hostile.html'), renderReport(reportData(HOSTILE)));
  browser = await chromium.launch({ executablePath: browserPath(), args: switches() });
});

afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

afterEach(async () => {
  await page.close();
});

function browserPath(): string {
  const path = process.env.SMILE_BROWSER;
  if (path === undefined) {
    throw new Error('these tests need a browser; put its path into SMILE_BROWSER (node scripts/browser.mjs prints it)');
  }
  return path;
}

/** Nothing that phones home; and as root, as in a container, there is no sandbox to be had. */
function switches(): string[] {
  const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'];
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return [...quiet, ...root, '--disable-gpu', '--disable-quic'];
}

async function open(
  name: 'plain' | 'hostile',
  size: keyof typeof SIZES,
  options: { readonly javaScriptEnabled?: boolean; readonly colorScheme?: 'dark' | 'light' } = {},
): Promise<void> {
  page = await browser.newPage({ viewport: SIZES[size], ...options });
  requests = [];
  complaints = [];
  page.on('request', (request) => requests.push(request.url()));
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('dialog', (dialog) => {
    complaints.push(`dialog ${dialog.message()}`);
    dialog.dismiss().catch(() => {});
  });
  await page.goto(pathToFileURL(join(folder, `${name}.html`)).href);
}

const shown = (selector: string) => page.locator(`${selector}:visible`).count();

describe.each(Object.keys(SIZES) as (keyof typeof SIZES)[])('on a %s', (size) => {
  test.each(['plain', 'hostile'] as const)(
    'the %s page loads nothing, complains of nothing, runs nothing of the estate',
    async (name) => {
      await open(name, size);
      expect(requests).toEqual([pathToFileURL(join(folder, `${name}.html`)).href]);
      expect(complaints).toEqual([]);
    },
  );

  test.each(['plain', 'hostile'] as const)(
    'the %s page never scrolls sideways; tables and diagrams scroll inside',
    async (name) => {
      await open(name, size);
      await page.evaluate('for (const one of document.querySelectorAll("details")) one.open = true');
      const [content, window] = await page.evaluate<[number, number]>(
        '[document.documentElement.scrollWidth, document.documentElement.clientWidth]',
      );
      expect(content).toBeLessThanOrEqual(window);
    },
  );

  test('every section has its heading', async () => {
    await open('plain', size);
    expect(await page.getByRole('heading', { level: 1 }).allTextContents()).toEqual(['production']);
    expect(await page.getByRole('heading', { level: 2 }).allTextContents()).toEqual([
      'Summary',
      'Requirements',
      'Guardrails',
      'What ends, costs more, or needs a hand',
      'Capacity',
      'When something is lost',
      'Costs of a month',
      'Diagrams',
      'Inventory',
    ]);
    for (const role of ['banner', 'navigation', 'main', 'contentinfo'] as const) {
      expect(await page.getByRole(role).count()).toBe(1);
    }
  });

  test('resources are found by words and by selection', async () => {
    await open('plain', size);
    await page.locator('#every-resource > summary').click();
    const form = page.locator('form[data-filters="resource-list"]');
    expect(await form.locator('output').textContent()).toBe('3 of 3 shown');
    await form.getByLabel('Search resources').fill('vpc  AWS_');
    expect(await form.locator('output').textContent()).toBe('1 of 3 shown');
    expect(await shown('#resource-list tbody tr')).toBe(1);
    await form.getByLabel('Search resources').fill('');
    await form.getByLabel('Type').selectOption('aws_subnet');
    expect(await form.locator('output').textContent()).toBe('1 of 3 shown');
    await form.getByLabel('Stack').selectOption('storage');
    expect(await form.locator('output').textContent()).toBe('0 of 3 shown');
  });
});

test('requirements are found by status, and empty sections go away', async () => {
  await open('plain', 'desktop');
  await page.locator('form[data-filters="requirement-list"]').getByLabel('Status').selectOption('open');
  expect(await shown('#requirement-list details')).toBe(1);
  expect(await page.locator('#requirement-list h3:visible').allTextContents()).toEqual(['In the clusters']);
});

test('without JavaScript everything is there to be opened, and no filter that would not work', async () => {
  await open('plain', 'phone', { javaScriptEnabled: false });
  await page.locator('#every-resource > summary').click();
  expect(await shown('#resource-list tbody tr')).toBe(3);
  expect(await shown('form')).toBe(0);
});

test('is dark where the reader likes it dark', async () => {
  const ground = async () => page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
  await open('plain', 'desktop', { colorScheme: 'dark' });
  expect(await ground()).toBe('rgb(20, 24, 31)');
  await page.emulateMedia({ colorScheme: 'light' });
  expect(await ground()).toBe('rgb(255, 255, 255)');
});

test('prints without navigation and filters', async () => {
  await open('plain', 'desktop');
  await page.emulateMedia({ media: 'print' });
  expect(await shown('nav')).toBe(0);
  expect(await shown('form')).toBe(0);
});

test('can be walked through with the keyboard: the first stop leads to the content', async () => {
  await open('plain', 'desktop');
  await page.keyboard.press('Tab');
  expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the content');
});

test('on a phone a row is a card: no number lies beside the screen, and each has its title', async () => {
  await open('plain', 'phone');
  const row = page.locator('#costs tbody tr').first();
  const box = await row.locator('td.number').first().boundingBox();
  expect(box?.x).toBeGreaterThanOrEqual(0);
  expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(SIZES.phone.width);
  const title = 'getComputedStyle(document.querySelector("#costs td.number"), "::before").content';
  expect(await page.evaluate(title)).toBe('"USD a month"');
  const overflow =
    '[...document.querySelectorAll(".scroll:not(.paper)")].filter((one) => one.scrollWidth > one.clientWidth).length';
  expect(await page.evaluate(overflow)).toBe(0);
});

test('waivers and what is met are folded, and found by a filter all the same', async () => {
  await open('plain', 'desktop');
  expect(await shown('#finding-list tr[data-status="failed"]')).toBe(1);
  expect(await shown('#finding-list tr[data-status="waived"]')).toBe(0);
  expect(await shown('#requirement-list [data-status="unmet"]')).toBe(1);
  expect(await shown('#requirement-list [data-status="met"]')).toBe(0);
  await page.locator('form[data-filters="finding-list"]').getByLabel('Status').selectOption('waived');
  await page.locator('form[data-filters="requirement-list"]').getByLabel('Search').fill('NET-1');
  expect(await shown('#finding-list tr[data-status="waived"]')).toBe(1);
  expect(await shown('#requirement-list [data-status="met"]')).toBe(1);
});

test('pictures are dark in the dark, and as drawn on paper', async () => {
  const filter = () => page.evaluate<string>('getComputedStyle(document.querySelector(".paper svg")).filter');
  await open('plain', 'desktop', { colorScheme: 'dark' });
  expect(await filter()).toBe('invert(0.92) hue-rotate(180deg)');
  await page.emulateMedia({ colorScheme: 'dark', media: 'print' });
  expect(await filter()).toBe('none');
  await page.emulateMedia({ colorScheme: 'light', media: 'screen' });
  expect(await filter()).toBe('none');
});
