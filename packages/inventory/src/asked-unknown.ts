import type { Resource } from './model.ts';
import { valueAt } from './read-value.ts';

/**
 * What of a plan's resource Terraform does not know yet although the code asks for it. The rest is the provider's to fill in, as the id of
 * what is still to be made, and says nothing of what was asked for.
 */
export function askedUnknown(planned: Resource, written: Resource): readonly string[] {
  return planned.unknown.filter((path) => {
    if (path === '*') return true;
    // In a plan every block is in a list; in code, one block may stand alone.
    return (valueAt(written.values, path) ?? valueAt(written.values, path.replaceAll('[0]', ''))) !== undefined;
  });
}
