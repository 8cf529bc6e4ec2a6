import { execFileSync } from 'node:child_process';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { expect, test } from 'vitest';
import { makeAuthority } from './make-authority.ts';

const pem = await makeAuthority('Trial of an authority', new Date('2026-11-27T00:00:00Z'));

test('an authority signs for ten years, and its key is that of its certificate', () => {
  const certificate = new X509Certificate(pem);
  expect(certificate.ca).toBe(true);
  expect(certificate.subject).toBe('CN=Trial of an authority');
  expect(certificate.verify(certificate.publicKey)).toBe(true);
  expect(certificate.checkPrivateKey(createPrivateKey(pem))).toBe(true);
  expect(certificate.validTo).toBe('Nov 24 00:00:00 2036 GMT');
});

// https://datatracker.ietf.org/doc/html/rfc5280#section-4.2.1: what clients of cert-manager and Go ask of an authority.
test('openssl reads it as an authority below which is none', () => {
  const text = execFileSync('openssl', ['x509', '-noout', '-text'], { input: pem, encoding: 'utf8' });
  expect(text).toMatch(/Basic Constraints: critical\s+CA:TRUE, pathlen:0/);
  expect(text).toMatch(/Key Usage: critical\s+Certificate Sign, CRL Sign/);
  expect(text).toMatch(/ASN1 OID: secp384r1/);
});

// The types by which External Secrets takes the two apart: https://external-secrets.io/latest/guides/templating/#filter-pem-blocks
test('holds exactly one certificate and one private key', () => {
  expect(pem.match(/-----BEGIN [A-Z ]+-----/g)).toEqual(['-----BEGIN CERTIFICATE-----', '-----BEGIN PRIVATE KEY-----']);
});
