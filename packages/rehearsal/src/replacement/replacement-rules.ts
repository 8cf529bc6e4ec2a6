import type { TypeFacts } from '../values/facts.ts';
import { replacementOf } from './replacement-data.ts';

/** One reason for a new object: a change of an argument, or only that it appears or disappears. */
export interface ReplacementRule {
  /** Dotted path, as in `vpc_config.subnet_ids`. */
  readonly path: string;
  readonly when: 'changed' | 'added' | 'removed';
  /** Argument that must be true for it. @default - it holds always */
  readonly while?: string;
  /** Argument that must have been true before. @default - it holds always */
  readonly once?: string;
}

/** Arguments that identify an object in the service's own API: of a type that the plugin does not know, the best guess. */
const IDENTITY = [
  'name',
  'name_prefix',
  'bucket',
  'bucket_prefix',
  'identifier',
  'identifier_prefix',
  'cluster_name',
  'vpc_id',
  'subnet_id',
  'availability_zone',
  'availability_zone_id',
  'cidr_block',
];

/**
 * What makes a new object of a type: what the real plugin answered, and the row's own for what that version of the plugin
 * does not know. `region` came with version 6, and forces a new object everywhere.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/guides/enhanced-region-support
 *
 * @param settable the type's arguments.
 */
export function replacementRules(type: string, facts: TypeFacts, settable: ReadonlySet<string>): ReplacementRule[] {
  const answers = type.startsWith('aws_') ? replacementOf(type) : undefined;
  const guessed = answers === undefined && type.startsWith('aws_') ? IDENTITY : [];
  const always = type.startsWith('aws_') ? ['region', ...guessed] : [];
  const changed = new Set([
    ...always.filter((name) => settable.has(name) && !facts.updatable?.includes(name)),
    ...(answers?.changed ?? []),
    ...(facts.replace ?? []),
  ]);
  return [
    ...[...changed].map((path) => ({ path, when: 'changed' as const })),
    ...Object.entries(facts.replaceWhile ?? {}).map(([flag, path]) => ({
      path,
      when: 'changed' as const,
      while: flag,
    })),
    ...Object.entries(facts.replaceOnce ?? {}).flatMap(([flag, paths]) =>
      paths.map((path) => ({ path, when: 'changed' as const, once: flag })),
    ),
    ...(answers?.added ?? []).map((path) => ({ path, when: 'added' as const })),
    ...(answers?.removed ?? []).map((path) => ({ path, when: 'removed' as const })),
  ];
}
