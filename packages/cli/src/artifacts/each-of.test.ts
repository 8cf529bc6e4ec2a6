import { ArtifactError } from '@smile/artifacts';
import { describe, expect, test } from 'vitest';
import { eachOf } from './each-of.ts';

const NAMES = ['a', 'b', 'c', 'd', 'e'] as const;
const { signal } = new AbortController();

describe('work on several names', () => {
  test('goes on when one cannot be had, and says of each what came of it, in their order', async () => {
    const told: string[] = [];
    const outcomes = await eachOf(
      NAMES,
      2,
      signal,
      async (name) => {
        if (name === 'b') throw new ArtifactError('no b today');
        return name.toUpperCase();
      },
      ({ name }) => told.push(name),
    );
    expect(outcomes).toEqual([
      { name: 'a', result: 'A' },
      { name: 'b', problem: 'no b today' },
      { name: 'c', result: 'C' },
      { name: 'd', result: 'D' },
      { name: 'e', result: 'E' },
    ]);
    expect(told.sort()).toEqual([...NAMES]);
  });

  test('is done a few at a time', async () => {
    let running = 0;
    let most = 0;
    await eachOf(
      NAMES,
      2,
      signal,
      async () => {
        most = Math.max(most, ++running);
        await new Promise((resolve) => setImmediate(resolve));
        running -= 1;
      },
      () => {},
    );
    expect(most).toBe(2);
  });

  test('does not hide a bug', async () => {
    const work = async () => {
      throw new TypeError('a bug');
    };
    await expect(eachOf(NAMES, 2, signal, work, () => {})).rejects.toThrow('a bug');
  });

  test('ends at an interruption, with what has begun', async () => {
    const controller = new AbortController();
    const begun: string[] = [];
    const work = async (name: string) => {
      begun.push(name);
      controller.abort();
    };
    await expect(eachOf(NAMES, 1, controller.signal, work, () => {})).rejects.toThrow('interrupted');
    expect(begun).toEqual(['a']);
  });
});
