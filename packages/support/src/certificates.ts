import { X509Certificate } from 'node:crypto';
import { type Json, type JsonObject, kubernetesObjects, type Resource, valueAt } from '@smile/inventory';
import type { Scope } from './scope.ts';
import type { SupportDate } from './support-date.ts';
import { environmentsOf } from './versions.ts';

/** The begin of a certificate, so that only texts that hold one are read. */
const BEGIN = '-----BEGIN CERTIFICATE-----';
const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** Certificates that are written out in the code, each once, with the day on which they end. */
export function certificateDates(scope: Scope): SupportDate[] {
  const found = new Map<string, { readonly certificate: X509Certificate; readonly resources: Resource[] }>();
  for (const resource of scope.resources()) {
    for (const pem of certificatesIn(resource.values)) {
      const known = found.get(pem);
      if (known !== undefined) known.resources.push(resource);
      else found.set(pem, { certificate: new X509Certificate(pem), resources: [resource] });
    }
  }
  return [...found.values()].map(({ certificate, resources }) => ({
    on: new Date(certificate.validTo).toISOString().slice(0, 10),
    what: `certificate ${nameOf(certificate)}`,
    event: 'ends',
    afterwards: 'not trusted any more',
    environments: environmentsOf(resources),
    detail: [...new Set(resources.map(({ address }) => address))].join(', '),
    source: 'the certificate itself',
  }));
}

function certificatesIn(value: Json): readonly string[] {
  if (typeof value === 'string')
    return value.includes(BEGIN) ? (value.replaceAll('\\n', '\n').match(CERTIFICATE) ?? []) : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap((inner: Json) => certificatesIn(inner));
}

function nameOf({ subject }: X509Certificate): string {
  return /^CN=(.*)$/m.exec(subject)?.[1] ?? subject.replaceAll('\n', ', ');
}

/**
 * Certificates that somebody else makes and renews, so that no day is in the code: those of ACM, and those of cert-manager. Of
 * these, authorities are told one by one, since what trusts them has to know the next one before.
 */
export function renewedCertificates(scope: Scope): SupportDate[] {
  const certificates = scope.resources('aws_acm_certificate');
  const objects = kubernetesObjects(scope.inventory).filter(
    ({ kind, resource }) => kind === 'Certificate' && scope.has(resource.environment),
  );
  const authorities = objects.filter(({ spec }) => spec.isCA === true);
  const leaves = objects.filter(({ spec }) => spec.isCA !== true);
  return [
    ...(certificates.length === 0
      ? []
      : [
          {
            what: 'certificates of ACM',
            event: 'renewed by AWS 60 days before their end, while their DNS records stand',
            afterwards: 'not trusted any more',
            environments: environmentsOf(certificates),
            detail: `${certificates.length} certificates`,
            source: 'https://docs.aws.amazon.com/acm/latest/userguide/managed-renewal.html',
          } as const,
        ]),
    ...grouped(authorities, ({ name }) => name).map(([name, all]): SupportDate => {
      const { duration, renewBefore } = all[0]?.spec ?? {};
      return {
        what: `private authority ${name}`,
        event: `made for ${duration ?? 'the default time'}, renewed ${renewBefore ?? 'a third of it'} before its end; the day is in the cluster`,
        afterwards: 'not trusted any more',
        environments: environmentsOf(all.map(({ resource }) => resource)),
        source: 'https://cert-manager.io/docs/usage/certificate',
      };
    }),
    ...(leaves.length === 0
      ? []
      : [
          {
            what: 'certificates of cert-manager',
            event: 'renewed by cert-manager',
            afterwards: 'not trusted any more',
            environments: environmentsOf(leaves.map(({ resource }) => resource)),
            detail: `${leaves.length} certificates`,
            source: 'https://cert-manager.io/docs/usage/certificate',
          } as const,
        ]),
  ];
}

/** Authorities that somebody made outside of the cluster and keeps in a secret: issuers whose secret no certificate makes. */
export function authoritiesInSecrets(scope: Scope): SupportDate[] {
  const objects = kubernetesObjects(scope.inventory).filter(({ resource }) => scope.has(resource.environment));
  const made = new Set(objects.flatMap(({ kind, spec }) => (kind === 'Certificate' ? [String(spec.secretName)] : [])));
  const issuers = objects.filter(({ kind, spec }) => kind.endsWith('Issuer') && secretOf(spec) !== undefined);
  const foreign = issuers.filter(({ spec }) => !made.has(secretOf(spec) ?? ''));
  return grouped(foreign, ({ name }) => name).map(([name, all]) => ({
    what: `private authority of issuer ${name}`,
    event: `made outside of the cluster; the day is in secret ${secretOf(all[0]?.spec ?? {})}, and nobody renews it by itself`,
    afterwards: 'not trusted any more',
    environments: environmentsOf(all.map(({ resource }) => resource)),
    source: 'https://cert-manager.io/docs/configuration/ca',
  }));
}

/** The secret in which an issuer has its authority. */
function secretOf(spec: JsonObject): string | undefined {
  const name = valueAt(spec, 'ca.secretName');
  return typeof name === 'string' ? name : undefined;
}

function grouped<T>(all: readonly T[], keyOf: (one: T) => string): readonly (readonly [string, readonly T[]])[] {
  const groups = new Map<string, T[]>();
  for (const one of all) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  return [...groups];
}
