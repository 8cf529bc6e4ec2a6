import { dirname, join } from 'node:path';
import { renderSvg } from '@smile/diagrams';
import type { Inventory } from '@smile/inventory';
import type { GeneratedPage } from '../docs/generated-pages.ts';
import { comparisonOf, overviewPicture, type Picture, pictureOf } from './pictures.ts';

const FOLDER = join('docs', 'diagrams');

/** A picture of the documentation, with what to look for in it. */
interface Exhibit {
  readonly heading: string;
  readonly text: string;
  readonly name: string;
  readonly draw: (estate: Inventory) => Picture;
}

/**
 * Pictures of the documentation: the whole estate, each country's production, and what staging lacks of it. All others
 * come from `smile diagram`.
 */
export function diagramPages(environments: readonly string[]): GeneratedPage[] {
  const exhibits = exhibitsOf(environments);
  return [
    { path: join(FOLDER, 'README.md'), render: (estate) => renderIndex(exhibits, estate) },
    ...exhibits.map(
      ({ name, draw }): GeneratedPage => ({
        path: join(FOLDER, `${name}.svg`),
        render: (estate) => renderSvg(draw(estate).model),
      }),
    ),
  ];
}

function exhibitsOf(environments: readonly string[]): Exhibit[] {
  const production = environments.filter((id) => id.endsWith('/production'));
  return [
    {
      heading: 'The estate',
      text: 'Every environment with its account, its stacks and what they hold.',
      name: 'estate',
      draw: overviewPicture,
    },
    ...production.flatMap(productionExhibits),
    ...environments.filter((id) => id.endsWith('/dev')).map(previewsExhibit),
    ...production
      .map((id) => [`${dirname(id)}/staging`, id] as const)
      .filter(([staging]) => environments.includes(staging))
      .flatMap(([staging, id]) => comparisonExhibits(staging, id)),
  ];
}

function productionExhibits(id: string): Exhibit[] {
  const texts = {
    network: 'Zones side by side, tiers below each other, and the only ways to the internet.',
    traffic: 'What a request passes before it reaches a service.',
    clusters: 'Namespaces and pods of each cluster, and what network policies let through.',
    telemetry: 'How metrics, logs and traces come from pods to those who look at them.',
    'data-flow':
      'Data stores, who reaches them and why, and the pipeline from changes in MySQL to ClickHouse, with its ports and secrets.',
    reachability: 'What security groups let through.',
    stacks: 'Which stack reads outputs of which, so in which order they are applied.',
  } as const;
  return (Object.keys(texts) as (keyof typeof texts)[]).map((kind) => ({
    heading: `${HEADINGS[kind]} of ${id}`,
    text: texts[kind],
    name: `${id.replace('/', '-')}-${kind}`,
    draw: (estate) => pictureOf(estate, id, kind),
  }));
}

function previewsExhibit(id: string): Exhibit {
  return {
    heading: `Previews of branches in ${id}`,
    text: 'Slots, who reaches each, what it reaches, and who brings something up in it.',
    name: `${id.replace('/', '-')}-previews`,
    draw: (estate) => pictureOf(estate, id, 'previews'),
  };
}

const HEADINGS = {
  network: 'Network',
  traffic: 'Traffic',
  clusters: 'Clusters',
  telemetry: 'Telemetry',
  'data-flow': 'Data',
  reachability: 'Reachability',
  stacks: 'Stacks',
} as const;

function comparisonExhibits(before: string, after: string): Exhibit[] {
  return (['estate', 'network'] as const).map((kind) => ({
    heading: kind === 'estate' ? `Stacks of ${before} and ${after}` : `Networks of ${before} and ${after}`,
    text: `What only one of the two has, and what differs in count or size. What is grey is the same.`,
    name: `${before.replace('/', '-')}-to-${after.replace('/', '-')}-${kind}`,
    draw: (estate) => comparisonOf(estate, before, after, kind),
  }));
}

function renderIndex(exhibits: readonly Exhibit[], estate: Inventory): string {
  const sections = exhibits.map(({ heading, text, name, draw }) => {
    const { title } = draw(estate).model;
    return `## ${heading}\n\n${text}\n\n![${title}](${name}.svg)\n`;
  });
  return `${[
    '# Diagrams\n',
    'Drawn from the synthesized estate by `pnpm docs`; a test fails when one of them is out of date. Nothing here is drawn by hand.\n',
    'Other environments and kinds, Mermaid, and comparisons of any two environments:\n',
    [
      '```sh',
      './smile diagram dev --out /tmp/pictures',
      './smile diagram production --kind network --format mermaid',
      './smile diagram --compare staging production',
      '```\n',
    ].join('\n'),
    ...sections,
  ].join('\n')}`;
}
