import { expect, test } from 'vitest';
import { compareDiagrams } from './compare.ts';
import { diagramOf } from './diagram.ts';
import { modelWith } from './fixtures/models.ts';
import { smallEstate } from './fixtures/small-estate.ts';
import type { DiagramKind, DiagramNode } from './model.ts';

const NAMES = { before: 'staging', after: 'production' };
const estate = smallEstate();
const compared = (kind: DiagramKind) =>
  compareDiagrams(diagramOf(estate, 'indonesia/staging', kind), diagramOf(estate, 'indonesia/production', kind), NAMES);
const node = (id: string, facts: readonly string[]): DiagramNode => ({ id, kind: 'stack', name: id, facts });

test('marks what is only in one, and what differs', () => {
  const {
    nodes,
    edges,
    subtitle,
    compared: names,
  } = compareDiagrams(
    modelWith({
      nodes: [node('same', ['1']), node('other', ['small', '2']), node('gone', [])],
      edges: [{ from: 'same', to: 'gone', label: [], line: 'solid' }],
    }),
    modelWith({
      nodes: [node('same', ['1']), node('other', ['large', '2', 'more']), node('new', [])],
      edges: [{ from: 'same', to: 'new', label: [], line: 'solid' }],
    }),
    NAMES,
  );
  expect(nodes.map(({ id, change }) => [id, change])).toEqual([
    ['same', undefined],
    ['other', 'changed'],
    ['new', 'added'],
    ['gone', 'removed'],
  ]);
  expect(nodes[1]?.facts).toEqual(['small → large', '2', 'nothing → more']);
  expect(edges.map(({ to, change }) => [to, change])).toEqual([
    ['new', 'added'],
    ['gone', 'removed'],
  ]);
  expect(subtitle).toBe('Cards: 1 added, 1 removed, 1 changed.');
  expect(names).toEqual(NAMES);
});

test('finds nothing in two pictures of the same', () => {
  const model = diagramOf(estate, 'indonesia/production', 'network');
  const { nodes, edges, groups, subtitle } = compareDiagrams(model, model, NAMES);
  expect([...nodes, ...edges, ...groups].filter(({ change }) => change !== undefined)).toEqual([]);
  expect(subtitle).toBe('No card differs.');
});

test('shows the NAT gateway and the ways that staging does not have, and no addresses', () => {
  const { nodes, edges } = compared('network');
  expect(nodes.filter(({ change }) => change === 'added').map(({ id }) => id)).toEqual([
    'network/Vpc/Nat/Gateway-apse3-az2',
  ]);
  expect(edges.map(({ change }) => change).filter((change) => change !== undefined)).toEqual(['added', 'removed']);
  expect(nodes.filter(({ address }) => address !== undefined)).toEqual([]);
});

test('shows sizes of both', () => {
  const database = compared('data-flow').nodes.find(({ name }) => name === 'MySQL main');
  expect(database?.change).toBe('changed');
  expect(database?.facts[0]).toBe('db.m5.large, Multi-AZ → db.m5.4xlarge, Multi-AZ');
});

test('lists what a stack has more of', () => {
  const network = compared('estate').nodes.find(({ name }) => name === 'Network');
  expect(network?.details).toEqual(['1 → 2 NAT gateways']);
});

test('does not take names of hosts for a difference', () => {
  expect(compared('traffic').nodes.filter(({ change }) => change !== undefined)).toEqual([]);
});

test('refuses pictures of two kinds', () => {
  expect(() => compareDiagrams(modelWith({}), modelWith({ kind: 'network' }), NAMES)).toThrow(
    'only diagrams of one kind can be compared, got stacks and network',
  );
});

test('marks a stack whose captions are the same and whose values are not', () => {
  const values = new Map([
    ['storage', [{ address: 'aws_s3_bucket.A', path: 'days', before: '30', after: '90' }]],
    ['new', [{ address: 'aws_s3_bucket.A', path: 'days', before: '30', after: '90' }]],
  ]);
  const { nodes } = compareDiagrams(
    modelWith({ nodes: [node('environment/storage', ['1 resource'])] }),
    modelWith({ nodes: [node('environment/storage', ['1 resource']), node('environment/new', [])] }),
    NAMES,
    values,
  );
  expect(nodes.map(({ id, change, details }) => [id, change, details])).toEqual([
    ['environment/storage', 'changed', ['1 value differs']],
    ['environment/new', 'added', undefined],
  ]);
});
