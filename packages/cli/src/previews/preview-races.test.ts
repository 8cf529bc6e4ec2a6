import type { Environment } from '@smile/core';
import { previewClaimKey, previewStateKey, stateBucketName } from '@smile/core';
import { S3Store } from '@smile/states';
import { type S3Double, startS3Double } from '@smile/testing/s3';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { devWithServices, wishFor } from './fixtures/preview-environment.ts';
import { previewDown } from './preview-down.ts';
import { previewExtend } from './preview-extend.ts';
import { PreviewHouse } from './preview-house.ts';
import { reapPreviews } from './preview-reap.ts';
import { previewUp } from './preview-up.ts';
import type { PreviewBuilder, PreviewWork } from './preview-work.ts';

/** A moment at which a test holds a run: until it lets go. */
class Gate {
  private open: () => void = () => {};
  private arrive: () => void = () => {};
  readonly opened = new Promise<void>((resolve) => {
    this.open = resolve;
  });
  readonly arrived = new Promise<void>((resolve) => {
    this.arrive = resolve;
  });

  async pass(): Promise<void> {
    this.arrive();
    await this.opened;
  }

  let(): void {
    this.open();
  }
}

let environment: Environment;
let s3: S3Double;
let now = new Date('2026-12-01T08:00:00Z');

beforeAll(async () => {
  environment = await devWithServices();
});
beforeEach(async () => {
  now = new Date('2026-12-01T08:00:00Z');
  s3 = await startS3Double({
    buckets: { [stateBucketName(environment)]: { owner: environment.account.id } },
    region: environment.region,
  });
  return () => s3.close();
});
afterAll(() => s3.close());

/** Runs on machines of their own: each has its own client, and S3 decides. */
function runOn(builder: Partial<PreviewBuilder> = {}): PreviewWork {
  const objects = new S3Store(
    { bucket: stateBucketName(environment), prefix: '', region: environment.region, account: environment.account.id },
    { endpoint: s3.endpoint, forcePathStyle: true, credentials: { accessKeyId: 'a', secretAccessKey: 'b' } },
  );
  return {
    house: new PreviewHouse(environment, objects),
    builder: { up: applied, down: destroyed, ...builder },
    now: () => now,
    pause: () => new Promise((resolve) => setImmediate(resolve)),
    say: () => {},
  };
}

const bucket = () => s3.bucket(stateBucketName(environment));
const keys = () =>
  bucket()
    .keys('')
    .filter((key) => bucket().current(key) !== undefined);
const stateWith = (commit: string) => JSON.stringify({ version: 4, resources: [{ mode: 'managed', type: commit }] });
const commitIn = (slot: 'preview-1' | 'preview-2') =>
  JSON.parse(bucket().read(previewStateKey(environment, slot)).content.toString()).resources[0]?.type;

/** What Terraform leaves behind, without Terraform. */
const applied: PreviewBuilder['up'] = async (preview, isStillWanted) => {
  if (!(await isStillWanted())) return false;
  bucket().write(previewStateKey(environment, preview.slot), Buffer.from(stateWith(preview.commit)), {});
  return true;
};
const destroyed: PreviewBuilder['down'] = async (slot, isStillWanted) => {
  if (!(await isStillWanted())) return false;
  bucket().write(previewStateKey(environment, slot), Buffer.from('{"version":4,"resources":[]}'), {});
  return true;
};

const settled = async (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: Error) => error.message,
  );

describe('two pushes of one branch', () => {
  const first = wishFor('cold-chain', { run: 7, commit: '1'.repeat(40) });
  const second = wishFor('cold-chain', { run: 8, commit: '2'.repeat(40) });

  test('at the same moment take one slot, and what is up is the later', async () => {
    const ends = await Promise.all([settled(previewUp(runOn(), first)), settled(previewUp(runOn(), second))]);
    expect(ends[1]).toBe('done');
    expect(keys()).toEqual([previewClaimKey(environment, 'preview-1'), previewStateKey(environment, 'preview-1')]);
    expect(commitIn('preview-1')).toBe('2'.repeat(40));
  });

  test('in the wrong order: the earlier one is refused, and says that nothing is to be done', async () => {
    await previewUp(runOn(), second);
    expect(await settled(previewUp(runOn(), first))).toBe(
      'smile/backend-core cold-chain at 111111111111 (run 7): a later push was first, 222222222222 (run 8); nothing is to be done, that one is what people see',
    );
    expect(commitIn('preview-1')).toBe('2'.repeat(40));
  });

  test('the earlier one, whose plan was made when the later came, changes nothing', async () => {
    const gate = new Gate();
    const early = settled(
      previewUp(
        runOn({
          up: async (preview, isStillWanted) => {
            await gate.pass();
            return applied(preview, isStillWanted);
          },
        }),
        first,
      ),
    );
    await gate.arrived;
    await previewUp(runOn(), second);
    gate.let();
    expect(await early).toContain('a later push was first, 222222222222 (run 8)');
    expect(commitIn('preview-1')).toBe('2'.repeat(40));
  });
});

describe('two branches at the same moment', () => {
  test('take two slots', async () => {
    const [one, other] = await Promise.all([previewUp(runOn(), wishFor('one')), previewUp(runOn(), wishFor('other'))]);
    expect([one.slot, other.slot].sort()).toEqual(['preview-1', 'preview-2']);
  });

  test('and one slot left: one is told who is there', async () => {
    for (const branch of ['a', 'b', 'c', 'd']) await previewUp(runOn(), wishFor(branch));
    const ends = await Promise.all(['one', 'other'].map((branch) => settled(previewUp(runOn(), wishFor(branch)))));
    expect(ends.filter((end) => end === 'done')).toHaveLength(1);
    expect(ends.join()).toContain('all 5 slots are taken');
    expect(keys()).toHaveLength(10);
  });
});

test('a slot that was freed in between does not give one branch two slots', async () => {
  await previewUp(runOn(), wishFor('a'));
  // The first run sees preview-1 taken, and stops before it writes; then it is freed, and the second run sees it free.
  const early = runOn();
  const slots = early.house.slots.bind(early.house);
  const gate = new Gate();
  let looks = 0;
  early.house.slots = async () => {
    const found = await slots();
    looks += 1;
    if (looks === 1) await gate.pass();
    return found;
  };
  const first = settled(previewUp(early, wishFor('b', { run: 1 })));
  await gate.arrived;
  await previewDown(runOn(), 'a');
  const second = settled(previewUp(runOn(), wishFor('b', { run: 2, commit: '2'.repeat(40) })));
  gate.let();
  expect((await Promise.all([first, second])).filter((end) => end === 'done').length).toBeGreaterThan(0);
  expect(keys().filter((key) => key.endsWith('.claim.json'))).toHaveLength(1);
});

describe('up while the reaper runs', () => {
  test('is refused once the reaper has begun, and told so', async () => {
    await previewUp(runOn(), wishFor('old', { days: 1 }));
    now = new Date('2026-12-03T08:00:00Z');
    const gate = new Gate();
    const reaper = reapPreviews(
      runOn({
        down: async (slot, isStillWanted) => {
          await gate.pass();
          return destroyed(slot, isStillWanted);
        },
      }),
      {},
    );
    await gate.arrived;
    expect(await settled(previewUp(runOn(), wishFor('old', { run: 2 })))).toBe(
      'preview-1: the preview of smile/backend-core old is being taken down since 2026-12-03T08:00:00.000Z; bring it up again when smile preview list does not have it any more',
    );
    // Another branch does not get the slot before it is empty.
    expect((await previewUp(runOn(), wishFor('new'))).slot).toBe('preview-2');
    gate.let();
    expect((await reaper).removed).toHaveLength(1);
    expect((await previewUp(runOn(), wishFor('old', { run: 3 }))).slot).toBe('preview-1');
  });

  test('wins where the reaper had only read', async () => {
    await previewUp(runOn(), wishFor('old', { days: 1 }));
    now = new Date('2026-12-03T08:00:00Z');
    const reading = runOn();
    const slots = reading.house.slots.bind(reading.house);
    const gate = new Gate();
    let looks = 0;
    reading.house.slots = async () => {
      const found = await slots();
      looks += 1;
      if (looks === 1) await gate.pass();
      return found;
    };
    const reaper = reapPreviews(reading, {});
    await gate.arrived;
    await previewUp(runOn(), wishFor('old', { run: 2, commit: '2'.repeat(40) }));
    gate.let();
    const { removed, untold } = await reaper;
    expect(removed).toEqual([]);
    expect(untold).toContain('preview-1: smile/backend-core old was renewed at the same moment, and stays');
    expect(commitIn('preview-1')).toBe('2'.repeat(40));
  });

  test('two reapers leave a slot that is given away in between alone', async () => {
    await previewUp(runOn(), wishFor('old', { days: 1 }));
    now = new Date('2026-12-03T08:00:00Z');
    const gate = new Gate();
    const slow = reapPreviews(
      runOn({
        down: async (slot, isStillWanted) => {
          const isDone = await destroyed(slot, isStillWanted);
          await gate.pass();
          return isDone;
        },
      }),
      {},
    );
    await gate.arrived;
    expect((await reapPreviews(runOn(), {})).removed).toHaveLength(1);
    await previewUp(runOn(), wishFor('new'));
    gate.let();
    // The state that the slow one meant to remove is somebody else's by now, and it says so instead of removing it.
    expect((await slow).left.join()).toContain('the state of preview-1 still has 1 resource(s)');
    expect(commitIn('preview-1')).toBe('a'.repeat(40));
    expect(keys()).toHaveLength(2);
  });
});

test('a reaper that was slower than another one does not destroy what came into the slot meanwhile', async () => {
  await previewUp(runOn(), wishFor('old', { days: 1 }));
  now = new Date('2026-12-03T08:00:00Z');
  const gate = new Gate();
  const slow = reapPreviews(
    runOn({
      down: async (slot, isStillWanted) => {
        await gate.pass();
        return destroyed(slot, isStillWanted);
      },
    }),
    {},
  );
  await gate.arrived;
  await reapPreviews(runOn(), {});
  await previewUp(runOn(), wishFor('new', { commit: '3'.repeat(40) }));
  gate.let();
  expect((await slow).left).toEqual([]);
  expect(commitIn('preview-1')).toBe('3'.repeat(40));
  expect(keys()).toHaveLength(2);
});

describe('an interruption', () => {
  const broken = {
    up: async () => Promise.reject(new Error('killed')),
    down: async () => Promise.reject(new Error('killed')),
  };

  test('of up: the branch goes on in its slot with the next push', async () => {
    await settled(previewUp(runOn(broken), wishFor('cold-chain')));
    const outcome = await previewUp(runOn(), wishFor('cold-chain', { run: 2 }));
    expect(outcome).toMatchObject({ slot: 'preview-1', was: 'changed' });
  });

  test('of up that nobody repeats: the reaper clears it after two hours, and not before', async () => {
    await settled(previewUp(runOn(broken), wishFor('cold-chain')));
    now = new Date('2026-12-01T09:59:00Z');
    expect((await reapPreviews(runOn(), {})).removed).toEqual([]);
    now = new Date('2026-12-01T10:01:00Z');
    expect((await reapPreviews(runOn(), {})).removed.map(({ because }) => because)).toEqual([
      'it was interrupted 2 hours ago',
    ]);
    expect(keys()).toEqual([]);
  });

  test('of down: what is left is told, and the next reaper finishes it', async () => {
    await previewUp(runOn(), wishFor('old', { days: 1 }));
    now = new Date('2026-12-03T08:00:00Z');
    const { removed, left } = await reapPreviews(runOn(broken), {});
    expect(removed).toEqual([]);
    expect(left).toEqual(['preview-1: smile/backend-core old (it has expired) could not be taken down: killed']);
    expect((await reapPreviews(runOn(), {})).removed.map(({ because }) => because)).toEqual([
      'it was being taken down, and that was interrupted',
    ]);
    expect(keys()).toEqual([]);
  });
});

test('a branch that was deleted while its preview came up goes with the next reaper', async () => {
  await previewUp(runOn(), wishFor('short'));
  const branches = [{ project: 'smile/backend-core', branch: 'short', state: 'gone' }] as const;
  expect((await reapPreviews(runOn(), { branches })).removed.map(({ because }) => because)).toEqual([
    'its branch is gone',
  ]);
  expect(keys()).toEqual([]);
});

test('a branch of the same name in another project, or one that GitLab told nothing of, ends nothing', async () => {
  await previewUp(runOn(), wishFor('short'));
  for (const branches of [
    [{ project: 'smile/web', branch: 'short', state: 'gone' }],
    [{ project: 'smile/backend-core', branch: 'short', state: 'unknown' }],
  ] as const) {
    const { removed, untold } = await reapPreviews(runOn(), { branches });
    expect(removed).toEqual([]);
    expect(untold).toContain('preview-1: what became of smile/backend-core short is not known');
  }
});

describe('namespaces are compared with states', () => {
  const compared = (contents: object) => reapPreviews(runOn(), { contents: async () => contents });
  const empty = { 'preview-1': [], 'preview-2': [], 'preview-3': [], 'preview-4': [], 'preview-5': [] };

  test('what a namespace has without a state is told, with the command', async () => {
    expect((await compared({ ...empty, 'preview-2': ['Deployment mysql', 'Service mysql'] })).left).toEqual([
      'preview-2: no state has Deployment mysql, Service mysql; remove it as an operator: kubectl --namespace preview-2 delete all,configmap,virtualservice --selector smile/part-of=preview, then helm uninstall preview',
    ]);
  });

  test('so is a state whose namespace is empty', async () => {
    await previewUp(runOn(), wishFor('cold-chain'));
    expect((await compared(empty)).left).toEqual([
      'preview-1: its state has 1 resource(s), and its namespace is empty; take it down and bring it up again',
    ]);
  });

  test('what was not told is no "empty"', async () => {
    expect((await compared({})).untold).toHaveLength(5);
  });
});

test('extending what is being taken down is refused', async () => {
  await previewUp(runOn(), wishFor('old', { days: 1 }));
  now = new Date('2026-12-03T08:00:00Z');
  await reapPreviews(runOn({ down: async () => Promise.reject(new Error('killed')) }), {});
  expect(await settled(previewExtend(runOn(), 'old', 5))).toBe(
    'preview-1 is being taken down since 2026-12-03T08:00:00.000Z; bring the branch up again when it is gone',
  );
});
