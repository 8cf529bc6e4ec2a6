import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runSmile, temporaryFolders } from '../fixtures/run-smile.ts';

const folder = temporaryFolders();
const env = { TMPDIR: folder() };
const smile = (...args: string[]) => runSmile(args, { env });

describe('smile requirements', () => {
  test('shows every requirement of an environment, what is open and why, and the counts', async () => {
    const { exitCode, stdout } = await smile('requirements', 'shared');
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^id +requirement +evidence +status\n/);
    expect(stdout).toMatch(/\nACC-GIT +Git server +\d+ +met\n/);
    expect(stdout).toMatch(/\nabout other environments: .*ENV-PRD \(production\)/);
    expect(stdout).toMatch(/\n\d+ met, \d+ open, 0 unmet\n$/);
  });

  test('shows one with all its evidence, whatever case its id is written in', async () => {
    const { exitCode, stdout } = await smile('requirements', 'production', '--id', 'app-rds');
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^APP-RDS {2}Main MySQL: met\n/);
    expect(stdout).toContain('contradiction: The requirements table asks for 1 TB; the database section says 500 GB.');
    expect(stdout).toMatch(/aws_db_instance\.MysqlMain +instance_class db\.m5\.4xlarge +db\.m5\.4xlarge\n/);
  });

  test('says that a requirement is about other environments', async () => {
    expect(await smile('requirements', 'production', '--id', 'ACC-GIT')).toMatchObject({
      exitCode: 0,
      stdout: 'ACC-GIT is about none of indonesia/production\n0 met, 0 open, 0 unmet\n',
    });
  });

  test('prints JSON and Markdown', async () => {
    const { stdout } = await smile('requirements', 'production', '--id', 'NET-3', '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      environments: ['indonesia/production'],
      results: [{ id: 'NET-3', status: 'met', problems: [] }],
      counts: { met: 1, open: 0, unmet: 0 },
    });
    const { stdout: markdown } = await smile('requirements', 'production', '--id', 'NET-3', '--markdown');
    expect(markdown).toMatch(/^\| id \| requirement \| indonesia\/production \|\n/);
    expect(markdown).toContain('### NET-3\n');
  });

  test('reads the states that a rehearsal kept, and fails when a requirement is unmet', async () => {
    const keep = join(folder(), 'kept');
    const rehearsal = await smile('rehearse', 'shared', '--stack', '*-network', '--keep', keep);
    expect(rehearsal.exitCode).toBe(0);
    // One stack is not asked what the whole environment is asked.
    expect(rehearsal.stdout).not.toContain('requirements');
    for (const from of ['plan', 'state']) {
      const { exitCode, stdout } = await smile('requirements', '--from', from, '--file', keep);
      expect(exitCode).toBe(1);
      expect(stdout).toMatch(/\nNET-2 +Four tiers of subnets +\d+ +met\n/);
      expect(stdout).toContain('GOV-CLOUDTRAIL  indonesia/shared: expected 1 × trail, found none\n');
    }
  });

  test('names an environment that the files do not hold, an unknown id, and an empty folder', async () => {
    const keep = folder();
    expect((await smile('requirements', '--id', 'NET-9')).stderr).toMatch(
      /^error: no requirement "NET-9", expected one of ENV-DEV, .*USE-TEST\n$/,
    );
    expect((await smile('requirements', '--from', 'state', '--file', keep)).stderr).toBe(
      `error: no folder in ${keep} has a terraform.tfstate or state.json; name a folder that smile rehearse --keep left\n`,
    );
  });
});
