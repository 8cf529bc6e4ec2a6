import type { Redactor } from '@smile/delivery';
import type { Inventory, Json, Stack } from '@smile/inventory';
import { NOTHING, shownPath } from '../compare/shown-value.ts';
import { valueDifferences } from '../compare/value-differences.ts';
import type { DiffReport } from '../diff-report.ts';

type Setting = DiffReport['settings'][number];

/** What differs between stacks besides their resources: stacks that come or go, where states lie, providers and default tags. */
export function settingChanges(before: Inventory, after: Inventory, redactor: Redactor): Setting[] {
  const [old, fresh] = [before, after].map(({ stacks }) => new Map(stacks.map((stack) => [stack.name, stack])));
  const names = [...new Set([...(old?.keys() ?? []), ...(fresh?.keys() ?? [])])].sort();
  return names.flatMap((name) => {
    const [one, other] = [old?.get(name), fresh?.get(name)];
    if (one === undefined || other === undefined) {
      const word = (stack: Stack | undefined) => (stack === undefined ? NOTHING : 'a stack');
      return [{ stack: name, path: 'stack', before: word(one), after: word(other) }];
    }
    return valueDifferences(settingsOf(one), settingsOf(other)).map((difference) => ({
      stack: name,
      path: shownPath(difference, redactor),
      before: shown(difference.before, difference.argument, redactor),
      after: shown(difference.after, difference.argument, redactor),
    }));
  });
}

/** What of a stack Terraform reads before any resource. */
function settingsOf({ backend, providers, requiredProviders }: Stack): Json {
  return {
    ...(backend === undefined ? {} : { backend: { type: backend.type, ...backend.config } }),
    provider: providers ?? {},
    required_providers: JSON.parse(JSON.stringify(requiredProviders)) as Json,
  };
}

/** Arguments of providers and backends say where something is; those that hold a credential are in none of ours. */
const PLACES = /^(backend\.(type|bucket|key|region)|required_providers\.\w+\.(source|version)|provider\.\w+\.region)$/;

function shown(value: Json | undefined, argument: string, redactor: Redactor): string {
  if (value === undefined || value === null) return NOTHING;
  if (typeof value === 'string' && PLACES.test(argument)) return JSON.stringify(value);
  const [, tag] = /default_tags\.tags\.([^.]+)$/.exec(argument) ?? [];
  // Tags of a provider are shown by the same rule as those of a resource.
  const place = tag === undefined ? { type: '' } : { type: 'aws_vpc', path: `tags.${tag}` };
  return JSON.stringify(redactor.value(value, place));
}
