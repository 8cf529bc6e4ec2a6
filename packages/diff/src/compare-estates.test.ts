import { Redactor } from '@smile/delivery';
import type { JsonObject } from '@smile/inventory';
import { describe, expect, it } from 'vitest';
import { compareEstates } from './compare-estates.ts';
import type { CostOf } from './cost-of.ts';
import { DiffReport } from './diff-report.ts';
import { estate, resources } from './fixtures/estates.ts';
import { toMarkdown } from './output/to-markdown.ts';
import { toText } from './output/to-text.ts';

const rule = (port: number, source: string) => ({
  security_group_id: '${aws_security_group.Db.id}',
  referenced_security_group_id: `\${aws_security_group.${source}.id}`,
  from_port: port,
  to_port: port,
  ip_protocol: 'tcp',
  description: 'Apps read orders',
});

const network = (values: JsonObject) => ({
  aws_security_group: { Db: { name: 'db', vpc_id: 'vpc-1' }, App: { name: 'app', vpc_id: 'vpc-1' } },
  aws_vpc_security_group_egress_rule: {
    Out: { ...rule(3306, 'Db'), security_group_id: '${aws_security_group.App.id}' },
  },
  aws_db_instance: { D: { identifier: 'main', instance_class: 'db.m5.large', ...values } },
});

const before = estate({ data: resources(network({})) });
const after = estate({
  data: resources({
    ...network({ identifier: 'main', instance_class: 'db.m5.xlarge', multi_az: true, kms_key_id: 'key-2' }),
    aws_vpc_security_group_ingress_rule: { In: rule(3306, 'App') },
  }),
});

const compared = (costOf?: CostOf) =>
  compareEstates({
    before: { name: 'main at 0a1b2c3d', inventory: before },
    after: { name: 'the working tree', inventory: after },
    environments: [],
    at: new Date('2026-11-27'),
    redactor: new Redactor(Buffer.from('a key of this test')),
    ...(costOf === undefined ? {} : { costOf }),
  });

describe('a comparison of two estates', () => {
  it('is what its schema says, and tells that data may be lost', () => {
    const report = compared();
    expect(DiffReport.parse(JSON.parse(JSON.stringify(report)))).toEqual(report);
    // A change of its key makes a new database: "kms_key_id … Forces new resource",
    // https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/db_instance
    expect(report).toMatchObject({
      losesData: true,
      counts: { destroy: 0, replace: 1, 'not known': 0, forget: 0, update: 0, move: 0, create: 1, none: 0 },
      connections: {
        added: ['data aws_security_group.App → data aws_security_group.Db: tcp 3306 (Apps read orders)'],
        gone: [],
      },
    });
  });

  it('holds findings that only one side has', () => {
    const { guardrails } = compared();
    const aboutStandby = (lines: readonly string[]) => lines.filter((line) => line.includes('CKV_AWS_157'));
    // Multi-AZ is on now: https://docs.prismacloud.io/en/enterprise-edition/policy-reference/aws-policies/aws-general-policies/general-73
    expect(aboutStandby(guardrails.gone)).toHaveLength(1);
    expect(aboutStandby(guardrails.added)).toEqual([]);
  });

  it('has costs where somebody computes them', () => {
    const costOf: CostOf = (inventory) => ({
      monthlyUsd: inventory === before ? 100 : 175.5,
      notes: ['without transfer'],
    });
    expect(compared(costOf).cost).toEqual({
      monthlyUsd: { before: 100, after: 175.5 },
      notes: ['without transfer'],
    });
    expect(toText(compared(costOf))).toContain('Cost\n  USD 100.00 → 175.50 a month (+75.50)\n  without transfer\n');
  });
});

/** Without what the rules and pictures have to say, which is theirs to test. */
const short = () => ({ ...compared(), guardrails: { added: [], gone: [], changed: [] }, pictures: [] });

describe('a report', () => {
  it('reads from what may hurt most to what is only good to know, within the width of a terminal', () => {
    expect(toText(short(), { width: 80 })).toBe(`from main at 0a1b2c3d to the working tree, 1 replaced, 1 created

!! Destroyed or replaced, and may hold data: 1
  replace aws_db_instance.D (data, the old one first)
    instance_class: "db.m5.large" → "db.m5.xlarge"
    multi_az: nothing → true
    kms_key_id: nothing → "key-2" (makes a new object)

Created: 1
  create aws_vpc_security_group_ingress_rule.In (data)

Cost
  not computed

Connections
  + data aws_security_group.App → data aws_security_group.Db: tcp 3306 (Apps
    read orders)
`);
  });

  it('is Markdown that shows values as they are, and data that may be lost in a box', () => {
    const text = toMarkdown({ ...short(), notes: ['<b>@everybody</b> `a`'] });
    expect(text).toContain('> [!CAUTION]\n> **Destroyed or replaced, and may hold data**\n>\n');
    expect(text).toContain('> - replace aws\\_db\\_instance.D (data, the old one first)\n');
    expect(text).toContain('### Notes\n\n- \\<b\\>\\@everybody\\</b\\> \\`a\\`\n');
  });

  it('says that nothing changes', () => {
    const same = compareEstates({
      before: { name: 'main at 0a1b2c3d', inventory: before },
      after: { name: 'the working tree', inventory: before },
      environments: [],
      at: new Date('2026-11-27'),
    });
    expect(toText(same)).toBe('from main at 0a1b2c3d to the working tree, nothing changes\n\nCost\n  not computed\n');
    expect(same.losesData).toBe(false);
  });
});
