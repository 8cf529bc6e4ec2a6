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

  test('fails when something is missing', async () => {
    const { exitCode, stdout } = await runSmile(['doctor'], { env: { ...env, PATH: folder() } });
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(
      /^fail {2}Terraform +a rehearsal needs Terraform, found none on PATH\n +install Terraform 1\.11\.0 or newer/m,
    );
  });
});
