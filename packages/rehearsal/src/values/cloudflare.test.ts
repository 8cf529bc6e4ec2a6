import { describe, expect, test } from 'vitest';
import type { ObjectValue } from '../protocol/value.ts';
import { createObject, deleteObject } from '../provider/cloud.ts';
import { attribute, block } from '../provider/fixtures/schemas.ts';
import { StandInProvider } from '../provider/handlers.ts';
import { Injection } from '../provider/injection.ts';
import { resourceKind } from '../provider/resource-kind.ts';
import { ObjectStore } from '../provider/store.ts';
import { factsOfCloudflare } from './cloudflare.ts';

const HERE = { account: '111111111111', region: 'ap-southeast-3', partition: 'aws' };

/** Creates objects one after another; the refusal of the last, if there is one. */
function refusalOfLast(type: string, ...objects: readonly ObjectValue[]): string | undefined {
  const store = new ObjectStore();
  let refusal: string | undefined;
  for (const object of objects) {
    const schema = block(Object.keys(object).map((name) => attribute(name, 'optional')));
    const outcome = createObject(resourceKind(type, schema, factsOfCloudflare(type)), store, HERE, object);
    refusal = 'problem' in outcome ? outcome.problem.summary : undefined;
  }
  return refusal;
}

describe('Cloudflare', () => {
  const ruleset = { id: 'r', zone_id: 'z', phase: 'http_ratelimit', kind: 'zone' };

  test('has one ruleset for each phase of a zone (P82)', () => {
    expect(refusalOfLast('cloudflare_ruleset', ruleset, { ...ruleset, id: 's' })).toBe(
      '20217: exceeded maximum number of zone rulesets for phase http_ratelimit, which is 1',
    );
    expect(refusalOfLast('cloudflare_ruleset', ruleset, { ...ruleset, id: 's', zone_id: 'other' })).toBeUndefined();
    expect(refusalOfLast('cloudflare_ruleset', ruleset, { ...ruleset, id: 's', phase: 'http_log' })).toBeUndefined();
  });

  const record = { id: 'r', zone_id: 'z', name: 'a.smile.example', type: 'CNAME', content: 'b.smile.example' };

  test('refuses the same record twice, and an address beside a CNAME', () => {
    const nameServer = { ...record, type: 'NS', content: 'ns-1.awsdns-1.com' };
    expect(refusalOfLast('cloudflare_dns_record', nameServer, { ...nameServer, id: 's' })).toBe(
      '81058: An identical record already exists: NS a.smile.example',
    );
    expect(
      refusalOfLast('cloudflare_dns_record', record, { ...record, id: 's', type: 'A', content: '192.0.2.1' }),
    ).toBe('81053: An A, AAAA, or CNAME record with that host already exists: a.smile.example');
  });

  test('takes several records of a name that do not contradict each other', () => {
    const nameServer = { ...record, type: 'NS', content: 'ns-1.awsdns-1.com' };
    const second = { ...nameServer, id: 's', content: 'ns-2.awsdns-2.net' };
    expect(refusalOfLast('cloudflare_dns_record', nameServer, second)).toBeUndefined();
    const caa = { ...record, id: 's', type: 'CAA', content: '0 issue "amazon.com"' };
    expect(refusalOfLast('cloudflare_dns_record', record, caa)).toBeUndefined();
  });
});

// Provider 5.14.0: `func (r *AuthenticatedOriginPullsResource) Delete` is empty, and there is no ImportState. Source:
// github.com/cloudflare/terraform-provider-cloudflare/blob/v5.14.0/internal/services/authenticated_origin_pulls/resource.go
describe('an authenticated origin pull', () => {
  const type = 'cloudflare_authenticated_origin_pulls';
  const schema = block(['id', 'hostname', 'zone_id'].map((name) => attribute(name, 'optional')));
  const kind = resourceKind(type, schema, factsOfCloudflare(type));

  test('stays at Cloudflare when Terraform destroys it', () => {
    const store = new ObjectStore();
    const outcome = createObject(kind, store, HERE, { id: 'a', hostname: 'app.smile.example', zone_id: 'z' });
    if ('problem' in outcome) throw new Error(outcome.problem.summary);
    expect(deleteObject(kind, store, outcome.object)).toBeUndefined();
    expect(store.list(type).map(({ value }) => value.hostname)).toEqual(['app.smile.example']);
  });

  test('is not imported', () => {
    const provider = new StandInProvider({
      schema: {
        name: 'cloudflare',
        source: 'cloudflare/cloudflare',
        version: '5.14.0',
        provider: block([]),
        resources: new Map([[type, schema]]),
        dataSources: new Map(),
      },
      kinds: new Map([[type, kind]]),
      store: new ObjectStore(),
      injection: new Injection(new ObjectStore(), new Map()),
    });
    const { imported_resources, diagnostics } = provider.ImportResourceState({ type_name: type, id: 'z/app' }, 'peer');
    expect(imported_resources).toEqual([]);
    expect(diagnostics?.map(({ summary }) => summary)).toEqual([
      'Resource Import Not Implemented: This resource does not support import. Please contact the provider developer for additional information.',
    ]);
  });
});

test('what holds for every type holds beside the facts of one', () => {
  expect(factsOfCloudflare('cloudflare_zone_setting')).toMatchObject({
    replace: ['zone_id', 'account_id', 'setting_id'],
    values: { id: '{setting_id}', modified_on: '2026-01-01T00:00:00Z' },
    recomputed: { modified_on: ['*'] },
  });
  expect(factsOfCloudflare('cloudflare_list')).toMatchObject({ values: { id: '{hex32}' } });
});
