import fc from 'fast-check';
import { expect, test } from 'vitest';
import { modelWith } from '../fixtures/models.ts';
import type { Arrangement, DiagramGroup, DiagramModel, DiagramNode } from '../model.ts';
import { cardBoxes } from './boxes.ts';
import { nest, type Place } from './nest.ts';

const arrangement: fc.Arbitrary<Arrangement> = fc.oneof(
  fc.constant('down' as const),
  fc.constant('right' as const),
  fc.integer({ min: 1, max: 4 }).map((columns) => ({ columns })),
);

/** Boxes in boxes, three deep at most. */
const nestedModel: fc.Arbitrary<DiagramModel> = fc
  .record({
    root: arrangement,
    groups: fc.array(fc.record({ parent: fc.nat(), arrange: arrangement, frameless: fc.boolean() }), { maxLength: 6 }),
    cards: fc.array(fc.record({ group: fc.nat(), name: fc.stringMatching(/^[A-Z][a-z ]{0,30}$/) }), {
      minLength: 1,
      maxLength: 20,
    }),
  })
  .map(({ root, groups, cards }) => {
    const all = groups.map(({ parent, arrange, frameless }, index): DiagramGroup => {
      const outer = parent % (index + 1) === index ? undefined : `g${parent % (index + 1)}`;
      return { id: `g${index}`, kind: 'zone', name: `G ${index}`, facts: [], arrange, frameless, parent: outer };
    });
    // A group without a card has no place to be.
    const kept = all.map(
      ({ id }, index): DiagramNode => ({ id: `k${index}`, kind: 'stack', name: 'K', facts: [], group: id }),
    );
    const nodes = cards.map(({ group, name }, index): DiagramNode => {
      return { id: `n${index}`, kind: 'stack', name, facts: [], group: all[group % (all.length + 1)]?.id };
    });
    return modelWith({ nested: root, groups: all, nodes: [...kept, ...nodes], edges: [] });
  });

function overlap(a: Place, b: Place): boolean {
  const slack = 0.01;
  return (
    a.x + slack < b.x + b.width &&
    b.x + slack < a.x + a.width &&
    a.y + slack < b.y + b.height &&
    b.y + slack < a.y + a.height
  );
}

function holds(outer: Place, inner: Place): boolean {
  const slack = 0.01;
  return (
    inner.x >= outer.x - slack &&
    inner.y >= outer.y - slack &&
    inner.x + inner.width <= outer.x + outer.width + slack &&
    inner.y + inner.height <= outer.y + outer.height + slack
  );
}

test('cards never overlap, and all lie inside the picture and inside their frames', () => {
  fc.assert(
    fc.property(nestedModel, (model) => {
      const { nodes, groups, width, height } = nest(model, cardBoxes(model.nodes));
      const places = [...nodes.values()];
      for (const [index, place] of places.entries()) {
        for (const other of places.slice(index + 1)) expect(overlap(place, other)).toBe(false);
        expect(holds({ x: 0, y: 0, width, height }, place)).toBe(true);
      }
      for (const { id, group } of model.nodes) {
        const [place, frame] = [nodes.get(id), group === undefined ? undefined : groups.get(group)];
        if (place !== undefined && frame !== undefined) expect(holds(frame, place)).toBe(true);
      }
    }),
  );
});

test('frames of one parent never overlap, and lie inside it', () => {
  fc.assert(
    fc.property(nestedModel, (model) => {
      const { groups } = nest(model, cardBoxes(model.nodes));
      for (const one of model.groups) {
        const place = groups.get(one.id);
        const parent = one.parent === undefined ? undefined : groups.get(one.parent);
        if (place === undefined) continue;
        if (parent !== undefined) expect(holds(parent, place)).toBe(true);
        for (const other of model.groups) {
          const beside = other.id === one.id || other.parent !== one.parent ? undefined : groups.get(other.id);
          if (beside !== undefined) expect(overlap(place, beside)).toBe(false);
        }
      }
    }),
  );
});

test('columns beside each other match row by row', () => {
  const card = (id: string, group: string, facts: readonly string[]): DiagramNode => {
    return { id, kind: 'stack', name: id, facts, group };
  };
  const model = modelWith({
    nested: 'right',
    edges: [],
    groups: ['a', 'b'].map((id) => ({ id, kind: 'account', name: id, facts: [] })),
    nodes: [card('a1', 'a', ['one', 'two']), card('a2', 'a', []), card('b1', 'b', []), card('b2', 'b', [])],
  });
  const { nodes } = nest(model, cardBoxes(model.nodes));
  expect(nodes.get('a2')?.y).toBe(nodes.get('b2')?.y);
  expect(nodes.get('a1')?.height).toBe(nodes.get('b1')?.height);
});
