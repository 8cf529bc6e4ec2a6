import { literal, type Tokens, wildcards } from './pattern.ts';
import type { ReadContext } from './read-context.ts';
import type { Policy } from './statement.ts';

/** What the texts of a policy are read with. */
export interface Reading {
  readonly version: Policy['version'];
  readonly read: ReadContext;
}

const VARIABLE = /\$\{([^}]*)\}/;

/**
 * A text of a policy with its variables replaced by what the request has; undefined where a variable has no value, since
 * such a text is like no other text.
 *
 * A value is taken literally, also if it holds a wildcard. `${*}`, `${?}` and `${$}` are these characters.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function substituted(
  text: string,
  { version, read }: Reading,
  tokens: (text: string) => Tokens = wildcards,
): Tokens | undefined {
  if (version === '2008-10-17' || !text.includes('${')) return tokens(text);
  const parts: Tokens[] = [];
  for (const [index, part] of text.split(new RegExp(VARIABLE.source, 'g')).entries()) {
    const value = index % 2 === 0 ? tokens(part) : variableValue(part, read);
    if (value === undefined) return undefined;
    parts.push(value);
  }
  return parts.flat();
}

function variableValue(variable: string, read: ReadContext): Tokens | undefined {
  if (['*', '?', '$'].includes(variable.trim())) return literal(variable.trim());
  const [, key = '', fallback] = /^\s*([^,\s]+)\s*(?:,\s*'([^']*)'\s*)?$/.exec(variable) ?? [];
  const { values } = read(key);
  const [value = fallback] = values;
  // A variable stands for one text, and a key of several has none.
  return value === undefined || values.length > 1 ? undefined : literal(value);
}
