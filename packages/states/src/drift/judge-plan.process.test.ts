import { Redactor } from '@smile/delivery';
import { asList, asObject, type JsonObject } from '@smile/inventory';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { changed, SmallEstate, STACK, smallStack, without } from '../fixtures/small-estate.ts';
import { checkDrift } from './check-drift.ts';

const AT = new Date('2026-11-27T01:00:00Z');

let estate: SmallEstate;
beforeEach(async () => {
  estate = await SmallEstate.applied();
});
afterEach(() => estate.remove());

/** Both verdicts in short: `severity address path` and `action address attributes`. */
function verdict(plan: JsonObject) {
  const { report } = checkDrift([{ stack: STACK, plan }], { code: estate.code, redactor: new Redactor(), at: AT });
  const [only] = report.stacks;
  return {
    drift: only?.drift.flatMap(({ address, change, attributes }) =>
      attributes.map(({ severity, path }) => `${severity} ${address} ${path === '' ? change : path}`),
    ),
    pending: only?.pending.map(({ address, action, attributes }) => [action, address, ...attributes].join(' ')),
    ignored: only?.ignored.map(({ address, path: at, rule }) => `${address} ${at} ${rule.reason}`),
    computed: only?.computed,
    ...(only?.notJudged === undefined ? {} : { notJudged: only.notJudged }),
  };
}

const CLEAN = { drift: [], pending: [], ignored: [], computed: 0 };
const { drift, delete: remove } = {
  drift: (...[target]: Parameters<SmallEstate['standIns']['inject']['drift']>) => estate.standIns.inject.drift(target),
  delete: (type: string) => estate.standIns.inject.delete({ type }),
};

describe('plans of real Terraform', () => {
  test('are clean after an apply', async () => {
    expect(verdict(await estate.plan())).toEqual(CLEAN);
  });

  test('tell what the code sets from what it does not, and never call the repair pending', async () => {
    drift({ type: 'aws_vpc', set: { enable_dns_hostnames: false, main_route_table_id: 'rtb-0fedcba9876543210' } });
    expect(verdict(await estate.plan())).toEqual({
      ...CLEAN,
      drift: ['medium aws_vpc.Vpc enable_dns_hostnames'],
    });
  });

  test('do not call pending what Terraform has to read again after a repair', async () => {
    drift({ type: 'aws_vpc', set: { enable_dns_hostnames: false } });
    const plan = await estate.plan();
    const unknown = asList(plan.resource_changes)
      .map(asObject)
      .find(({ address }) => address === 'aws_iam_role_policy.Inline');
    // The document names the VPC, so Terraform puts its reading off: this is what a careless judge would take for code.
    expect(asObject(unknown?.change)).toMatchObject({ actions: ['update'], after_unknown: { policy: true } });
    expect(verdict(plan).pending).toEqual([]);
  });

  test('count what only a service computes, and do not report it', async () => {
    drift({ type: 'aws_vpc', set: { main_route_table_id: 'rtb-0fedcba9876543210' } });
    expect(verdict(await estate.plan())).toEqual({ ...CLEAN, computed: 1 });
  });

  test('weigh tags by what decides by them, those of the provider included', async () => {
    drift({
      type: 'aws_vpc',
      set: { tags: { Name: 'mine' }, tags_all: { Name: 'mine', project: 'smile', backup: 'none' } },
    });
    expect(verdict(await estate.plan())).toEqual({
      ...CLEAN,
      drift: ['low aws_vpc.Vpc tags.Name', 'high aws_vpc.Vpc tags.backup'],
    });
  });

  test('call what is gone by what it was, and its repair not pending', async () => {
    remove('aws_vpc_security_group_ingress_rule');
    expect(verdict(await estate.plan())).toEqual({
      ...CLEAN,
      drift: ['high aws_vpc_security_group_ingress_rule.Https gone'],
    });
  });

  test('call new code pending, with what Terraform reads again because of it', async () => {
    estate.write(smallStack(changed('aws_vpc', 'Vpc', { enable_dns_hostnames: false, tags: { Name: 'renamed' } })));
    expect(verdict(await estate.plan())).toEqual({
      ...CLEAN,
      pending: ['update aws_iam_role_policy.Inline', 'update aws_vpc.Vpc enable_dns_hostnames tags.Name'],
    });
  });

  test('call code that went pending, too', async () => {
    estate.write(smallStack(without('aws_autoscaling_group')));
    expect(verdict(await estate.plan())).toEqual({ ...CLEAN, pending: ['delete aws_autoscaling_group.Nodes'] });
  });

  test('tell both apart on one resource', async () => {
    drift({
      type: 'aws_security_group',
      set: { tags: { Name: 'by hand' }, tags_all: { Name: 'by hand', project: 'smile', backup: 'daily' } },
    });
    estate.write(smallStack(changed('aws_security_group', 'Web', { revoke_rules_on_delete: true })));
    expect(verdict(await estate.plan())).toEqual({
      ...CLEAN,
      drift: ['low aws_security_group.Web tags.Name'],
      pending: ['update aws_security_group.Web revoke_rules_on_delete'],
    });
  });

  test('leave to others what the code leaves to them', async () => {
    drift({ type: 'aws_autoscaling_group', set: { desired_capacity: 5 } });
    expect(verdict(await estate.plan())).toEqual({ ...CLEAN, computed: 1 });
  });

  test('notice what the provider has a default for, and the code leaves out', async () => {
    drift({ type: 'aws_iam_role', set: { max_session_duration: 43_200 } });
    expect(verdict(await estate.plan()).drift).toEqual(['high aws_iam_role.Role max_session_duration']);
  });

  test('show permissions that somebody gave beside the code, and not those that the code gives', async () => {
    const group = estate.valuesOf('aws_security_group');
    const rule = (port: number, block: string) => ({
      cidr_blocks: [block],
      description: '',
      from_port: port,
      ipv6_cidr_blocks: [],
      prefix_list_ids: [],
      protocol: 'tcp',
      security_groups: [],
      self: false,
      to_port: port,
    });
    drift({
      type: 'aws_security_group',
      match: { id: String(group.id) },
      set: { ingress: [rule(443, '10.1.0.0/16'), rule(22, '0.0.0.0/0')] },
    });
    drift({
      type: 'aws_iam_role',
      set: {
        managed_policy_arns: ['arn:aws:iam::aws:policy/ReadOnlyAccess', 'arn:aws:iam::aws:policy/AdministratorAccess'],
      },
    });
    const plan = await estate.plan();
    expect(verdict(plan).drift).toEqual([
      'high aws_iam_role.Role managed_policy_arns',
      'high aws_security_group.Web ingress',
    ]);
    const { report } = checkDrift([{ stack: STACK, plan }], { code: estate.code, redactor: new Redactor(), at: AT });
    expect(report.stacks[0]?.drift.map(({ change, attributes }) => [change, attributes[0]?.after])).toEqual([
      ['granted', ['arn:aws:iam::aws:policy/AdministratorAccess']],
      ['granted', [{ ip_protocol: 'tcp', from_port: 22, to_port: 22, cidr_ipv4: '0.0.0.0/0' }]],
    ]);
  });
});

describe('a plan that is not whole is never clean', () => {
  test('of a part of the resources', async () => {
    expect(verdict(await estate.plan('-target=aws_vpc.Vpc')).notJudged).toEqual([
      'the plan leaves resources out, as with -target; plan without it',
    ]);
  });

  test('that ended with errors', async () => {
    estate.standIns.inject.fail({
      type: 'aws_vpc',
      operation: 'read',
      code: 'ThrottlingException',
      message: 'slow down',
    });
    expect(verdict(await estate.plan()).notJudged).toEqual([
      'planning ended with errors; see what Terraform says, and plan again',
    ]);
  });
});

describe('rules of ignoreDrift', () => {
  const rule = {
    attribute: 'tags.*',
    reason: 'a scanner tags it',
    owner: 'platform',
    expires: '2026-11-27',
    at: `${STACK}/Vpc`,
  };
  const stray = {
    tags: { Name: 'main', scanned: 'yes' },
    tags_all: { Name: 'main', scanned: 'yes', project: 'smile', backup: 'daily' },
  };

  const judged = async (rules: readonly object[]) => {
    estate.write(smallStack(undefined, rules));
    drift({ type: 'aws_vpc', set: stray });
    const plan = await estate.plan();
    const { report } = checkDrift([{ stack: STACK, plan }], { code: estate.code, redactor: new Redactor(), at: AT });
    const idle = report.idleRules.map(({ problem, rule: { attribute, at } }) => `${problem} ${attribute} ${at}`);
    return { ...verdict(plan), idle };
  };

  test('hold on their construct until their last day', async () => {
    expect(await judged([rule])).toEqual({
      ...CLEAN,
      ignored: ['aws_vpc.Vpc tags.scanned a scanner tags it'],
      idle: [],
    });
  });

  test('hold no longer afterwards, and are reported', async () => {
    expect(await judged([{ ...rule, expires: '2026-11-26' }])).toEqual({
      ...CLEAN,
      drift: ['low aws_vpc.Vpc tags.scanned'],
      idle: [`expired tags.* ${STACK}/Vpc`],
    });
  });

  test('hold for nothing else, and are reported when nothing needs them', async () => {
    const other = { ...rule, at: `${STACK}/Role` };
    expect(await judged([other, { ...rule, attribute: 'cidr_block' }])).toEqual({
      ...CLEAN,
      drift: ['low aws_vpc.Vpc tags.scanned'],
      idle: [`unused tags.* ${STACK}/Role`, `unused cidr_block ${STACK}/Vpc`],
    });
  });
});
