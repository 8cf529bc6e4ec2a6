import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Draft } from '../delivery/fixtures/three-stacks.ts';
import { ROOT } from '../fixtures/run-smile.ts';
import { SmallSite } from '../pipelines/fixtures/small-site.ts';
import { filledIn, readRunbook } from './read-runbook.ts';

let site: SmallSite;
beforeAll(async () => {
  site = await SmallSite.start();
  site.code(({ databases }) => {
    const { Mysql } = (databases.resource as Draft).aws_db_instance as Record<string, Draft>;
    if (Mysql !== undefined) Mysql.instance_class = 'db.m5.2xlarge';
  });
});
afterAll(() => site?.close());

/** Stacks that the pages name, and those of the three that stand for them. */
const STACKS: Readonly<Record<string, string>> = {
  "'*-account'": "'*-network'",
  "'*-storage'": "'*-databases'",
  "'*-jenkins'": "'*-network'",
  'indonesia-dev-access': 'indonesia-dev-workloads',
};

/** Commands of a page, from its top to its end, in a folder of the test instead of the one for everybody's temporary files. */
function commandsOf(page: string, blocks?: readonly number[]): string {
  const { blocks: all } = readRunbook(page, readFileSync(join(ROOT, 'docs/runbooks', page), 'utf8'));
  const chosen = blocks === undefined ? all : blocks.map((index) => all[index] ?? '');
  const text = filledIn(chosen.join('\n')).replaceAll('/tmp/', './tmp/');
  return Object.entries(STACKS).reduce((changed, [theirs, ours]) => changed.replaceAll(theirs, ours), text);
}

/** Follows a page, and sees that each command ended well. */
async function follow(page: string, blocks?: readonly number[], input = ''): Promise<string> {
  const { status, stderr, calls } = await site.follow(commandsOf(page, blocks), input);
  expect({ page, status, stderr: status === 0 ? '' : stderr }).toEqual({ page, status: 0, stderr: '' });
  return calls;
}

describe('pages about deliveries, followed in the order in which somebody might need them', () => {
  test('the first deployment makes the stacks that it names, with plans that were reviewed', async () => {
    await follow('first-deployment.md');
    expect(site.addresses('network')).toEqual(['aws_vpc.Vpc']);
    expect(site.addresses('databases')).toEqual(['aws_db_instance.Mysql', 'aws_security_group.Database']);
    expect(site.addresses('workloads')).toEqual([]);
  });

  test('a stale bundle is planned again; an apply of it that fails goes on as its page says', async () => {
    await follow('stale-bundle.md');
    site.clouds.inject.fail({
      type: 'aws_ssm_parameter',
      operation: 'create',
      match: { name: '/smile-dev/planted' },
      code: 'ValidationException',
      message: 'refused once',
    });
    const review = '$(./smile review plans --json | jq -r .digest)';
    const failed = await site.follow(`mv tmp/again plans\n./smile apply --bundle plans --digest "${review}"`);
    expect(failed.status).toBe(1);
    expect(failed.stderr).toMatch(/ValidationException: refused once[\s\S]* --resume\n$/);
    await follow('failed-apply.md', [0]);
    expect(site.addresses('workloads')).toEqual(['aws_ssm_parameter.Address', 'aws_ssm_parameter.Planted']);
  });

  test('going back brings the earlier code, and takes away a stack that should not be there', async () => {
    const before = site.clouds.store.list('aws_db_instance')[0]?.value.instance_class;
    site.code();
    expect(await follow('rollback.md')).toContain('git revert --no-edit HEAD\n');
    const after = site.clouds.store.list('aws_db_instance')[0]?.value.instance_class;
    expect([before, after]).toEqual(['db.m5.2xlarge', 'db.m5.xlarge']);
    expect(site.addresses('workloads')).toEqual([]);
  });

  test('sessions are ended, tokens and values replaced, and no value is an argument', async () => {
    const calls = await follow('rotate-the-deployer.md', undefined, 'a-new-token\n');
    const [, text = ''] = /put-role-policy --role-name smile-dev-apply .*--policy-document (.*)$/m.exec(calls) ?? [];
    const { Statement } = JSON.parse(text);
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_revoke-sessions.html
    expect(Statement).toEqual([
      {
        Effect: 'Deny',
        Action: '*',
        Resource: '*',
        Condition: { DateLessThan: { 'aws:TokenIssueTime': expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:]{8}Z$/) } },
      },
    ]);
    expect(calls).toContain('kubectl get secret --namespace jenkins ');
    expect(calls).not.toContain('a-new-token');
    expect(await follow('break-glass.md')).toBe('aws sts get-caller-identity --query Arn --output text\n');
  });
});
