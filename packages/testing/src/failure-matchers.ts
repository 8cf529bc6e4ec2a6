import { Inventory } from '@smile/inventory';
import { TerraformStack } from 'cdktf';
import type { MatcherResult, MatcherState } from 'vitest';
import { synthesizeStrictly } from './synthesize.ts';

/** See `SmileMatchers.toFailWith`. */
export function toFailWith(this: MatcherState, received: unknown, message: string): MatcherResult {
  const actual = failureOf(received);
  const pass = actual === message;
  return {
    pass,
    message: () => {
      if (pass) return `expected no failure with exactly:\n${message}`;
      return actual === undefined
        ? `expected a failure, but all went well; expected:\n${message}`
        : `expected the failure:\n${message}\nbut got:\n${actual}`;
    },
  };
}

/** See `SmileMatchers.toHaveNoErrors`. */
export function toHaveNoErrors(this: MatcherState, received: unknown): MatcherResult {
  const actual = failureOf(received);
  return {
    pass: actual === undefined,
    message: () =>
      actual === undefined ? 'expected errors, but there are none' : `expected no errors, but got:\n${actual}`,
  };
}

/** Message of what goes wrong with a stack, an inventory, or a function that may return a stack; undefined if nothing does. */
function failureOf(received: unknown): string | undefined {
  if (received instanceof Inventory) {
    const lines = received.problems.map(
      ({ stack, address, path, message }) => `[${stack}] ${address} ${path}: ${message}`,
    );
    return lines.length === 0 ? undefined : lines.join('\n');
  }
  if (!TerraformStack.isStack(received) && typeof received !== 'function') {
    throw new TypeError(`expected a stack, an inventory or a function, got ${typeof received}`);
  }
  try {
    const stack: unknown = typeof received === 'function' ? received() : received;
    if (TerraformStack.isStack(stack)) synthesizeStrictly(stack);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
