import { matchesGlob } from './glob.ts';
import type { Action, Mode, Resource } from './model.ts';

/** One pattern, or several of which one has to match; `*`, `**` and `?` as in {@link matchesGlob}. */
export type Pattern = string | readonly string[];

/** What resources to take; every given field has to match. */
export interface ResourceQuery {
  /** Type, as in `aws_vpc` or `aws_*`. @default - any */
  readonly type?: Pattern;
  /** Stack name. @default - any */
  readonly stack?: Pattern;
  /** `<country>/<stage>`. @default - any */
  readonly environment?: Pattern;
  /** Managed or only read. @default - both */
  readonly mode?: Mode;
  /** Construct path, as in `**` + `/MainDatabase/*`. @default - any */
  readonly path?: Pattern;
  /** Address inside the stack. Brackets stand for themselves. @default - any */
  readonly address?: Pattern;
  /** Patterns by tag key, default tags included, as in `{ backup: 'daily' }`; a lone key asks for any value. @default - any */
  readonly tag?: string | Readonly<Record<string, string>>;
  /** What a plan does to it. @default - any */
  readonly action?: Action | readonly Action[];
}

/** Tells whether a resource matches a query; what a source does not state matches no pattern. */
export function matchesQuery(resource: Resource, query: ResourceQuery): boolean {
  return (
    (query.mode === undefined || query.mode === resource.mode) &&
    matchesPattern(query.type, resource.type) &&
    matchesPattern(query.stack, resource.stack) &&
    matchesPattern(query.environment, resource.environment) &&
    matchesPattern(query.path, resource.constructPath) &&
    matchesPattern(query.address, resource.address) &&
    matchesPattern(query.action, resource.change?.action) &&
    matchesTags(query.tag, resource.tagsAll)
  );
}

function matchesPattern(pattern: Pattern | undefined, text: string | undefined): boolean {
  if (pattern === undefined) return true;
  const patterns = typeof pattern === 'string' ? [pattern] : pattern;
  return text !== undefined && patterns.some((one) => matchesGlob(one, text));
}

function matchesTags(wanted: ResourceQuery['tag'], tags: Readonly<Record<string, string>>): boolean {
  if (wanted === undefined) return true;
  if (typeof wanted === 'string') return tags[wanted] !== undefined;
  return Object.entries(wanted).every(([key, pattern]) => matchesPattern(pattern, tags[key]));
}
