import { type TerraformDataSource, type TerraformResource, TerraformStack } from 'cdktf';
import type { MatcherResult, MatcherState } from 'vitest';
import { printFound } from './print-found.ts';
import { type DataSourceClass, type Kind, kindOf, type ResourceClass } from './provider-class.ts';
import { ofKind, subjectOf } from './subject.ts';

/** Any resource of a class, or one resource. */
export type ReferenceEnd = ResourceClass | DataSourceClass | TerraformResource | TerraformDataSource;

/** One end as a question: which addresses does it stand for, and what to call it. */
interface End {
  readonly kind: Kind;
  readonly title: string;
  accepts(place: { readonly stack: string; readonly address: string }): boolean;
}

/** See `SmileMatchers.toReference`. */
export function toReference(
  this: MatcherState,
  received: unknown,
  from: ReferenceEnd,
  path: string,
  to: ReferenceEnd,
): MatcherResult {
  const subject = subjectOf(received);
  const [start, end] = [endOf(from), endOf(to)];
  const candidates = ofKind(subject, start.kind).filter(({ resource }) => start.accepts(resource));
  const isAt = pathTester(path);
  const matching = candidates.filter(({ resource }) =>
    resource.references.some((reference) => {
      const target = subject.inventory.byAddress(reference.stack, reference.address);
      const isKind = target?.type === end.kind.type && target.mode === end.kind.mode;
      return isKind && end.accepts(reference) && isAt(reference.path);
    }),
  );
  const pass = matching.length > 0;
  return {
    pass,
    message: () =>
      `expected ${pass ? 'no ' : ''}${start.title} to refer to ${end.title} at ${path}\n` +
      printFound(start.kind, pass ? matching : candidates),
  };
}

function endOf(end: ReferenceEnd): End {
  if ('tfResourceType' in end) {
    const kind = kindOf(end);
    return { kind, title: kind.title, accepts: () => true };
  }
  const stack = TerraformStack.of(end).node.id;
  const kind = kindOf(end.constructor as unknown as ResourceClass);
  const address = `${kind.mode === 'data' ? 'data.' : ''}${end.terraformResourceType}.${end.friendlyUniqueId}`;
  return { kind, title: address, accepts: (place) => place.stack === stack && place.address === address };
}

/** Accepts the path itself and everything below it; `[*]` stands for any index. */
function pathTester(path: string): (text: string) => boolean {
  const source = path.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&').replaceAll('\\[\\*\\]', '\\[[^\\]]+\\]');
  const pattern = new RegExp(`^${source}(?:[.[].*)?$`);
  return (text) => pattern.test(text);
}
