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

  test('tells what refers to a resource, across stacks', async () => {
    const { stdout } = await smile('inventory', 'dev', '--refs', 'aws_vpc.Vpc', '--json');
    const { source, rows } = JSON.parse(stdout);
    expect(source).toBe('synth');
    expect(rows).toContainEqual(
      expect.objectContaining({
        direction: 'is referred to by',
        stack: 'indonesia-dev-databases',
        address: expect.stringMatching(/^aws_security_group\.MysqlMain_SecurityGroup_/),
        argument: 'vpc_id',
        attribute: 'id',
      }),
    );
  });

  test('tells what may reach a resource, and why', async () => {
    const { stdout } = await smile('inventory', 'dev', '--reaches', 'aws_db_instance.MysqlMain');
    const lines = stdout.trimEnd().split('\n');
    expect(lines[0]).toMatch(/^from +behind it +through +ports +reason$/);
    expect(lines.slice(1).join('\n')).toMatch(
      /aws_security_group\.Bastion_\S+ +aws_instance\.Bastion_\S+ +aws_security_group\.MysqlMain_\S+ +tcp 3306 +Operators query the main MySQL through the bastion/,
    );
  });

  test('does not say that nobody reaches what no security group judges', async () => {
    const args = ['inventory', 'dev', '--reaches', 'aws_s3_bucket.Buckets_ApplicationData_????????'];
    const { exitCode, stdout } = await smile(...args);
    expect(exitCode).toBe(3);
    expect(stdout).toMatch(
      /^not judged: aws_s3_bucket\.Buckets_ApplicationData_\S+ is not judged by security groups, since it is in none; policies of the bucket and of identities decide/,
    );
    expect(JSON.parse((await smile(...args, '--json')).stdout)).toMatchObject({
      rows: [],
      notJudged: expect.stringContaining('is not judged by security groups'),
    });
  });

  test('tells what security groups let through, and who reads secrets', async () => {
    const { stdout } = await smile('inventory', 'dev', '--connections');
    expect(stdout).toMatch(/10\.2\.0\.0\/16 +aws_security_group\.InterfaceEndpoints_\S+ +tcp 443 +open/);
    const { stdout: secrets } = await smile('inventory', 'dev', '--consumers', '--json');
    expect(JSON.parse(secrets).rows).toContainEqual({
      stack: 'indonesia-dev-databases',
      secret: expect.stringMatching(/^aws_secretsmanager_secret\.Secrets_redis_/),
      'read by': 'wms/wms-bff',
      how: 'tag',
      'says so': 'secret-consumers',
    });
  });

  test('names what an address could mean', async () => {
    expect((await smile('inventory', '--refs', 'aws_vpc.Vpc')).stderr).toBe(
      'error: 4 resources match --refs "aws_vpc.Vpc": indonesia-dev-network aws_vpc.Vpc, indonesia-production-network aws_vpc.Vpc, indonesia-shared-network aws_vpc.Vpc, indonesia-staging-network aws_vpc.Vpc; name an environment or --stack, or more of the address\n',
    );
    expect((await smile('inventory', 'dev', '--reaches', 'aws_db_instance.None')).stderr).toBe(
      `error: no resource matches --reaches "aws_db_instance.None"; smile inventory lists addresses, and '*' stands for any text\n`,
    );
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
