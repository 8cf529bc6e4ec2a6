import { describe, expect, test } from 'vitest';
import { compareDiagrams } from '../compare.ts';
import { diagramOf, diagramsOf, overviewOf } from '../diagram.ts';
import { HOSTILE, modelWith } from '../fixtures/models.ts';
import { smallEstate } from '../fixtures/small-estate.ts';
import { DIAGRAM_KINDS } from '../model.ts';
import { renderSvg, slug } from './svg.ts';

const estate = smallEstate();
const models = [
  overviewOf(estate),
  ...['indonesia/production', 'indonesia/staging'].flatMap((id) => diagramsOf(estate, id)),
  ...DIAGRAM_KINDS.map((kind) =>
    compareDiagrams(diagramOf(estate, 'indonesia/staging', kind), diagramOf(estate, 'indonesia/production', kind), {
      before: 'staging',
      after: 'production',
    }),
  ),
];

describe('an SVG', () => {
  test('is the same byte for byte, whatever was drawn before it', async () => {
    const first = await Promise.all(models.map(renderSvg));
    const again: string[] = [];
    for (const model of [...models].reverse()) again.unshift(await renderSvg(model));
    expect(again).toEqual(first);
    const drawn = diagramsOf(smallEstate(), 'indonesia/production');
    expect(await Promise.all(drawn.map(renderSvg))).toEqual(first.slice(1, 1 + drawn.length));
  });

  test('has a role, a title and a description that screen readers find', async () => {
    const svg = await renderSvg(modelWith({}));
    expect(svg).toContain(
      'role="img" aria-labelledby="stacks-of-indonesia-production-title stacks-of-indonesia-production-desc"',
    );
    expect(svg).toContain('<title id="stacks-of-indonesia-production-title">Stacks of indonesia/production</title>');
    expect(svg).toContain(
      '<desc id="stacks-of-indonesia-production-desc">Order of apply: network, then databases.</desc>',
    );
  });

  test('loads nothing and runs nothing', async () => {
    for (const svg of await Promise.all(models.map(renderSvg))) {
      expect(svg.replace('xmlns="http://www.w3.org/2000/svg"', '')).not.toMatch(
        /https?:|href|url\(|<script|<image|<style/,
      );
    }
  });

  test('escapes every text', async () => {
    const svg = await renderSvg(
      modelWith({
        title: HOSTILE,
        subtitle: HOSTILE,
        description: HOSTILE,
        notes: [HOSTILE],
        groups: [{ id: HOSTILE, kind: 'zone', name: HOSTILE, facts: [HOSTILE] }],
        nodes: [
          { id: HOSTILE, kind: 'stack', name: HOSTILE, facts: [HOSTILE], group: HOSTILE, hostNames: [HOSTILE] },
          { id: 'other', kind: 'stack', name: 'Other', facts: [], details: [HOSTILE] },
        ],
        edges: [{ from: HOSTILE, to: 'other', label: [HOSTILE], line: 'dashed', meaning: HOSTILE }],
      }),
    );
    expect(svg).not.toContain('<script>');
    expect(svg).not.toContain('\u0001');
    expect(svg).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp;');
  });

  test('names an edge that leads nowhere', async () => {
    const model = modelWith({ edges: [{ from: 'network', to: 'nowhere', label: [], line: 'solid' }] });
    await expect(renderSvg(model)).rejects.toThrow(
      'an edge of "Stacks of indonesia/production" leads from network to nowhere, one of which is no node',
    );
  });
});

/** Attributes of every element that a pattern finds, as numbers. */
function boxesIn(svg: string, pattern: RegExp) {
  return [...svg.matchAll(pattern)].map(([, x, y, width, height]) => {
    return { x: Number(x), y: Number(y), width: Number(width), height: Number(height) };
  });
}

describe('in the pictures of an estate', () => {
  const CARD = /<rect x="([-\d.]+)" y="([-\d.]+)" width="([\d.]+)" height="([\d.]+)" rx="5"/g;
  const TEXT = /<text x="([-\d.]+)" y="([-\d.]+)" font-size="(\d+)"[^>]*textLength="([\d.]+)">/g;

  test.each(models.map((model) => [model.title, model] as const))('%s: no two cards overlap', async (_, model) => {
    const cards = boxesIn(await renderSvg(model), CARD);
    expect(cards).toHaveLength(model.nodes.length);
    const pairs = cards.flatMap((one, index) => cards.slice(index + 1).map((other) => [one, other] as const));
    const overlapping = pairs.filter(
      ([a, b]) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height,
    );
    expect(overlapping).toEqual([]);
  });

  test.each(models.map((model) => [model.title, model] as const))(
    '%s: text stays inside its card',
    async (_, model) => {
      const groups = [...(await renderSvg(model)).matchAll(/<g>\n<title>.*?<\/g>/gs)].map(([text]) => text);
      expect(groups).toHaveLength(model.nodes.length);
      for (const group of groups) {
        const [card] = boxesIn(group, CARD);
        for (const [, x, y, , length] of group.matchAll(TEXT)) {
          expect(Number(x) + Number(length)).toBeLessThanOrEqual((card?.x ?? 0) + (card?.width ?? 0));
          expect(Number(y)).toBeLessThanOrEqual((card?.y ?? 0) + (card?.height ?? 0));
        }
      }
    },
  );
});

test.each([
  ['Network of indonesia/production', 'network-of-indonesia-production'],
  [' --A & B-- ', 'a-b'],
])('%j makes the id %s', (title, id) => {
  expect(slug(title)).toBe(id);
});
