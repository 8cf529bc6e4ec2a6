import type { JsonObject } from '@smile/inventory';
import { describe, expect, test } from 'vitest';
import type { Bundle, BundledStack } from '../bundle/bundle.ts';
import type { ReadBundle } from '../bundle/read-bundle.ts';
import { countActions, plannedActions } from '../changes/planned-action.ts';
import { summarize } from './bundle-summary.ts';
import { summaryToMarkdown } from './to-markdown.ts';
import { summaryToText } from './to-text.ts';

const change = (address: string, more: JsonObject, inner: JsonObject): JsonObject => {
  const [type = '', name = ''] = address.split('.');
  return { address, mode: 'managed', type, name, ...more, change: inner };
};

/** In the form of `terraform show -json`, after redaction. */
const plan: JsonObject = {
  resource_changes: [
    change('aws_subnet.New', {}, { actions: ['create'], before: null, after: { cidr_block: '10.0.0.0/24' } }),
    change(
      'aws_lb.Web',
      {},
      {
        actions: ['update'],
        before: { idle_timeout: 60, arn: 'a' },
        after: { idle_timeout: 90 },
        after_unknown: { arn: true },
      },
    ),
    change(
      'aws_lb_target_group.Old',
      { action_reason: 'delete_because_no_resource_config' },
      { actions: ['delete'], before: {}, after: null },
    ),
    change(
      'aws_db_instance.Mysql',
      { action_reason: 'replace_because_cannot_update' },
      {
        actions: ['delete', 'create'],
        before: { db_name: 'a|b' },
        after: { db_name: '`c`' },
        replace_paths: [['db_name']],
      },
    ),
    change(
      'aws_instance.Host',
      { action_reason: 'replace_because_tainted' },
      { actions: ['create', 'delete'], before: {}, after: {} },
    ),
    change('aws_vpc.Vpc', {}, { actions: ['no-op'], before: {}, after: {} }),
  ],
  resource_drift: [change('aws_vpc.Vpc', {}, { actions: ['update'] })],
  configuration: { root_module: { resources: [{ type: 'aws_lb', name: 'Web', expressions: { idle_timeout: {} } }] } },
};

function read(): ReadBundle {
  const bundle: Bundle = {
    format: 'smile-bundle/1',
    environment: 'indonesia/production',
    kind: 'real',
    purpose: 'apply',
    commit: 'abc',
    isDirty: false,
    authors: ['ani@smile.example'],
    account: '111111111111',
    created: '2026-11-27T08:00:00.000Z',
    expires: '2026-11-27T16:00:00.000Z',
    terraformVersion: '1.11.4',
    guardrails: { all: [], added: ['waived CKV_AWS_1 network aws_vpc.Vpc: no flow logs'], gone: [] },
    manifest: [],
    stacks: {},
    files: {},
  };
  const actions = plannedActions(plan);
  const stack: BundledStack = {
    name: 'network',
    dependencies: [],
    plan: 'draft',
    state: { serial: 3 },
    inputs: '',
    providers: {},
    counts: countActions(actions),
    actions,
    sources: { 'aws_lb.Web': 'packages/edge/src/web.ts:7' },
    outputs: [],
    files: {},
  };
  const configuration = { resource: { aws_lb: { Web: { '//': { metadata: { path: 'network/Web/Default' } } } } } };
  return { folder: 'plans', digest: 'sha256:1', bundle, stacks: [{ folder: 'network', stack, plan, configuration }] };
}

describe('a summary', () => {
  test('for a terminal: what may hurt first, with what forces it', () => {
    expect(
      summaryToText(summarize(read())),
    ).toBe(`indonesia/production: 1 of 1 stacks change; 1 of them as drafts, which are planned again before their apply

┌──────────────────────────────────────────┐
│ Replaced or destroyed, and holds data    │
│ replace aws_db_instance.Mysql  (network) │
│     because db_name: "a|b" → "\`c\`"       │
└──────────────────────────────────────────┘

Replaced or destroyed
  destroy aws_lb_target_group.Old  (network)
      because the code does not make it any more
  replace aws_instance.Host  (network)
      because it is tainted: its creation failed half-way

Changed in place
  update aws_lb.Web  (network)
      construct network/Web/Default, packages/edge/src/web.ts:7
      idle_timeout: 60 → 90
      and 1 attributes that the code does not set

Created
  create aws_subnet.New  (network)

Guardrails that changed since the last apply
  + waived CKV_AWS_1 network aws_vpc.Vpc: no flow logs

stack    plan   destroy  replace  forget  update  create  outputs  drift
network  draft        1        2       0       1       1        0      1

commit                abc
authors               ani@smile.example
account               111111111111
planned               2026-11-27T08:00:00.000Z with Terraform 1.11.4
may be applied until  2026-11-27T16:00:00.000Z
digest                sha256:1
`);
  });

  test('for a merge request: no value can end its code, its table or its list', () => {
    const lines = summaryToMarkdown(summarize(read())).split('\n');
    expect(lines).toEqual(
      expect.arrayContaining([
        '> [!CAUTION]',
        '> - replace `aws_db_instance.Mysql` in network',
        '>   - because db\\_name: "a\\|b" → "\\`c\\`"',
        '  - `idle_timeout`: `60` → `90`',
        '<details><summary>Created: 1</summary>',
        '| network | draft | 1 | 2 | 0 | 1 | 1 | 0 | 1 |',
      ]),
    );
  });
});
