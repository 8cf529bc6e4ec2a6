import { X509Certificate } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { rdsAuthorities } from './rds-authorities.ts';

const certificates = (region: string) =>
  (rdsAuthorities(region)?.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []).map(
    (pem) => new X509Certificate(pem),
  );

describe('authorities of RDS (DAT-OLTP: TLS that checks who answers)', () => {
  // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.SSL.html: rds-ca-rsa2048-g1, rds-ca-rsa4096-g1 and
  // rds-ca-ecc384-g1, each with a root of its own in every region
  test.each(['ap-southeast-3', 'eu-north-1'])('are the three that sign in %s, and no others', (region) => {
    const names = certificates(region).map(({ subject }) => /CN=(.*)/.exec(subject)?.[1]);
    expect(names.sort()).toEqual([
      `Amazon RDS ${region} Root CA ECC384 G1`,
      `Amazon RDS ${region} Root CA RSA2048 G1`,
      `Amazon RDS ${region} Root CA RSA4096 G1`,
    ]);
  });

  test('are roots, signed by themselves, of which none ends within twenty years', () => {
    for (const certificate of certificates('ap-southeast-3')) {
      expect(certificate.ca).toBe(true);
      expect(certificate.verify(certificate.publicKey), certificate.subject).toBe(true);
      expect(new Date(certificate.validTo).getFullYear()).toBeGreaterThan(2046);
    }
  });

  test('are not known of every region', () => {
    expect(rdsAuthorities('ap-southeast-99')).toBeUndefined();
  });
});
