import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { CommandError } from '../command-error.ts';
import { apply } from './apply.ts';
import { cost } from './cost.ts';
import { diagram } from './diagram.ts';
import { drift } from './drift.ts';
import { guardrails } from './guardrails.ts';
import { plan } from './plan.ts';
import { rehearse } from './rehearse.ts';
import { report } from './report.ts';
import { support } from './support.ts';

const folder = mkdtempSync(join(tmpdir(), 'smile-wrong-use-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** What a command says that it is not run with; it must say so before it synthesizes anything. */
async function refusalOf(run: Promise<number>): Promise<unknown> {
  try {
    return `ended with ${await run}`;
  } catch (error) {
    return error instanceof CommandError ? { exitCode: error.exitCode, message: error.message } : error;
  }
}

const svg = { format: 'svg' } as const;
const months = { from: 'synth', by: 'thing', months: 12 } as const;
const terminal = { format: 'terminal', from: 'synth' } as const;

describe('what commands refuse, with exit code 2', () => {
  test.each<[string, () => Promise<number>, string]>([
    [
      'diagram of an unknown kind',
      () => diagram([], { ...svg, kind: ['netwrk'] }),
      'no diagram is called "netwrk", expected one of estate, network, traffic, data-flow, reachability, previews, stacks; did you mean network?',
    ],
    [
      'diagram that compares one environment',
      () => diagram([], { ...svg, compare: ['staging'] }),
      '--compare needs two environments, got staging; write two, as in --compare staging production',
    ],
    [
      'diagram that compares an environment with itself',
      () => diagram([], { ...svg, compare: ['staging', 'stag'] }),
      '--compare needs two different environments, got indonesia/staging twice; write another one',
    ],
    [
      'diagram that compares, of other environments besides',
      () => diagram(['dev'], { ...svg, compare: ['staging', 'production'] }),
      '--compare takes the place of environments, got dev besides it; leave these out',
    ],
    [
      'cost by something that it does not know',
      () => cost([], { ...months, by: 'colour' }),
      '--by must be thing, service, stack, month or tag:<key>, got "colour"; tags are those of resources, as in tag:owner',
    ],
    [
      'cost of a day that there is not',
      () => cost([], { ...months, at: '2026-02-30' }),
      '--at must be a day, got "2026-02-30"; write it as in 2027-03-01',
    ],
    [
      'cost with a change that names no value',
      () => cost([], { ...months, whatIf: ['databases.redis.nodeType'] }),
      '--what-if must be <path>=<value>, got "databases.redis.nodeType"; write it as in databases.redis.nodeType=m5.2xlarge',
    ],
    [
      'cost against a folder without a synthesis',
      () => cost([], { ...months, against: folder }),
      `--against must name a folder that smile synth wrote, and ${folder} is none; in a worktree of the other commit, run ./smile synth --out ${folder}`,
    ],
    [
      'cost with two things to compare with',
      () => {
        writeFileSync(join(folder, 'manifest.json'), '{}');
        return cost([], { ...months, against: folder, whatIf: ['governance.monthlyBudgetUsd=5'] });
      },
      '--what-if compares with the code as it is, --against with another folder; give one',
    ],
    [
      'support until a day before its first',
      () => support([], { from: 'synth', at: '2027-01-01', until: '2026-12-31' }),
      '--until 2026-12-31 is before 2027-01-01; name a later day, or an earlier --at',
    ],
    [
      'plan of an environment that there is not',
      () => plan('prodction', { expires: 8 }),
      'no environment "prodction", expected some of indonesia/dev, indonesia/production, indonesia/shared, indonesia/staging; did you mean indonesia/production?',
    ],
    [
      'plan with a folder of states on a real account',
      () => plan('dev', { expires: 8, states: folder }),
      '--states is about runs without a cloud; add --offline',
    ],
    [
      'apply with a folder of states on a real account',
      () => apply({ bundle: folder, digest: '', states: folder }),
      '--states is about runs without a cloud; add --offline',
    ],
    [
      'report of a day that there is not',
      () => report([], { at: '2026-02-30' }),
      '--at must be a day, got "2026-02-30"; write it as in 2027-03-01',
    ],
    [
      'report of two environments in one file',
      () => report(['dev', 'shared'], { out: 'page.html' }),
      '--out names one file, but there are pages of indonesia/dev, indonesia/shared; name one environment, or leave --out away',
    ],
    [
      'guardrails on a day that there is not',
      () => guardrails([], { ...terminal, at: '2027-02-30' }),
      '--at must be a date such as 2027-03-01, got "2027-02-30"',
    ],
    [
      'guardrails of an unknown rule',
      () => guardrails([], { ...terminal, rule: ['SMILE_BUCKET_TSL'] }),
      'no rule SMILE_BUCKET_TSL; did you mean SMILE_BUCKET_TLS?',
    ],
    [
      'rehearse with a folder for a report',
      () => rehearse(['dev'], { junit: folder }),
      `--junit must name a file, but ${folder} is a folder; name a file in it`,
    ],
    [
      'rehearse with options of real plugins without them, all at once',
      () => rehearse(['dev'], { pluginDir: '/x', endpoint: 'http://127.0.0.1:4566' }),
      '2 problems\n  - --plugin-dir is about real plugins; add --providers real\n  - --endpoint is about real plugins; add --providers real',
    ],
    [
      'rehearse with an endpoint that is no address',
      () => rehearse(['dev'], { providers: 'real', endpoint: 'localhost:4566' }),
      '--endpoint must be an address such as http://127.0.0.1:4566, got localhost:4566',
    ],
    [
      'drift of plans that are there and new ones, all at once',
      () => drift([], { failOn: 'low', format: 'junit', json: true, plan: ['x.json'], offline: true, stack: ['*'] }),
      '3 problems\n  - --plan judges plans that are there, and --offline makes new ones; leave one out\n  - --stack is about new plans; name the plans of these stacks with --plan\n  - --json and --format junit are two formats; leave one out',
    ],
    [
      'drift with states in files of a cloud',
      () => drift([], { failOn: 'low', format: 'terminal', states: 'x' }),
      '--states is about runs without a cloud; add --offline',
    ],
    [
      'drift with a folder for its history',
      () => drift([], { failOn: 'low', format: 'terminal', history: folder }),
      `--history must name a file, but ${folder} is a folder; name a file in it`,
    ],
  ])('%s', async (_, run, message) => {
    expect(await refusalOf(run())).toEqual({ exitCode: 2, message });
  });
});

describe('files that drift cannot use, said before anything is synthesized', () => {
  const run = (plan: string, history?: string) =>
    drift([], { failOn: 'low', format: 'terminal', plan: [plan], history });
  const written = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };

  test.each<[string, () => Promise<number>, RegExp]>([
    [
      'a plan that is not there',
      () => run(join(folder, 'none.json')),
      /^cannot read the plan .*none\.json \(ENOENT\); pass a file that "terraform show -json <plan file>" wrote$/,
    ],
    [
      'a log in its place',
      () => run(written('log.json', '{"@level":"info"}\n{}')),
      /^the plan .*log\.json is a log of events, as "terraform plan -json" prints; pass what "terraform show -json <plan file>" prints$/,
    ],
    [
      'a folder without plans',
      () => run(folder),
      /^no folder in .* has a drift\.json or plan\.json; name a folder that smile rehearse --drift --keep left$/,
    ],
    [
      'a history that is none',
      () => run('x.json', written('history.json', '{"seen":1}')),
      /^.*history\.json is no history of drift; name the file that smile drift --history wrote, or remove it to begin anew$/,
    ],
  ])('%s', async (_, refused, message) => {
    await expect(refused()).rejects.toThrow(message);
  });
});
