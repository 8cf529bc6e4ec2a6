import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runInOrder, type Task } from './schedule.ts';

const nextTick = () => new Promise((resolve) => setImmediate(resolve));

/** Tasks that note when they start and end, in a graph where a task waits for some of those before it. */
function recorded(waits: readonly (readonly number[])[]) {
  const log: string[] = [];
  const tasks: Task<string>[] = waits.map((after, index) => ({
    name: `t${index}`,
    after: after.filter((other) => other < index).map((other) => `t${other}`),
    run: async () => {
      log.push(`start t${index}`);
      await nextTick();
      log.push(`end t${index}`);
      return `t${index}`;
    },
  }));
  return { tasks, log };
}

const graphs = fc.array(fc.array(fc.nat(11), { maxLength: 3 }), { minLength: 1, maxLength: 12 });

describe('runInOrder', () => {
  test('runs every task once, after those that it waits for, whatever the graph', async () => {
    await fc.assert(
      fc.asyncProperty(graphs, fc.integer({ min: 1, max: 4 }), async (waits, atOnce) => {
        const { tasks, log } = recorded(waits);
        expect(await runInOrder(tasks, atOnce)).toEqual(tasks.map(({ name }) => name));
        expect(log.filter((line) => line.startsWith('start')).length).toBe(tasks.length);
        for (const { name, after } of tasks) {
          for (const other of after) expect(log.indexOf(`end ${other}`)).toBeLessThan(log.indexOf(`start ${name}`));
        }
      }),
    );
  });

  test('never runs more tasks at a time than it may', async () => {
    await fc.assert(
      fc.asyncProperty(graphs, fc.integer({ min: 1, max: 4 }), async (waits, atOnce) => {
        const { tasks, log } = recorded(waits);
        await runInOrder(tasks, atOnce);
        let running = 0;
        for (const line of log) {
          running += line.startsWith('start') ? 1 : -1;
          expect(running).toBeLessThanOrEqual(atOnce);
        }
      }),
    );
  });

  test('hands on the results of what a task waited for', async () => {
    const seen: (readonly string[])[] = [];
    const task = (name: string, after: string[]) => ({
      name,
      after,
      run: async (before: readonly string[]) => {
        seen.push(before);
        return name;
      },
    });
    await runInOrder([task('network', []), task('clusters', ['network'])], 1);
    expect(seen).toEqual([[], ['network']]);
  });

  test('takes a name that is no task for done, so that a part can be run alone', async () => {
    const task = { name: 'clusters', after: ['network'], run: async () => 'clusters' };
    expect(await runInOrder([task], 1)).toEqual(['clusters']);
  });

  test('fails when a task fails', async () => {
    const failing = { name: 'one', after: [], run: () => Promise.reject(new Error('broken')) };
    await expect(runInOrder([failing], 1)).rejects.toThrow('broken');
  });
});
