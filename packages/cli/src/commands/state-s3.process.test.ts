import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasMoto, startMoto, startS3Double } from '@smile/testing/s3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { estateJson } from '../fixtures/estate-json.ts';
import { runSmile } from '../fixtures/run-smile.ts';

const STACK = 'indonesia-dev-network';
const REGION = 'ap-southeast-3';

interface Server {
  readonly endpoint: string;
  close(): unknown;
}

/** Where the code keeps the state of the stack. */
async function backendOfStack(): Promise<{ readonly bucket: string; readonly key: string }> {
  const stack = (await estateJson())[STACK] as unknown as {
    readonly terraform: { readonly backend: { readonly s3: { readonly bucket: string; readonly key: string } } };
  };
  return stack.terraform.backend.s3;
}

/** The bucket's name ends with its account, and reading asks that the bucket belongs to it. */
function accountIn(bucket: string): string {
  return bucket.slice(-12);
}

/** The same with others' double, where it is there, so that ours is not the only judge of ours. */
const SERVERS: Readonly<Record<string, (bucket: string) => Promise<Server>>> = {
  'our double of S3': (bucket) =>
    startS3Double({ buckets: { [bucket]: { owner: accountIn(bucket) } }, region: REGION }),
  ...(hasMoto() ? { moto: (bucket: string) => startMoto([bucket], REGION) } : {}),
};

test('says which doubles Terraform uses', () => {
  console.log(
    hasMoto() ? 'Terraform uses our double, and moto' : 'no moto_server on PATH: Terraform uses our double alone',
  );
  expect(Object.keys(SERVERS)).toContain('our double of S3');
});

// https://developer.hashicorp.com/terraform/language/backend/s3
describe.each(Object.entries(SERVERS))('the S3 backend of Terraform on %s', (_, start) => {
  let server: Server;
  let folder: string;
  let env: Record<string, string>;
  let holder: ChildProcess | undefined;

  beforeAll(async () => {
    const { bucket, key } = await backendOfStack();
    server = await start(bucket);
    folder = mkdtempSync(join(tmpdir(), 'smile-s3-backend-'));
    env = { AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'example', AWS_ENDPOINT_URL_S3: server.endpoint };
    const s3 = {
      bucket,
      key,
      region: REGION,
      use_lockfile: true,
      use_path_style: true,
      endpoints: { s3: server.endpoint },
      skip_credentials_validation: true,
      skip_metadata_api_check: true,
      skip_region_validation: true,
      skip_requesting_account_id: true,
    };
    write('first', { backend: { s3 } });
  });

  afterAll(async () => {
    if (holder?.pid !== undefined && holder.exitCode === null && holder.signalCode === null)
      process.kill(-holder.pid, 'SIGKILL');
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  let terraformBlock: object = {};
  /** One resource, which waits for a file while it is made if it should. */
  function write(input: string, terraform: object = terraformBlock, waits = false): void {
    terraformBlock = terraform;
    const provisioner = {
      'local-exec': [{ command: `touch ${folder}/begun; while [ ! -e ${folder}/go ]; do sleep 0.1; done` }],
    };
    mkdirSync(folder, { recursive: true });
    const resource = { terraform_data: { Vpc: { input }, ...(waits ? { Slow: { provisioner } } : {}) } };
    writeFileSync(join(folder, 'cdk.tf.json'), JSON.stringify({ terraform, resource }));
  }

  function terraform(...args: string[]): Promise<{ readonly exitCode: number; readonly output: string }> {
    return new Promise((resolve) => {
      const options = { cwd: folder, env: { PATH: process.env.PATH, HOME: folder, CHECKPOINT_DISABLE: '1', ...env } };
      execFile('terraform', [...args, '-no-color'], options, (error, stdout, stderr) => {
        resolve({ exitCode: typeof error?.code === 'number' ? error.code : 0, output: stdout + stderr });
      });
    });
  }
  const apply = () => terraform('apply', '-auto-approve', '-input=false');
  const smile = async (...args: string[]) => {
    const { exitCode, stdout, stderr } = await runSmile(args, { env });
    return exitCode === 0 ? stdout : `${exitCode}: ${stderr}`;
  };
  const inspect = (what: string, ...more: string[]) => smile('state', what, 'dev', '--stack', '*-network', ...more);

  test('begins without a state', async () => {
    expect(await smile('state', 'dev', '--stack', '*-network', '--json')).toContain('"serial": "no state"');
  });

  test('keeps a state that smile reads', async () => {
    const init = await terraform('init', '-input=false');
    expect(init.exitCode, init.output).toBe(0);
    expect((await apply()).output).toContain('Apply complete! Resources: 1 added');
    const [listed] = JSON.parse(await inspect('list', '--json'));
    expect(listed).toEqual({ stack: STACK, address: 'terraform_data.Vpc', type: 'terraform_data', state: '' });
    expect(await inspect('locks')).toBe('none\n');
  });

  test('lists versions and compares the two newest', async () => {
    write('second');
    expect((await apply()).output).toContain('1 changed');
    const versions = JSON.parse(await smile('state', 'diff', STACK, '--list', '--json'));
    expect(versions).toEqual([
      expect.objectContaining({ isLatest: true, isDeletion: false }),
      expect.objectContaining({ isLatest: false, isDeletion: false }),
    ]);
    const { objects, before, after } = JSON.parse(await smile('state', 'diff', STACK, '--json'));
    expect(after.serial - before.serial).toBe(1);
    expect(objects).toEqual([
      {
        address: 'terraform_data.Vpc',
        change: 'changed',
        // Nobody vouches for what is in terraform_data, so it is hidden.
        attributes: ['input.value', 'output.value'].map((path) => ({
          path,
          before: expect.stringMatching(/^«text, 5 characters, [0-9a-f]{8}»$/),
          after: expect.stringMatching(/^«text, 6 characters, [0-9a-f]{8}»$/),
        })),
      },
    ]);
  });

  test('refuses a second apply while one holds the lock, and smile says who', async () => {
    write('third', terraformBlock, true);
    holder = spawn('terraform', ['apply', '-auto-approve', '-input=false'], {
      cwd: folder,
      env: { PATH: process.env.PATH, HOME: folder, CHECKPOINT_DISABLE: '1', ...env },
      stdio: 'ignore',
      detached: true,
    });
    let locks: { readonly id: string; readonly operation: string; readonly who: string }[] = [];
    while (locks.length === 0) locks = JSON.parse(await inspect('locks', '--json'));
    expect(locks).toEqual([
      {
        stack: STACK,
        where: expect.stringMatching(/^s3:\/\/.*indonesia\/dev\/network\.tfstate\.tflock$/),
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        who: expect.stringMatching(/.@./),
        operation: 'OperationTypeApply',
        since: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
        terraformVersion: expect.stringMatching(/^1\./),
      },
    ]);
    const second = await terraform('apply', '-auto-approve', '-input=false', '-lock-timeout=0s');
    expect(second.exitCode).toBe(1);
    expect(second.output).toContain('Error acquiring the state lock');
    expect(second.output).toContain(locks[0]?.id);
    const asText = await inspect('locks');
    expect(asText).toContain('terraform force-unlock <id>');
    expect(asText).toContain(locks[0]?.id);
  });

  test('keeps the lock of a Terraform that was killed, until it is broken by its id', async () => {
    const [lock] = JSON.parse(await inspect('locks', '--json'));
    const dead = new Promise((resolve) => holder?.once('close', resolve));
    if (holder?.pid !== undefined) process.kill(-holder.pid, 'SIGKILL');
    await dead;
    expect((await apply()).output).toContain('Error acquiring the state lock');
    const wrong = await terraform('force-unlock', '-force', '00000000-0000-0000-0000-000000000000');
    expect(wrong.exitCode).toBe(1);
    expect(JSON.parse(await inspect('locks', '--json'))).toHaveLength(1);
    const right = await terraform('force-unlock', '-force', lock.id);
    expect(right.output).toContain('successfully unlocked');
    expect(await inspect('locks')).toBe('none\n');
    write('fourth');
    expect((await apply()).exitCode).toBe(0);
  });
});
