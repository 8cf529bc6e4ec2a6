import { compareDiagrams, DIAGRAM_KINDS, type DiagramNode, diagramOf } from '@smile/diagrams';
import type { Inventory } from '@smile/inventory';
import type { DiffReport } from '../diff-report.ts';
import { isEmpty } from './section.ts';

type PictureChange = DiffReport['pictures'][number];

/** Cards of the diagrams that come, go or say something else; of environments that both sides have. */
export function pictureChanges(before: Inventory, after: Inventory): PictureChange[] {
  const environments = environmentsOf(after).filter((id) => environmentsOf(before).includes(id));
  return environments.flatMap((environment) =>
    DIAGRAM_KINDS.flatMap((kind) => {
      const compared = compareDiagrams(diagramOf(before, environment, kind), diagramOf(after, environment, kind), {
        before: 'before',
        after: 'after',
      });
      const named = (change: DiagramNode['change']) =>
        compared.nodes.filter((node) => node.change === change).map(cardOf);
      const parts = { added: named('added'), gone: named('removed'), changed: named('changed') };
      return isEmpty(parts) ? [] : [{ environment, kind, parts }];
    }),
  );
}

function cardOf({ name, facts }: DiagramNode): string {
  return facts.length === 0 ? name : `${name}: ${facts.join(', ')}`;
}

function environmentsOf({ stacks }: Inventory): readonly string[] {
  return [...new Set(stacks.flatMap(({ environment }) => environment ?? []))].sort();
}
