import type { Decision, StatementMatch } from './evaluate.ts';
import { showText } from './hole.ts';
import type { Request } from './request.ts';
import type { Statement } from './statement.ts';

/** In a few words why a request is denied, or what it depends on; empty for one that is allowed. */
export function explain({ verdict, reason, decidedBy, nearMisses }: Decision, request: Request): string {
  if (verdict === 'allowed') return '';
  if (verdict === 'unknown') return `it depends on ${decidedBy.map(nameOf).join(' and ')}, which is not known yet`;
  if (reason === 'explicit deny') return `${decidedBy.map(nameOf).join(' and ')} denies it`;
  if (nearMisses.length === 0) return 'no statement allows this action to this principal';
  return nearMisses.map((match) => `${nameOf(match.statement)} allows it only ${missing(match, request)}`).join('; ');
}

function missing({ statement, resource, conditions }: StatementMatch, { context = {} }: Request): string {
  const { resources, notResources } = statement;
  const place =
    resource === 'no'
      ? [resources === undefined ? `outside ${shown(notResources ?? [])}` : `on ${shown(resources)}`]
      : [];
  const tests = conditions
    .filter(({ holds }) => holds !== 'yes')
    .map(({ condition: { operator, key, values } }) => {
      const entry = Object.entries(context).find(([name]) => name.toLowerCase() === key.toLowerCase());
      const found = entry === undefined ? 'which the request does not have' : `and it is ${shown([entry[1]].flat())}`;
      return `where ${key} is ${operator} ${shown(values)}, ${found}`;
    });
  return [...place, ...tests].join(' and ');
}

function shown(texts: readonly string[]): string {
  return texts.map(showText).join(' or ');
}

function nameOf({ sid, effect }: Statement): string {
  return sid === undefined || sid === '' ? `a statement without Sid (${effect})` : `statement ${showText(sid)}`;
}
