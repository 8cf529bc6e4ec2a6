import { describe, expect, test } from 'vitest';
import { estateStackFor } from '../fixtures.ts';
import { throwIfAny, ValidationError } from './validation-error.ts';

describe('ValidationError', () => {
  test('shows a single problem behind its subject', () => {
    expect(new ValidationError('indonesia/dev', ['x must be 1, got 2; set x to 1']).message).toBe(
      'indonesia/dev: x must be 1, got 2; set x to 1',
    );
  });

  test('lists several problems, one a line', () => {
    expect(new ValidationError('indonesia/dev', ['first', 'second']).message).toBe(
      'indonesia/dev: 2 problems\n  - first\n  - second',
    );
  });

  test('names a construct by its path', () => {
    const stack = estateStackFor(() => {});
    expect(new ValidationError(stack, ['first']).message).toBe('indonesia-staging-network: first');
  });
});

describe('throwIfAny', () => {
  test('does nothing without a problem', () => {
    expect(throwIfAny('x', [])).toBeUndefined();
  });

  test('throws every problem at once', () => {
    expect(() => throwIfAny('x', ['first', 'second'])).toThrow(new ValidationError('x', ['first', 'second']));
  });
});
