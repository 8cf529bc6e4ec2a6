import { blocksAt, type Resource } from '@smile/inventory';
import type { EnvironmentExamination, EstateExamination } from '../examination.ts';

/** Proxied names, each with a client certificate that proves to the origin that the call comes from our zone. */
export function hasCloudflareRecords(one: EnvironmentExamination): void {
  const names = one.ofType('cloudflare_dns_record').filter(({ values }) => values.proxied === true);
  one.some('proxied name', names);
  const pulls = one.ofType('cloudflare_authenticated_origin_pulls');
  for (const name of names) {
    const own = pulls.filter(({ values }) =>
      blocksAt(values, 'config').some(({ hostname, enabled }) => hostname === name.values.name && enabled === true),
    );
    // One of a host is for a name written out; names below a wildcard take that of the zone.
    const isWildcard = String(name.values.name).startsWith('*.');
    one.one(`client certificate for ${name.values.name}`, isWildcard ? ofZone(one, name) : own);
  }
}

function ofZone(one: EnvironmentExamination, name: Resource): readonly Resource[] {
  return one
    .ofType('cloudflare_authenticated_origin_pulls_settings')
    .filter(({ values }) => values.enabled === true && values.zone_id === name.values.zone_id);
}

/** Settings of the zone without which Cloudflare protects nothing. */
const SETTINGS: Readonly<Record<string, readonly string[]>> = {
  ssl: ['strict'],
  min_tls_version: ['1.2', '1.3'],
  always_use_https: ['on'],
  tls_client_auth: ['on'],
};

/** Phases in which rules of ours inspect requests. */
const PHASES = ['http_request_firewall_managed', 'http_request_firewall_custom', 'http_ratelimit'];

/** Stages that production's pipeline deploys, whose names may be in its zone. */
const WITH_PRODUCTION = ['production', 'shared'];

/**
 * Each environment has its names in one zone that has settings and rules, and nobody but production's own pipeline in the zone of
 * production: whoever may change a zone may take over every name in it (ENV-PRD).
 */
export function hasAProtectedZone(estate: EstateExamination): void {
  const everything = estate.known().flatMap((id) => estate.resourcesOf(id, { type: 'cloudflare_*' }));
  const zonesOf = (id: string) => zoneIdsOf(estate.resourcesOf(id, { type: 'cloudflare_dns_record' }));
  const ofProduction = estate
    .known()
    .filter((id) => stageOf(id) === 'production')
    .flatMap(zonesOf);
  for (const { id, stage } of estate.environments) {
    const zones = zonesOf(id);
    const [zone] = zones;
    const site = { stack: id, address: 'cloudflare_dns_record' };
    estate.holds(site, 'names in one zone', zones.join(', '), zones.length === 1);
    if (zone === undefined) continue;
    if (!WITH_PRODUCTION.includes(stage)) {
      estate.holds(site, 'a zone apart from that of production', zone, !ofProduction.includes(zone));
    }
    isProtected(estate, zone, everything);
  }
}

function stageOf(environment: string): string | undefined {
  return environment.split('/')[1];
}

function isProtected(estate: EstateExamination, zone: string, everything: readonly Resource[]): void {
  const own = everything.filter(({ values }) => values.zone_id === zone);
  if (!own.some(({ type }) => type === 'cloudflare_zone_setting')) {
    // A plan or a state of one environment says nothing about what another one owns.
    if (estate.known().length > 1) estate.lacks(`expected settings of zone ${zone}, found none`);
    else estate.cannotTell(`the environment that owns zone ${zone} is not among what was given`);
    return;
  }
  for (const [name, allowed] of Object.entries(SETTINGS)) {
    const setting = estate.one(
      `setting ${name}`,
      own.filter(({ type, values }) => type === 'cloudflare_zone_setting' && values.setting_id === name),
    );
    if (setting !== undefined) estate.oneOf(setting, 'value', allowed);
  }
  for (const phase of PHASES) {
    const rules = estate.one(
      `rules in ${phase}`,
      own.filter(({ type, values }) => type === 'cloudflare_ruleset' && values.phase === phase),
    );
    if (rules === undefined) continue;
    const enabled = blocksAt(rules.values, 'rules').filter((rule) => rule.enabled === true && rule.action !== 'skip');
    estate.holds(rules, 'rules that act', `${enabled.length}`, enabled.length > 0);
  }
  const signing = estate.one(
    'signature of the zone',
    own.filter(({ type }) => type === 'cloudflare_zone_dnssec'),
  );
  if (signing !== undefined) estate.equal(signing, 'status', 'active');
}

function zoneIdsOf(records: readonly Resource[]): readonly string[] {
  return [...new Set(records.flatMap(({ values }) => (typeof values.zone_id === 'string' ? [values.zone_id] : [])))];
}
