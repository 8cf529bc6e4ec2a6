import { inspect } from 'node:util';
import type { Kind } from './provider-class.ts';
import type { Found } from './subject.ts';

const MAX_LINES = 40;

/** Lists what was found of one kind, at most 40 lines of it. */
export function printFound({ title }: Kind, found: readonly Found[]): string {
  if (found.length === 0) return `found no ${title}`;
  const lines = found.flatMap(({ address, body }) => `${address} ${JSON.stringify(body, null, 2)}`.split('\n'));
  const rest = lines.length - MAX_LINES;
  const shown = rest > 0 ? [...lines.slice(0, MAX_LINES), `… ${rest} more lines`] : lines;
  return [`found ${found.length} ${title}:`, ...shown].join('\n');
}

/** An expected value on as few lines as fit, asymmetric matchers included. */
export function printExpected(value: unknown): string {
  return inspect(value, { depth: 10, breakLength: 100 });
}
