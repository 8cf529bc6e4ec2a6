import { describe, expect, test } from 'vitest';
import { runSmile, temporaryFolders } from '../fixtures/run-smile.ts';

const folder = temporaryFolders();
const env = { TMPDIR: folder() };
const smile = (...args: string[]) => runSmile(args, { env });

describe('smile doctor', () => {
  test('checks machine, installation and values, and says what to replace', async () => {
    const { stdout } = await smile('doctor', '--json');
    const { checks } = JSON.parse(stdout);
    expect(checks).toContainEqual({ name: 'constructs', status: 'ok', found: 'one copy, 10.4.2' });
    expect(checks).toContainEqual(
      expect.objectContaining({
        name: 'values of indonesia/production',
        status: 'warn',
        remedy: expect.stringContaining('account.id = 111111111111: the id of the AWS account'),
      }),
    );
  });

  test('fails before a deployment on what a rehearsal may have', async () => {
    const { exitCode, stdout } = await smile('doctor', '--deploy', '--json');
    expect(exitCode).toBe(1);
    const { checks } = JSON.parse(stdout);
    expect(checks).toContainEqual(
      expect.objectContaining({
        name: 'values of indonesia/production',
        status: 'fail',
        remedy: expect.stringMatching(
          /platform\.dataFlow\.connect\.image = .*@sha256:0{64}: the digest of the image that was built/,
        ),
      }),
    );
    expect(checks).toContainEqual({
      name: 'plug-ins of Kafka Connect',
      status: 'fail',
      found: '2 without a reviewed checksum: debezium-mysql 3.6.1.Final, clickhouse-sink 1.5.0',
      remedy:
        'run images/gather.sh kafka-connect --accept where the internet is, compare, and commit images/kafka-connect/plugins.lock.json',
    });
  });

  test('fails when something is missing', async () => {
    const { exitCode, stdout } = await runSmile(['doctor'], { env: { ...env, PATH: folder() } });
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(
      /^fail {2}Terraform +a rehearsal needs Terraform, found none on PATH\n +install Terraform 1\.11\.0 or newer/m,
    );
  });

  test('compares what an environment needs with what its account has', async () => {
    const { stdout } = await smile('doctor', '--quotas', 'shared', '--json');
    const { quotas } = JSON.parse(stdout);
    expect([...new Set(quotas.map(({ environment }: { environment: string }) => environment))]).toEqual([
      'indonesia/shared',
    ]);
    // The Git server, a t3.xlarge, and the bastion: 4 + 2. https://aws.amazon.com/ec2/instance-types/t3/
    expect(quotas).toContainEqual(
      expect.objectContaining({
        id: 'ec2/L-1216C47A',
        needed: 6,
        limitFrom: 'granted',
        read: expect.stringContaining('get-service-quota'),
      }),
    );
  });

  test('refuses an environment that does not exist, and environments without --quotas', async () => {
    const unknown = await smile('doctor', '--quotas', 'producton');
    expect(unknown).toMatchObject({ exitCode: 2, stdout: '' });
    expect(unknown.stderr).toBe(
      'error: no environment "producton", expected some of indonesia/dev, indonesia/production, indonesia/shared, indonesia/staging; did you mean indonesia/production?\n',
    );
    const idle = await smile('doctor', 'dev');
    expect(idle).toMatchObject({ exitCode: 2, stdout: '' });
    expect(idle.stderr).toBe('error: environments are for --quotas, got dev; add --quotas or leave them out\n');
  });
});
