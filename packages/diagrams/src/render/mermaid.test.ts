import { expect, test } from 'vitest';
import { compareDiagrams } from '../compare.ts';
import { diagramOf } from '../diagram.ts';
import { HOSTILE, modelWith } from '../fixtures/models.ts';
import { smallEstate } from '../fixtures/small-estate.ts';
import { renderMermaid } from './mermaid.ts';

test('writes nodes, groups, edges and classes', () => {
  const text = renderMermaid(
    modelWith({
      groups: [{ id: 'data', kind: 'zone', name: 'Data', facts: ['in one zone'] }],
      nodes: [
        { id: 'network', kind: 'stack', name: 'Network', facts: ['87 resources'] },
        { id: 'databases', kind: 'database', name: 'Databases', facts: [], group: 'data' },
      ],
      edges: [
        { from: 'network', to: 'databases', label: ['5 values'], line: 'solid' },
        { from: 'databases', to: 'network', label: [], line: 'faint' },
      ],
    }),
  );
  expect(text).toBe(`---
title: "Stacks of indonesia/production"
---
flowchart LR
  accTitle: Stacks of indonesia/production
  accDescr: Order of apply: network, then databases.
  n0["<b>Network</b><br/>87 resources"]:::stack
  subgraph g0["<b>Data</b>, in one zone"]
    n1["<b>Databases</b>"]:::database
  end
  n0 -->|"5 values"| n1
  n1 -.-> n0
  style g0 fill:#ffffff,stroke:#4a5464,color:#1c2430
  classDef database fill:#f7f0fa,stroke:#7a3f8f,color:#1c2430
  classDef stack fill:#f2f5f9,stroke:#2f4b6e,color:#1c2430
`);
});

test('keeps what is in a frame that only arranges', () => {
  const text = renderMermaid(diagramOf(smallEstate(), 'indonesia/production', 'network'));
  expect(text.match(/<b>Zone apse3-az[12]<\/b>/g)).toEqual(['<b>Zone apse3-az1</b>', '<b>Zone apse3-az2</b>']);
  expect(text).not.toContain('<b>Zones</b>');
});

test('marks changes by sign, colour and line', () => {
  const estate = smallEstate();
  const [before, after] = ['staging', 'production'].map((stage) => diagramOf(estate, `indonesia/${stage}`, 'network'));
  if (before === undefined || after === undefined) throw new Error('two diagrams were drawn');
  const text = renderMermaid(compareDiagrams(before, after, { before: 'staging', after: 'production' }));
  expect(text).toContain('["<b>+ NAT gateway</b><br/>one address, zonal"]:::added');
  expect(text).toMatch(/linkStyle \d+ stroke:#b03a00,stroke-width:2px/);
});

test('escapes what Mermaid would read as its own', () => {
  const text = renderMermaid(
    modelWith({ nodes: [{ id: 'a', kind: 'stack', name: HOSTILE, facts: ['a"]; click b'] }], edges: [] }),
  );
  expect(text).toContain('#60;script#62;alert(#34;1#34;)');
  expect(text).toContain('a#34;#93;#59; click b');
});
