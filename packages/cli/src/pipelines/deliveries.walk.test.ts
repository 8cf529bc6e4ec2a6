import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Draft, PLANTED, type ThreeStacks } from '../delivery/fixtures/three-stacks.ts';
import type { BuildEvent, EndedBuild } from './fixtures/small-jenkins.ts';
import { PLANS, RECORDS, SmallSite, TOKEN } from './fixtures/small-site.ts';

const PARAMETERS = { TARGET: 'indonesia/dev', PLAN_AGENT: 'plan', APPLY_JOB: '/deploy/apply' };
const APPROVER = 'ani@smile.example';
const EVERYTHING = {
  network: ['aws_vpc.Vpc'],
  databases: ['aws_db_instance.Mysql', 'aws_security_group.Database'],
  workloads: ['aws_ssm_parameter.Address', 'aws_ssm_parameter.Planted'],
};

let site: SmallSite;
beforeAll(async () => {
  site = await SmallSite.start();
});
afterAll(() => site?.close());

const builds: EndedBuild[] = [];
/** Runs a pipeline, and keeps what it printed for the last test. */
async function build(...args: Parameters<SmallSite['jenkins']['build']>): Promise<EndedBuild> {
  const ended = await site.jenkins.build(...args);
  builds.push(ended);
  return ended;
}

/** A commit of the main branch that is planned, and that nobody approves: what the apply was asked for. */
async function planned(): Promise<Readonly<Record<string, string>>> {
  const ended = await build('deploy', { parameters: PARAMETERS });
  expect([ended.result, ended.failed]).toEqual(['ABORTED', []]);
  const asked = ended.events.find(({ event }) => event === 'asked');
  return (asked as unknown as { readonly parameters: Record<string, string> }).parameters;
}
const apply = (
  parameters: Readonly<Record<string, string>>,
  approver?: string,
  onEvent?: (event: BuildEvent) => void,
) => build('/deploy/apply', { parameters, approver, onEvent });

const body = (stack: Draft, type: string, name: string) => ((stack.resource as Draft)[type] as Draft)[name] as Draft;
const holding = () =>
  Object.fromEntries(Object.keys(EVERYTHING).map((word) => [word, site.addresses(word as keyof ThreeStacks)]));
const NOTHING = { network: [], databases: [], workloads: [] };

describe('the first deployment', () => {
  let asked: Readonly<Record<string, string>>;
  beforeAll(async () => {
    asked = await planned();
  });

  test('is planned and asked for; without an approval nothing is made', () => {
    const [{ log = '', commands = [], events = [] } = {}] = builds;
    expect(commands).toContain(
      'deploy Plan: npm run --silent bundle:put -- "$TARGET" bundle "$BUILD_NUMBER" > bundle-url.txt',
    );
    expect(events.find(({ event }) => event === 'stopped')?.why).toBe('nobody approved');
    expect(log).not.toContain('indonesia-dev-network: apply');
    expect(holding()).toEqual(NOTHING);
  });

  test('is stopped where a plan was exchanged in the bucket, whoever approves', async () => {
    const key = `${asked.BUNDLE?.replace(`s3://${PLANS}/`, '')}/stacks/indonesia-dev-network/tfplan`;
    const bucket = site.s3.bucket(PLANS);
    const before = bucket.read(key).content;
    bucket.write(key, Buffer.concat([before, Buffer.from('x')]), {});
    const ended = await apply(asked, APPROVER);
    expect([ended.result, ended.failed]).toEqual(['FAILURE', ['/deploy/apply Apply']]);
    expect(ended.log).toContain(
      'error: the bundle bundle is not as smile plan wrote it; find out who changed it, and plan again:\n  - stacks/indonesia-dev-network/tfplan was changed\n',
    );
    expect(holding()).toEqual(NOTHING);
    bucket.write(key, before, {});
  });

  test('is stopped after the hours for which it was reviewed', async () => {
    site.later(9);
    const ended = await apply(asked, APPROVER);
    site.later(0);
    expect([ended.result, ended.failed]).toEqual(['FAILURE', ['/deploy/apply Apply']]);
    expect(ended.log).toMatch(
      /error: the bundle could be applied until \S+Z, now it is \S+Z; plan again, and have that reviewed \(docs\/runbooks\/stale-bundle\.md\)\n/,
    );
    expect(holding()).toEqual(NOTHING);
  });

  test('is stopped where its author approves it', async () => {
    const ended = await apply(asked, asked.STARTER);
    expect([ended.result, ended.failed]).toEqual(['FAILURE', ['/deploy/apply Apply']]);
    expect(ended.log).toContain(
      `error: ${asked.STARTER} started the run and cannot approve it as well; ask somebody else\n`,
    );
    expect(holding()).toEqual(NOTHING);
  });

  test('is aborted in the middle: what was made is in the states, and another agent goes on', async () => {
    site.clouds.inject.delay({ type: 'aws_db_instance', milliseconds: 4_000 });
    let killed = 0;
    const aborted = await apply(
      asked,
      APPROVER,
      whileMade(() => {
        killed = site.jenkins.abort();
      }),
    );
    expect([aborted.result, aborted.failed, killed > 0]).toEqual(['FAILURE', ['/deploy/apply Apply'], true]);
    // Terraform was not among them, and ends what it has begun.
    await until(
      () =>
        site.addresses('databases').includes('aws_db_instance.Mysql') ||
        site.clouds.store.list('aws_db_instance').length === 0,
    );
    expect(inTheClouds()).toEqual(holding());
    expect(holding().workloads).toEqual([]);
    const again = await apply(asked, APPROVER);
    expect(again.log).toMatch(
      /error: an apply of this bundle has begun already \(indonesia-dev-network, \S+Z\); go on with --resume, or plan again\n/,
    );
    const resumed = await apply({ ...asked, RESUME: 'yes' }, APPROVER);
    expect([resumed.result, resumed.failed]).toEqual(['SUCCESS', []]);
    expect(holding()).toEqual(EVERYTHING);
    expect(inTheClouds()).toEqual(EVERYTHING);
  });

  test('leaves records beside the states, from which the next agent knew', () => {
    const keys = site.s3.bucket(RECORDS).keys('');
    const digest = asked.DIGEST?.replace('sha256:', '');
    expect(keys).toEqual([
      'indonesia/dev/records/applied/indonesia/dev.json',
      ...['databases', 'network', 'workloads'].flatMap((word) =>
        ['done', 'started'].map((step) => `indonesia/dev/records/applies/${digest}/indonesia-dev-${word}.${step}.json`),
      ),
    ]);
  });
});

describe('a change', () => {
  test('goes from a branch over plan and approval to an apply that leaves nothing to do', async () => {
    // Somebody plans a change that is not approved, before the one that is.
    site.code(({ network }) => {
      body(network, 'aws_vpc', 'Vpc').tags = { Name: 'other' };
    });
    const stale = await planned();
    site.code(({ databases }) => {
      body(databases, 'aws_db_instance', 'Mysql').instance_class = 'db.m5.2xlarge';
    });
    site.gitlab.received = [];
    const checked = await build('pull-request');
    expect([checked.result, checked.failed]).toEqual(['SUCCESS', []]);
    expect(site.gitlab.received.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /api/v4/projects/smile%2Finfrastructure/merge_requests?state=opened&source_branch=a-branch',
      'POST /api/v4/projects/smile%2Finfrastructure/merge_requests/7/notes',
    ]);
    const agents = checked.events.flatMap(({ event, job, agent }) => (event === 'sh' ? [`${job}: ${agent}`] : []));
    expect([...new Set(agents)]).toEqual(['pull-request: check', '/deploy/report: plan']);

    site.gitlab.received = [];
    const deployed = await build('deploy', { parameters: PARAMETERS, approver: APPROVER });
    expect([deployed.result, deployed.failed]).toEqual(['SUCCESS', []]);
    const question = deployed.events.find(({ event }) => event === 'input');
    expect(question).toMatchObject({ submitter: 'jenkins-approvers', agent: null, locks: [] });
    expect(deployed.log).toContain('indonesia-dev-databases: plan after apply\n');
    expect(site.gitlab.received).toHaveLength(1);
    const [{ path = '', body: comment, headers } = {}] = site.gitlab.received;
    expect(path).toMatch(/^\/api\/v4\/projects\/smile%2Finfrastructure\/repository\/commits\/[0-9a-f]{40}\/comments$/);
    expect(String((comment as { note: string }).note)).toMatch(
      /^Applied to indonesia\/dev\.\n\n[\s\S]*aws_db_instance\.Mysql/,
    );
    expect(headers?.['private-token']).toBe(TOKEN);
    expect(site.clouds.store.list('aws_db_instance')[0]?.value.instance_class).toBe('db.m5.2xlarge');

    const drift = await build('drift', { parameters: PARAMETERS });
    expect([drift.result, drift.failed]).toEqual(['SUCCESS', []]);

    // Its state is another one since, so what was planned before is no longer what would happen.
    const before = site.states;
    const late = await apply(stale, APPROVER);
    expect([late.result, late.failed]).toEqual(['FAILURE', ['/deploy/apply Apply']]);
    expect(late.log).toMatch(
      /error: the state of indonesia-dev-databases was planned on serial \d+ of lineage pretend-indonesia-dev-databases, now it has serial \d+ of lineage pretend-indonesia-dev-databases: somebody applied it since, or an earlier version was restored; plan again, and have that reviewed \(docs\/runbooks\/stale-bundle\.md\)/,
    );
    expect(site.states).toBe(before);
  });

  test('can be looked for in the states by people who read none', async () => {
    const parameters = { ...PARAMETERS, INSPECT: 'show', STACK: '*-workloads', ADDRESS: 'aws_ssm_parameter.Planted' };
    const shown = await build('inspect', { parameters });
    expect([shown.result, shown.failed]).toEqual(['SUCCESS', []]);
    expect(shown.commands.map((line) => line.replace(/^.*: /, ''))).toEqual([
      'npx --yes pnpm@10.34.8 install --frozen-lockfile',
      './smile state show "$ADDRESS" "$TARGET" --stack "$STACK" > inspection.txt',
    ]);
    expect(site.kept().join('\n')).toContain(`«text, ${PLANTED.length} characters, `);
  });

  test('that a guardrail refuses is not planned', async () => {
    site.code(({ databases }) => {
      body(databases, 'aws_db_instance', 'Mysql').publicly_accessible = true;
    });
    const ended = await build('deploy', { parameters: PARAMETERS, approver: APPROVER });
    expect([ended.result, ended.failed]).toEqual(['FAILURE', ['deploy Check/Guardrails']]);
    expect(ended.events.find(({ event }) => event === 'junit')?.files).toEqual(['reports/guardrails.xml']);
    expect(ended.events.filter(({ event }) => event === 'input')).toEqual([]);
  });

  test('that drops a stack from the code without destroying it is not planned', async () => {
    site.code(undefined, ['workloads']);
    const ended = await build('deploy', { parameters: PARAMETERS, approver: APPROVER });
    expect([ended.result, ended.failed]).toEqual(['FAILURE', ['deploy Plan']]);
    expect(ended.log).toMatch(
      /error: indonesia-dev-workloads was applied on \S+Z from commit [0-9a-f]{40} and has left the code; destroy it from the commit that still has it: git worktree add \.\.\/before [0-9a-f]{40}, there smile plan indonesia\/dev --destroy indonesia-dev-workloads; or go on for now with --without indonesia-dev-workloads\n/,
    );
  });

  test('that loses a database is not applied without its key', async () => {
    // https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ModifyDBInstance.html: the name of the first schema cannot change
    site.code(({ databases }) => {
      body(databases, 'aws_db_instance', 'Mysql').instance_class = 'db.m5.2xlarge';
      body(databases, 'aws_db_instance', 'Mysql').db_name = 'smile';
    });
    const before = site.states;
    const ended = await build('deploy', { parameters: PARAMETERS, approver: APPROVER });
    expect([ended.result, ended.failed]).toEqual(['FAILURE', ['/deploy/apply Apply']]);
    expect(ended.log).toContain(
      'error: the bundle would lose what holds data:\n  - replace aws_db_instance.Mysql (indonesia-dev-databases)\nif that is meant, make sure of a backup and add --allow-destroy aws_db_instance.Mysql; else change the code and plan again\n',
    );
    expect(site.states).toBe(before);
  });
});

test('nothing that anybody sees of all this holds a secret', () => {
  const seen = [builds.map(({ log }) => log), JSON.stringify(builds.map(({ events }) => events)), site.kept()].flat();
  expect(seen.filter((text) => text.includes(PLANTED) || text.includes(TOKEN))).toEqual([]);
  expect(site.kept().join('\n')).toContain('aws_ssm_parameter.Planted');
});

/** What exists in the clouds, by stack, as states name it. */
function inTheClouds(): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(EVERYTHING).map(([word, addresses]) => [
      word,
      addresses.filter((address) => existsInTheClouds(address)),
    ]),
  );
}

function existsInTheClouds(address: string): boolean {
  const [type = '', name = ''] = address.split('.');
  const found = site.clouds.store.list(type);
  // Two parameters, told apart by their names.
  if (type !== 'aws_ssm_parameter') return found.length > 0;
  const wanted = name === 'Planted' ? '/smile-dev/planted' : '/smile-dev/database';
  return found.some(({ value }) => value.name === wanted);
}

/** Calls back once when the database is being made. */
function whileMade(act: () => void): (event: BuildEvent) => void {
  let isDone = false;
  return ({ event, command = '' }) => {
    if (event !== 'sh' || !command.startsWith('smile apply') || isDone) return;
    isDone = true;
    // The security group is made first, and the database begins after it.
    void until(() => site.clouds.store.list('aws_security_group').length > 0).then(() => setTimeout(act, 500));
  };
}

/** Waits for something that another process does. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 50));
}
