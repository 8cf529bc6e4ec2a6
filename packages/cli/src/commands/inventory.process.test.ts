import { describe, expect, test } from 'vitest';
import { runSmile, temporaryFolders } from '../fixtures/run-smile.ts';

const folder = temporaryFolders();
const env = { TMPDIR: folder() };
const smile = (...args: string[]) => runSmile(args, { env });

describe('smile inventory', () => {
  test('lists what matches, with counts', async () => {
    const { exitCode, stdout } = await smile('inventory', 'dev', '--type', 'aws_vpc');
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(
      /^stack +type +address +construct\nindonesia-dev-network +aws_vpc +aws_vpc\.\S+ +indonesia-dev-network\/\S+\n/,
    );
    expect(stdout).toMatch(/1 resources from synth\n$/);
  });

  test('names a file that it cannot read', async () => {
    expect(await smile('inventory', 'dev', '--from', 'plan', '--file', '/no/such/plan.json')).toEqual({
      exitCode: 1,
      stdout: '',
      stderr: 'error: cannot read the plan /no/such/plan.json (ENOENT); pass a file that terraform show -json wrote\n',
    });
  });

  test('needs a file for a plan, and takes none for the code', async () => {
    expect((await smile('inventory', '--from', 'plan')).stderr).toBe(
      'error: --from plan needs --file; write a file with terraform show -json, and name it\n',
    );
    expect((await smile('inventory', '--file', 'plan.json')).stderr).toBe(
      'error: --file goes with --from plan or --from state; name one of these\n',
    );
  });
});
