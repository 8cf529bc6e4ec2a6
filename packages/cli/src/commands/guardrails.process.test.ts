import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runSmile, temporaryFolders } from '../fixtures/run-smile.ts';

const folder = temporaryFolders();
const env = { TMPDIR: folder() };
const smile = (...args: string[]) => runSmile(args, { env });

describe('smile guardrails', () => {
  test('passes for an environment, and says what is waived until when', async () => {
    const { exitCode, stdout } = await smile('guardrails', 'dev', '--at', '2026-11-25');
    expect(stdout).toMatch(/^waived\n(?: {2}\S.*, until \d{4}-\d\d-\d\d\n)+\npassed: \d+ rules, 0 failed/m);
    expect(exitCode).toBe(0);
  });

  test('shows the future: what has ended by then fails, and so do waivers', async () => {
    const { exitCode, stdout } = await smile('guardrails', 'dev', '--at', '2028-03-01', '--json');
    const { passed, findings, expiredWaivers } = JSON.parse(stdout);
    expect([exitCode, passed]).toEqual([1, false]);
    expect(expiredWaivers.length).toBeGreaterThan(0);
    expect(findings).toContainEqual(
      expect.objectContaining({
        rule: 'SMILE_LIFECYCLE_REDIS',
        status: 'failed',
        message: 'Redis on ElastiCache 6.2 left standard support on 2027-01-31, 395 days ago',
      }),
    );
  });

  test('judges a state, with exit code 1 and the remedy for what fails', async () => {
    const file = join(folder(), 'indonesia-dev-storage.json');
    const resource = { mode: 'managed', type: 'aws_ecr_repository', name: 'Sideways' };
    const instances = [{ attributes: { image_tag_mutability: 'MUTABLE' } }];
    writeFileSync(file, JSON.stringify({ version: 4, resources: [{ ...resource, instances }] }));
    const options = ['--from', 'state', '--file', file, '--rule', 'CKV_AWS_51', '--at', '2026-11-25'];
    expect(await smile('guardrails', 'dev', ...options)).toEqual({
      exitCode: 1,
      stdout: `failed  CKV_AWS_51  An image's tag never moves to another image (high)
  indonesia-dev-storage aws_ecr_repository.Sideways
    image_tag_mutability must be IMMUTABLE or IMMUTABLE_WITH_EXCLUSION, got "MUTABLE"
  remedy  Use ContainerRegistry.

failed: 1 rules, 1 failed, 0 warned, 0 waived, on 2026-11-25, from state of indonesia/dev
`,
      stderr: '',
    });
  });

  test('does not pass what it could not judge', async () => {
    const file = join(folder(), 'indonesia-dev-storage.tfstate');
    writeFileSync(file, JSON.stringify({ version: 4, serial: 1, resources: [] }));
    const { exitCode, stdout } = await smile(
      'guardrails',
      'dev',
      '--from',
      'state',
      '--file',
      file,
      '--at',
      '2026-11-25',
    );
    expect(stdout).toMatch(
      /^failed {2}the state holds no managed resource, so nothing can be judged; name files of an applied stack\n\nfailed: \d+ rules, 0 failed, 0 warned, 0 waived, not everything could be judged/,
    );
    expect(exitCode).toBe(1);
  });

  // The formats themselves are tested in @smile/guardrails; each run here synthesizes.
  test('prints in the format that is asked for', async () => {
    const { exitCode, stdout } = await smile('guardrails', 'shared', '--at', '2026-11-25', '--format', 'sarif');
    expect(stdout).toMatch(/^\{\n {2}"version": "2.1.0",/);
    expect(exitCode).toBe(0);
  });

  test('lists the rules', async () => {
    const { exitCode, stdout } = await smile('guardrails', '--list');
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^id +family +severity +title\n/);
    expect(stdout).toMatch(/\nCKV_AWS_16 +security +high +MySQL is encrypted on disk, under our key\n/);
    const one = await smile('guardrails', '--list', '--json', '--rule', 'CKV_AWS_16');
    expect(JSON.parse(one.stdout)).toMatchObject([{ id: 'CKV_AWS_16', family: 'security', severity: 'high' }]);
  });
});
