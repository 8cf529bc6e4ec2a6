import { expect, test } from 'vitest';
import { runSmile, temporaryFolders } from '../fixtures/run-smile.ts';

const folder = temporaryFolders();

test('smile support lists what has ended, what comes, and what has no day, as JSON with sources', async () => {
  const args = ['support', 'production', '--at', '2026-11-27', '--until', '2027-12-31', '--json'];
  const { exitCode, stdout, stderr } = await runSmile(args, { env: { TMPDIR: folder() } });
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  const { dates, undated } = JSON.parse(stdout);
  const days = Object.fromEntries(dates.map(({ what, on }: { what: string; on: string }) => [what, on]));
  // https://endoflife.date/amazon-rds-mysql, /amazon-elasticache-redis, /amazon-eks; https://istio.io/latest/docs/releases/supported-releases
  expect(days).toMatchObject({
    'MySQL on RDS 8.0': '2026-07-31',
    'chart istiod 1.30.4': '2026-11-30',
    'Redis on ElastiCache 6.2': '2027-01-31',
    'EKS 1.35': '2027-03-27',
  });
  const all = [...dates, ...undated];
  expect(all.filter(({ source }) => source === '')).toEqual([]);
  // Everything that the command says that it lists is there.
  for (const begin of [
    'add-on ',
    'chart ',
    'images ',
    'Node.js ',
    'Terraform ',
    'bindings of ',
    'certificates ',
    'waiver ',
    'prices ',
    'ranges ',
  ])
    expect(
      all.some(({ what }) => what.startsWith(begin)),
      begin,
    ).toBe(true);
});
