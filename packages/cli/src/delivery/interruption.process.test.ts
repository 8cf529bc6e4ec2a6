import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReadBundle } from '@smile/delivery';
import { type StandIns, schemasFor, startStandIns } from '@smile/rehearsal';
import { afterEach, describe, expect, test } from 'vitest';
import { ROOT, temporaryFolders } from '../fixtures/run-smile.ts';
import { SmallWorld } from './fixtures/small-world.ts';
import { synthesizeStacks, threeStacks } from './fixtures/three-stacks.ts';

const temporaryFolder = temporaryFolders();
const running: StandIns[] = [];
afterEach(() => {
  for (const standIns of running.splice(0)) standIns.close();
});

/** Stand-ins that outlive the `smile` that is killed, and take a while to make a database, as a cloud does. */
async function slowClouds(milliseconds: number): Promise<StandIns> {
  const synthesized = synthesizeStacks(temporaryFolder(), threeStacks());
  const standIns = await startStandIns({ schemas: schemasFor(synthesized), isWhole: false });
  standIns.inject.delay({ type: 'aws_db_instance', milliseconds });
  running.push(standIns);
  return standIns;
}

interface Killed {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stderr: string;
}

/** Runs `smile apply` in a process of its own, and does something to it while the database is made. */
function applyAnd(
  world: SmallWorld,
  { folder, digest }: ReadBundle,
  standIns: StandIns,
  whileItApplies: (child: ChildProcess) => void,
): Promise<Killed> {
  const args = ['apply', '--bundle', folder, '--digest', digest, '--offline', '--states', world.states];
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(ROOT, 'packages', 'cli', 'bin', 'smile.cjs'), ...args], {
      cwd: temporaryFolder(),
      env: { ...process.env, TF_REATTACH_PROVIDERS: standIns.reattach, JENKINS_SERVER_COOKIE: 'cookie' },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let stderr = '';
    let isDone = false;
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
      if (isDone || !stderr.includes('indonesia-dev-databases: apply\n')) return;
      isDone = true;
      // The security group is made first; the database has begun when this has passed.
      setTimeout(() => whileItApplies(child), 2_000);
    });
    child.once('error', reject);
    child.once('close', (exitCode, signal) => resolve({ exitCode, signal, stderr }));
  });
}

/** Waits for something that another process does. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 100));
}

describe('an apply that is stopped while a database is made', () => {
  test('by Ctrl-C: waits for Terraform, keeps what was made, and --resume makes the rest', async () => {
    const world = new SmallWorld(temporaryFolder());
    const read = await world.plan();
    const ended = await applyAnd(world, read, await slowClouds(6_000), (child) => child.kill('SIGINT'));
    expect(ended.exitCode).toBe(130);
    expect(ended.stderr).toContain(
      'interrupted: Terraform finishes what it has begun and saves its state; this takes as long as it takes\n',
    );
    expect(ended.stderr).toContain(
      `interrupted; what was made is in the states; to go on: smile apply --bundle ${read.folder} --digest ${read.digest} --resume`,
    );
    expect(world.addresses('databases')).toContain('aws_security_group.Database');
    expect(existsSync(join(read.folder, 'records', 'indonesia-dev-databases.done.json'))).toBe(false);
    await expectResumed(world, read);
  });

  test('by a kill that nobody can catch: Terraform goes on to its end without smile', async () => {
    const world = new SmallWorld(temporaryFolder());
    const read = await world.plan();
    const ended = await applyAnd(world, read, await slowClouds(6_000), (child) => child.kill('SIGKILL'));
    expect(ended.signal).toBe('SIGKILL');
    await until(() => world.addresses('databases').includes('aws_db_instance.Mysql'));
    expect(world.addresses('databases')).toEqual(['aws_db_instance.Mysql', 'aws_security_group.Database']);
    await expectResumed(world, read);
  });

  test('and is begun again without --resume: says so, and changes nothing', async () => {
    const world = new SmallWorld(temporaryFolder());
    const read = await world.plan();
    await world.apply(read);
    const record = JSON.parse(readFileSync(join(read.folder, 'records', 'indonesia-dev-network.done.json'), 'utf8'));
    const { stacks } = await world.apply(read);
    expect(stacks[0]).toEqual({
      stack: 'indonesia-dev-network',
      outcome: 'failed',
      reason: `an apply of this bundle has begun already (indonesia-dev-network, ${record.at}); go on with --resume, or plan again`,
    });
  });
});

/** Goes on where an apply stopped, and sees that everything is there and nothing is left to do. */
async function expectResumed(world: SmallWorld, read: ReadBundle): Promise<void> {
  const { stacks } = await world.apply(read, { resume: true });
  expect(stacks.map(({ stack, outcome, reason }) => [stack, outcome, reason])).toEqual([
    ['indonesia-dev-network', 'done before', undefined],
    ['indonesia-dev-databases', expect.stringMatching(/^(applied after planning again|nothing to do)$/), undefined],
    ['indonesia-dev-workloads', 'applied after planning again', undefined],
  ]);
  const left = await world.plan();
  expect(left.stacks.flatMap(({ stack }) => stack.actions)).toEqual([]);
}
