import { isObject, type ObjectValue, type Value } from '../protocol/value.ts';
import type { FactsTable, FindSiblings, TypeFacts } from './facts.ts';
import { FIXED_TIME } from './fallback.ts';

/** What holds for every Cloudflare type. */
const EVERY_TYPE: TypeFacts = {
  replace: ['zone_id', 'account_id'],
  values: { id: '{hex32}', created_on: FIXED_TIME, modified_on: FIXED_TIME },
  recomputed: { modified_on: ['*'] },
};

/** Facts of Cloudflare types, beyond what holds for all. Source, unless said otherwise: cloudflare/terraform-provider-cloudflare, schemas. */
export const CLOUDFLARE_FACTS: FactsTable = {
  cloudflare_dns_record: {
    defaults: { proxied: false },
    values: {
      // The API puts structured data into words, as in `0 issue "amazon.com"`.
      content: ({ attribute }) => contentOf(attribute('data')),
      proxiable: ({ text }) => ADDRESS_TYPES.includes(text('type')),
      tags: [],
    },
    // https://developers.cloudflare.com/dns/manage-dns-records/troubleshooting/records-with-same-name/
    unique: [
      {
        by: ['zone_id', 'name', 'type', 'content'],
        scope: 'account',
        code: '81058',
        message: 'An identical record already exists: {type} {name}',
      },
    ],
    admit: (record, siblings) => besideAlias(record, siblings),
  },
  cloudflare_zone_setting: {
    replace: ['setting_id'],
    values: { id: '{setting_id}', editable: true, time_remaining: 0 },
  },
  cloudflare_ruleset: {
    defaults: { description: '' },
    replace: ['kind', 'phase'],
    values: { version: '1', last_updated: FIXED_TIME },
    recomputed: { version: ['*'], last_updated: ['*'] },
    // https://developers.cloudflare.com/ruleset-engine/about/phases/
    unique: [
      {
        by: ['phase', 'zone_id'],
        scope: 'account',
        code: '20217',
        message: 'exceeded maximum number of zone rulesets for phase {phase}, which is 1',
      },
    ],
  },
  cloudflare_authenticated_origin_pulls: {
    // At 5.14.0 its Delete does nothing and it has no ImportState, which came with 5.17.0:
    // github.com/cloudflare/terraform-provider-cloudflare/blob/v5.14.0/internal/services/authenticated_origin_pulls/resource.go
    isLeftBehind: true,
    importRefused:
      'Resource Import Not Implemented: This resource does not support import. Please contact the provider developer for additional information.',
    replace: ['hostname'],
    values: {
      id: '{hostname}',
      cert_status: 'active',
      status: 'active',
      enabled: true,
      // The API never gives the key back.
      private_key: '',
    },
  },
  cloudflare_zone_dnssec: {
    values: {
      id: '{zone_id}',
      algorithm: '13',
      digest_type: '2',
      digest_algorithm: 'SHA256',
      flags: 257,
      key_tag: 2371,
      key_type: 'ECDSAP256SHA256',
      ds: '{zone_id}. 3600 IN DS 2371 13 2 {HEX32}{HEX32}',
    },
  },
};

const ADDRESS_TYPES = ['A', 'AAAA', 'CNAME'];

/** Facts of a Cloudflare type. */
export function factsOfCloudflare(type: string): TypeFacts {
  const own = CLOUDFLARE_FACTS[type] ?? {};
  return {
    ...EVERY_TYPE,
    ...own,
    replace: [...(EVERY_TYPE.replace ?? []), ...(own.replace ?? [])],
    values: { ...EVERY_TYPE.values, ...own.values },
    recomputed: { ...EVERY_TYPE.recomputed, ...own.recomputed },
  };
}

/** A CNAME has its name for itself, as far as addresses go; others may stand beside it. */
function besideAlias(record: ObjectValue, siblings: FindSiblings) {
  if (!ADDRESS_TYPES.includes(String(record.type))) return undefined;
  const clash = siblings('cloudflare_dns_record').some(
    (other) =>
      other !== record &&
      other.zone_id === record.zone_id &&
      other.name === record.name &&
      ADDRESS_TYPES.includes(String(other.type)) &&
      [other.type, record.type].includes('CNAME'),
  );
  if (!clash) return undefined;
  return { summary: `81053: An A, AAAA, or CNAME record with that host already exists: ${record.name}` };
}

function contentOf(data: Value): Value {
  if (!isObject(data)) return '';
  return [data.flags, data.tag, data.value === null ? null : JSON.stringify(data.value)]
    .filter((part) => part !== null && part !== undefined)
    .join(' ');
}
