import { createHash, X509Certificate } from 'node:crypto';

const MAGIC = 0xfeedfeed;
const VERSION = 2;
const TRUSTED_CERTIFICATE = 2;
/** What Java puts before the content when it makes the digest; the source of `sun.security.provider.JavaKeyStore` has it. */
const WHITENER = 'Mighty Aphrodite';

/**
 * Certificates as a trust store of Java (JKS): Debezium takes no PEM, and an image that had them would have to be built anew when RDS gets
 * a new authority. The same certificates make the same bytes. The password of such a file protects nothing that is secret, and only tells
 * whether the file is whole: it is empty, and programs that are given none do not ask.
 *
 * @param pem certificates, one after the other.
 */
export function javaTrustStore(pem: string): Buffer {
  const certificates = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  const entries = certificates.map((certificate, index) =>
    entry(`authority-${index}`, new X509Certificate(certificate)),
  );
  const content = Buffer.concat([uint32(MAGIC), uint32(VERSION), uint32(entries.length), ...entries]);
  const digest = createHash('sha1').update(WHITENER).update(content).digest();
  return Buffer.concat([content, digest]);
}

function entry(alias: string, { raw }: X509Certificate): Buffer {
  // Java shows the date, and reads nothing from it.
  const date = Buffer.alloc(8);
  return Buffer.concat([uint32(TRUSTED_CERTIFICATE), text(alias), date, text('X.509'), uint32(raw.length), raw]);
}

function text(value: string): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(value.length);
  return Buffer.concat([length, Buffer.from(value, 'ascii')]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
