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
      const named = (change: DiagramNode['change'], words: (node: DiagramNode) => string) =>
        compared.nodes.filter((node) => node.change === change).map(words);
      const parts = {
        added: named('added', cardOf),
        gone: named('removed', cardOf),
        changed: named('changed', differenceOf),
      };
      return isEmpty(parts) ? [] : [{ environment, kind, parts }];
    }),
  );
}

/** Of a card that says something else, only what that is: comparing writes it as `before → after`. */
function differenceOf({ name, facts, details = [] }: DiagramNode): string {
  const different = [...facts, ...details].filter((fact) => / → |^[−+] /.test(fact));
  return different.length === 0 ? name : `${name}: ${different.join(', ')}`;
}

function cardOf({ name, facts }: DiagramNode): string {
  return facts.length === 0 ? name : `${name}: ${facts.join(', ')}`;
}

function environmentsOf({ stacks }: Inventory): readonly string[] {
  return [...new Set(stacks.flatMap(({ environment }) => environment ?? []))].sort();
}
