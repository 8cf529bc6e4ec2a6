import { appendFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReadBundle } from '@smile/delivery';
import { asObject } from '@smile/inventory';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { temporaryFolders } from '../fixtures/run-smile.ts';
import { type Edit, SmallWorld } from './fixtures/small-world.ts';
import type { Draft } from './fixtures/three-stacks.ts';

const temporaryFolder = temporaryFolders();

const body = (stack: Draft, type: string, name: string) => ((stack.resource as Draft)[type] as Draft)[name] as Draft;

const longer: Edit = ({ network }) => {
  body(network, 'aws_vpc', 'Vpc').enable_dns_hostnames = true;
};

describe('a bundle that must not be applied', () => {
  const world = new SmallWorld(temporaryFolder());
  let read: ReadBundle;
  let before: string;
  const states = () => JSON.stringify([world.state('network'), world.state('databases'), world.state('workloads')]);
  beforeAll(async () => {
    await world.apply(await world.plan());
    read = await world.plan(longer);
    before = states();
  });

  // Whatever is refused is refused before anything is changed.
  afterEach(() => expect(states()).toBe(before));

  /** A copy of the bundle, damaged. */
  const damaged = (damage: (folder: string) => void) => {
    const folder = temporaryFolder();
    cpSync(read.folder, folder, { recursive: true });
    damage(folder);
    return { ...read, folder };
  };

  test('since its plan was exchanged', async () => {
    const other = damaged((folder) => appendFileSync(join(folder, 'stacks/indonesia-dev-network/tfplan'), 'x'));
    await expect(world.apply(other)).rejects.toThrow(
      /^the bundle folder-\w+ is not as smile plan wrote it; find out who changed it, and plan again:\n {2}- stacks\/indonesia-dev-network\/tfplan was changed$/,
    );
  });

  test('since files were added, changed and taken away, all of which it says', async () => {
    const other = damaged((folder) => {
      mkdirSync(join(folder, 'charts'));
      writeFileSync(join(folder, 'charts/evil.tgz'), '');
      writeFileSync(join(folder, 'stacks/indonesia-dev-network/configuration/more.tf.json'), '{}');
      rmSync(join(folder, 'stacks/indonesia-dev-databases/plan.json'));
    });
    await expect(world.apply(other)).rejects.toThrow(
      /plan again:\n {2}- charts\/evil\.tgz does not belong to it\n {2}- stacks\/indonesia-dev-network\/configuration\/more\.tf\.json does not belong to it\n {2}- stacks\/indonesia-dev-databases\/plan\.json is missing$/,
    );
  });

  test('since somebody wrote matching hashes into it, which gives it another digest', async () => {
    const other = damaged((folder) => {
      const path = join(folder, 'bundle.json');
      const bundle = JSON.parse(readFileSync(path, 'utf8'));
      writeFileSync(path, JSON.stringify({ ...bundle, authors: [] }));
    });
    await expect(world.apply(other)).rejects.toThrow(
      new RegExp(
        `^the bundle has the digest sha256:[0-9a-f]{64}, approved was ${read.digest}; review what is in it \\(smile review\\), and approve that, or apply the bundle that was approved$`,
      ),
    );
  });

  test('since another digest was approved', async () => {
    const approved = `sha256:${'0'.repeat(64)}`;
    await expect(world.apply(read, { digest: approved })).rejects.toThrow(
      `the bundle has the digest ${read.digest}, approved was ${approved}; review what is in it (smile review), and approve that, or apply the bundle that was approved`,
    );
  });

  test('since it is too old', async () => {
    const now = new Date(new Date(read.bundle.expires).getTime() + 1);
    await expect(world.apply(read, { now })).rejects.toThrow(
      `the bundle could be applied until ${read.bundle.expires}, now it is ${now.toISOString()}; plan again, and have that reviewed (docs/runbooks/stale-bundle.md)`,
    );
  });

  test('since its approver wrote a part of it', async () => {
    const [author = ''] = read.bundle.authors;
    await expect(world.apply(read, { approver: author.toUpperCase(), starter: 'budi@smile.example' })).rejects.toThrow(
      `${author.toUpperCase()} wrote a part of what is going to be applied and cannot approve it as well; ask somebody who is not among ${read.bundle.authors.join(', ')}`,
    );
  });

  test('since it was planned against stand-ins, and the account is real', async () => {
    await expect(world.apply(read, { offline: false, states: undefined })).rejects.toThrow(
      'the bundle was planned against stand-in providers, so it says nothing of the real account; plan again without --offline',
    );
  });

  test('since it brings a program along', async () => {
    const bad = await world.plan(({ network }) => {
      body(network, 'aws_vpc', 'Vpc').provisioner = [{ 'local-exec': { command: 'true' } }];
    });
    await expect(world.apply(bad)).rejects.toThrow(
      'the bundle brings along what an apply must not run:\n  - indonesia-dev-network: aws_vpc.Vpc has a provisioner, which runs a program\ntake it out of the code; what has to run belongs into an image or a Kubernetes Job',
    );
  });

  test('since no apply of it has begun that could go on', async () => {
    await expect(world.apply(read, { resume: true })).rejects.toThrow(
      '--resume goes on with an apply that has begun, and none of this bundle has; leave it out',
    );
  });
});

describe('a state that moved', () => {
  test('stops a bundle before it changes anything', async () => {
    const world = new SmallWorld(temporaryFolder());
    await world.apply(await world.plan());
    const stale = await world.plan(longer);
    await world.apply(
      await world.plan(({ network }) => {
        body(network, 'aws_vpc', 'Vpc').tags = { Name: 'other' };
      }),
    );
    const { serial } = world.state('network');
    const { state } = stale.stacks[0]?.stack ?? {};
    const { stacks } = await world.apply(stale);
    expect(stacks).toEqual([
      {
        stack: 'indonesia-dev-network',
        outcome: 'failed',
        reason: `the state of indonesia-dev-network was planned on serial ${state?.serial} of lineage pretend-indonesia-dev-network, now it has serial ${serial} of lineage pretend-indonesia-dev-network: somebody applied it since, or an earlier version was restored; plan again, and have that reviewed (docs/runbooks/stale-bundle.md)`,
      },
      { stack: 'indonesia-dev-databases', outcome: 'not begun', reason: 'needs the check of states' },
      { stack: 'indonesia-dev-workloads', outcome: 'not begun', reason: 'needs the check of states' },
    ]);
    expect(world.state('network').serial).toBe(serial);
  });

  test('of a real account is never taken by a run without a cloud', async () => {
    const world = new SmallWorld(temporaryFolder());
    const path = join(world.states, '.state', 'indonesia', 'dev');
    mkdirSync(path, { recursive: true });
    const lineage = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';
    writeFileSync(
      join(path, 'network.tfstate'),
      JSON.stringify({ version: 4, terraform_version: '1.11.4', serial: 7, lineage, outputs: {}, resources: [] }),
    );
    await expect(world.plan()).rejects.toThrow(
      'the state of indonesia-dev-network is not of a run without a cloud; name another folder with --states',
    );
    expect(world.state('network')).toMatchObject({ serial: 7, lineage });
  });
});

describe('what has left the code and is applied', () => {
  const world = new SmallWorld(temporaryFolder());
  beforeAll(async () => {
    await world.apply(await world.plan());
  });

  test('stops every plan until it is named', async () => {
    const record = JSON.parse(readFileSync(join(world.states, '.applied/indonesia/dev.json'), 'utf8'));
    const { at, commit } = asObject(asObject(record.stacks)['indonesia-dev-workloads']);
    await expect(world.plan(undefined, { gone: ['workloads'] })).rejects.toThrow(
      `indonesia-dev-workloads was applied on ${at} from commit ${commit} and has left the code; destroy it from the commit that still has it: git worktree add ../before ${commit}, there smile plan indonesia/dev --destroy indonesia-dev-workloads; or go on for now with --without indonesia-dev-workloads`,
    );
    const named = await world.plan(undefined, { gone: ['workloads'], without: ['indonesia-dev-workloads'] });
    expect(named.stacks.map(({ stack }) => stack.name)).toEqual(['indonesia-dev-network', 'indonesia-dev-databases']);
  });

  test('is found by its state where no record tells of it', async () => {
    rmSync(join(world.states, '.applied'), { recursive: true });
    await expect(world.plan(undefined, { gone: ['workloads'] })).rejects.toThrow(
      'indonesia-dev-workloads has a state and has left the code; destroy it from the commit that still has it: git worktree add ../before <commit>, there smile plan indonesia/dev --destroy indonesia-dev-workloads; or go on for now with --without indonesia-dev-workloads',
    );
  });

  test('may be a whole environment', async () => {
    mkdirSync(join(world.states, '.applied/indonesia'), { recursive: true });
    const record = { environment: 'indonesia/old', stacks: {}, guardrails: [] };
    writeFileSync(join(world.states, '.applied/indonesia/old.json'), JSON.stringify(record));
    await expect(world.plan()).rejects.toThrow(
      'the environment indonesia/old is applied and has left the code; destroy its stacks from the commit that still has it, the last ones first, or go on for now with --without indonesia/old',
    );
    await expect(world.plan(undefined, { without: ['indonesia/old'] })).resolves.toBeDefined();
  });

  test('is not named where it is still there', async () => {
    rmSync(join(world.states, '.applied'), { recursive: true });
    await expect(world.plan(undefined, { without: ['indonesia-dev-network'] })).rejects.toThrow(
      '--without indonesia-dev-network names nothing that is applied and has left the code; leave it out',
    );
  });

  test('cannot be destroyed while somebody reads it', async () => {
    await expect(world.plan(undefined, { destroy: 'indonesia-dev-network' })).rejects.toThrow(
      'indonesia-dev-network cannot be destroyed while indonesia-dev-databases reads it; destroy that first',
    );
  });
});
