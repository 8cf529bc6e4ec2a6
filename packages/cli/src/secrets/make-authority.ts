import { webcrypto } from 'node:crypto';

const DAY_MILLISECONDS = 86_400_000;
/** Longer than anybody plans for; docs/runbooks/rotate-credentials.md says how it is replaced before. */
const VALID_DAYS = 3650;
/** A certificate of a clock that is a little behind is valid all the same. */
const BACKDATED_DAYS = 1;

const KEY = { name: 'ECDSA', namedCurve: 'P-384' } as const;
const SIGNATURE = { name: 'ECDSA', hash: 'SHA-384' } as const;

/**
 * A certificate authority for ten years, which signs certificates of servers and clients and no other authority.
 *
 * @returns certificate and private key (PKCS #8) as PEM, one after the other.
 */
export async function makeAuthority(commonName: string, now: Date = new Date()): Promise<string> {
  // Not with the command line: few of its runs make an authority.
  // The library finds its parts by decorators, and wants this polyfill before it.
  await import('reflect-metadata');
  const x509 = await import('@peculiar/x509');
  const keys = await webcrypto.subtle.generateKey(KEY, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned(
    {
      name: [{ CN: [commonName] }],
      notBefore: new Date(now.getTime() - BACKDATED_DAYS * DAY_MILLISECONDS),
      notAfter: new Date(now.getTime() + VALID_DAYS * DAY_MILLISECONDS),
      keys,
      signingAlgorithm: SIGNATURE,
      extensions: [
        new x509.BasicConstraintsExtension(true, 0, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
        await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      ],
    },
    webcrypto,
  );
  const key = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey);
  return `${certificate.toString('pem')}\n${x509.PemConverter.encode(key, 'PRIVATE KEY')}\n`;
}
