import { type JsonObject, type Stack, valueAt } from '@smile/inventory';
import { inCode } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

/** Only a writer takes the lock. */
const WRITERS_ONLY = 'use_lockfile';

const CDKTF_NAME = /^cross-stack-reference-input-(.+)$/;

export const remoteStates: Rule = {
  id: 'SMILE_REMOTE_STATES',
  family: 'isolation',
  severity: 'high',
  title: 'Remote states are read from where their stacks write them',
  what: 'The `config` of a `terraform_remote_state` is that of the backend of the stack that it is named after.',
  why: 'Another key, bucket or region is an old or foreign state: its outputs are read without an error, and point to what is gone.',
  remedy: 'Pass constructs between stacks, and let cdktf write the data source.',
  source: 'https://developer.hashicorp.com/terraform/language/state/remote-state-data',
  check: inCode(({ inventory, dataSources }) => {
    const stacks = new Map(inventory.stacks.map((stack) => [stack.constructPath ?? stack.name, stack]));
    return dataSources('terraform_remote_state').flatMap((place) => {
      const producer = stacks.get(CDKTF_NAME.exec(place.name)?.[1] ?? '');
      if (producer?.backend === undefined) return [];
      const wanted = { backend: producer.backend.type, ...settingsOf(producer) };
      const found = { backend: valueAt(place.values, 'backend'), ...(valueAt(place.values, 'config') as JsonObject) };
      const names = [...new Set([...Object.keys(wanted), ...Object.keys(found)])];
      return names
        .filter((name) => show(wanted, name) !== show(found, name))
        .map((name) => {
          const message = `${name} must be ${show(wanted, name)} as in the backend of ${producer.name}, got ${show(found, name)}`;
          return { place, message };
        });
    });
  }),
};

function settingsOf({ backend }: Stack): JsonObject {
  return Object.fromEntries(Object.entries(backend?.config ?? {}).filter(([name]) => name !== WRITERS_ONLY));
}

function show(settings: Readonly<Record<string, unknown>>, name: string): string {
  return settings[name] === undefined ? 'nothing' : JSON.stringify(settings[name]);
}
