import '@smile/testing/matchers';
import { describe, expect, test } from 'vitest';
import { estateStackFor, testEnvironment } from '../fixtures.ts';
import { type Deletion, protectionOf } from './deletion.ts';

const read = (deletion: Deletion, allowDataLoss: boolean) =>
  protectionOf(
    estateStackFor(() => {}, { environment: testEnvironment({ allowDataLoss }) }),
    deletion,
  );

describe('protectionOf', () => {
  test('protects whether or not the environment allows data loss', () => {
    expect(read('protected', true)).toEqual({ isProtected: true, tags: {} });
    expect(read('protected', false)).toEqual({ isProtected: true, tags: {} });
  });

  test('lets go with both keys, and leaves the reason as a tag that AWS accepts', () => {
    expect(read({ allowedBecause: 'preview, gone by Friday!' }, true)).toEqual({
      isProtected: false,
      tags: { 'deletion-allowed-because': 'preview  gone by Friday ' },
    });
  });

  test('refuses one key without the other', () => {
    expect(() => read({ allowedBecause: 'preview' }, false)).toFailWith(
      'indonesia-staging-network: deletion is allowed because "preview", but indonesia/staging does not allow data loss; set allowDataLoss in its environment.ts too, or keep deletion protected',
    );
  });

  test('refuses an empty reason', () => {
    expect(() => read({ allowedBecause: ' ' }, true)).toFailWith(
      'indonesia-staging-network: deletion.allowedBecause is empty; say why the data may be lost',
    );
  });
});
