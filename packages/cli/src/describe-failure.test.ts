import { InventoryError } from '@smile/inventory';
import { describe, expect, test } from 'vitest';
import { CommandError } from './command-error.ts';
import { describeFailure } from './describe-failure.ts';

describe('describeFailure', () => {
  test('passes a message for users on as it is', () => {
    expect(describeFailure(new InventoryError(['no plan was given']), true)).toEqual({
      message: 'no plan was given',
      exitCode: 1,
    });
    expect(describeFailure(CommandError.wrongUse(['no command']), false)).toEqual({
      message: 'no command',
      exitCode: 2,
    });
  });

  test('does not call it a bug when the machine is in the way', () => {
    const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
    expect(describeFailure(full, false).message).toBe(
      'ENOSPC: no space left on device, write: the disk is full; free some space',
    );
    const folder = Object.assign(new Error('x'), { code: 'EISDIR', path: '/reports' });
    expect(describeFailure(folder, false).message).toBe('cannot use /reports (EISDIR): it is a folder; name a file');
  });

  test('calls anything else a bug, and says how to report it', () => {
    expect(describeFailure(new TypeError('x is undefined'), false)).toEqual({
      message: 'x is undefined\nthis is a bug in smile; run it again with --verbose, and report what it prints',
      exitCode: 1,
    });
  });

  test('shows a stack trace of a bug only when asked', () => {
    expect(describeFailure(new TypeError('x is undefined'), true).message).toMatch(
      /^x is undefined\nTypeError: x is undefined\n {4}at /,
    );
  });

  test('describes what is no error', () => {
    expect(describeFailure('text', false).message).toMatch(/^text\n/);
  });
});
