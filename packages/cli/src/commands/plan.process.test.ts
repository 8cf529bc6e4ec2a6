import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { estateFolder } from '../fixtures/estate-json.ts';
import { type Ended, leftIn, runSmile, temporaryFolders } from '../fixtures/run-smile.ts';

const temporaryFolder = temporaryFolders();

describe('smile plan, review and apply of a real stack', () => {
  const states = temporaryFolder();
  const bundle = temporaryFolder();
  const tmp = temporaryFolder();
  const offline = ['--offline', '--states', states];
  const planning = ['plan', 'dev', '--stack', '*-bootstrap', ...offline, '--json'];
  let planned: Ended;
  let digest: string;
  beforeAll(async () => {
    planned = await runSmile([...planning, '--out', bundle], { env: { TMPDIR: tmp } });
    digest = planned.exitCode === 0 ? JSON.parse(planned.stdout).digest : planned.stderr;
  });

  test('plan it, with one digest', () => {
    expect(planned.stderr).toContain(`the bundle is in ${bundle}\n`);
    expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(leftIn(tmp)).toEqual([]);
  });

  test('show it without a repository, and refuse another digest', async () => {
    const cwd = temporaryFolder();
    const shown = await runSmile(['review', bundle, '--digest', digest, '--json'], { cwd });
    const { bundle: _, ...same } = JSON.parse(planned.stdout);
    expect(JSON.parse(shown.stdout)).toEqual(same);
    const other = `sha256:${'0'.repeat(64)}`;
    const refused = await runSmile(['review', bundle, '--digest', other], { cwd });
    expect({ exitCode: refused.exitCode, stderr: refused.stderr }).toEqual({
      exitCode: 1,
      stderr: `error: the bundle has the digest ${digest}, expected was ${other}; somebody planned again, or changed it: ask for the bundle of that digest\n`,
    });
  });

  test('apply it, and then nothing is left to do', async () => {
    const applied = await runSmile(['apply', '--bundle', bundle, '--digest', digest, ...offline, '--json']);
    expect(JSON.parse(applied.stdout)).toEqual({
      digest,
      stacks: [{ stack: 'indonesia-dev-bootstrap', outcome: 'applied' }],
    });
    const again = await runSmile([...planning, '--out', temporaryFolder()]);
    expect(JSON.parse(again.stdout)).toMatchObject({ changes: [], stacks: [{ plan: 'exact', outputs: [] }] });
  });
});

test('a guardrail that fails stops the plan, and leaves no bundle', async () => {
  const estate = temporaryFolder();
  cpSync(await estateFolder(), estate, { recursive: true });
  const path = join(estate, 'stacks', 'indonesia-dev-databases', 'cdk.tf.json');
  const stack = JSON.parse(readFileSync(path, 'utf8'));
  stack.resource.aws_db_instance.MysqlMain.publicly_accessible = true;
  writeFileSync(path, JSON.stringify(stack));
  const out = temporaryFolder();
  const args = ['plan', 'dev', '--offline', '--states', temporaryFolder(), '--out', out];
  const { exitCode, stdout, stderr } = await runSmile(args, { env: { SMILE_TEST_ESTATE: estate } });
  expect({ exitCode, stdout, left: leftIn(out) }).toEqual({ exitCode: 1, stdout: '', left: [] });
  expect(stderr).toMatch(
    /^error: indonesia\/dev must not be planned as it is: \d+ problems; smile guardrails and smile requirements say more\n/,
  );
  expect(stderr).toMatch(/^ {2}- failed CKV_AWS_17 indonesia-dev-databases aws_db_instance\.MysqlMain: /m);
});
