import { X509Certificate } from 'node:crypto';

const BLOCK = /-----BEGIN ([A-Z0-9 ]+)-----[\s\S]*?-----END \1-----/g;

/**
 * The certificates of a PEM text, as AWS wants a trust store's bundle: one after the other and nothing else.
 *
 * Call {@link bundleProblems} before; what it refuses is left out here.
 */
export function normalizedBundle(pem: string): string {
  return `${blocksOf(pem)
    .map(({ text }) => text.trim().replaceAll('\r\n', '\n'))
    .join('\n')}\n`;
}

/**
 * What is wrong with a bundle of certificate authorities: one sentence each, none of which repeats its content.
 *
 * Dates are not looked at: a synthesis must not depend on the day. The load balancer itself refuses a certificate that has
 * expired.
 */
export function bundleProblems(pem: string): string[] {
  if (/PRIVATE KEY/.test(pem)) {
    return [
      'the bundle holds a private key, which must never be in the code; remove it, and make a new key, because this one has been seen',
    ];
  }
  const blocks = blocksOf(pem);
  if (blocks.length === 0)
    return ['expected at least one PEM certificate, got none; begin with -----BEGIN CERTIFICATE'];
  const certificates = blocks.map(({ label, text }) => (label === 'CERTIFICATE' ? certificateOf(text) : undefined));
  const prints = certificates.map((certificate) => certificate?.fingerprint256);
  return certificates.flatMap((certificate, index) => {
    if (certificate === undefined) return [`block ${index + 1} is not a certificate; leave only certificates`];
    const name = certificate.subject.replaceAll('\n', ', ');
    if (prints.indexOf(certificate.fingerprint256) !== index) return [`${name} is in the bundle twice; remove one`];
    return certificate.ca
      ? []
      : [`${name} is no certificate authority; give the one that signed it, so that its successor is trusted too`];
  });
}

function blocksOf(pem: string): { readonly label: string; readonly text: string }[] {
  return [...pem.matchAll(BLOCK)].map(([text, label = '']) => ({ label, text }));
}

function certificateOf(text: string): X509Certificate | undefined {
  try {
    return new X509Certificate(text);
  } catch {
    return undefined;
  }
}
