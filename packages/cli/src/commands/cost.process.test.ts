import { describe, expect, test } from 'vitest';
import { estateFolder } from '../fixtures/estate-json.ts';
import { runSmile, temporaryFolders } from '../fixtures/run-smile.ts';

const folder = temporaryFolders();
const env = { TMPDIR: folder() };
const smile = (...args: string[]) => runSmile(args, { env });

describe('smile cost', () => {
  test('says what an environment costs on a day, as JSON with every line, what has no price, and months', async () => {
    const { exitCode, stdout, stderr } = await smile(
      'cost',
      'production',
      '--at',
      '2026-11-27',
      '--months',
      '3',
      '--json',
    );
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    const { on, environments } = JSON.parse(stdout);
    expect(on).toBe('2026-11-27');
    expect(environments).toMatchObject([
      { environment: 'indonesia/production', region: 'ap-southeast-3', budgetUsd: 45000 },
    ]);
    const [{ lines, months, unpriced }] = environments;
    expect(lines.length).toBeGreaterThan(100);
    expect(unpriced.length).toBeGreaterThan(0);
    expect(months.map(({ month }: { month: string }) => month)).toEqual(['2026-11', '2026-12', '2027-01']);
  });

  test('compares with a value that is tried out, which stays out of the code', async () => {
    const { exitCode, stdout } = await smile('cost', 'dev', '--what-if', 'databases.redis.nodeType=m5.large');
    expect(exitCode).toBe(0);
    // https://aws.amazon.com/elasticache/pricing: 730 × 0.194 against 730 × 0.0475, half of cache.t4g.medium.
    expect(stdout).toMatch(
      / \+106\.9\d +34\.6\d +141\.62 +indonesia-dev-databases aws_elasticache_replication_group\.Redis /,
    );
  });

  test('says why a value cannot be tried out', async () => {
    const { exitCode, stderr } = await smile('cost', 'dev', '--what-if', 'databases.redis.nodTyp=m5.large');
    expect(exitCode).toBe(1);
    expect(stderr).toBe(
      'error: indonesia/dev: databases.redis.nodTyp: unknown setting; remove it or correct its spelling\n',
    );
  });

  test('compares with another synthesis', async () => {
    const { exitCode, stdout } = await smile('cost', 'shared', '--against', await estateFolder(), '--json');
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject([
      { environment: 'indonesia/shared', usdDifference: 0, changes: [], unpriced: [] },
    ]);
  });
});
