/**
 * A quota of AWS: how much of something an account, or one resource, may have.
 *
 * The key of its row is `<service>/<code>` as Service Quotas names them, as in `ec2/L-1216C47A`; where Service Quotas has
 * none, the code is a word, as in `logs/resource-policies`.
 */
export interface ServiceQuota {
  /** In AWS's words. */
  readonly name: string;
  /** What a new account has in the Region. */
  readonly default: number;
  /** Whether AWS raises it when asked. */
  readonly adjustable: boolean;
  /** What AWS raises it to at the most; of those that are adjustable. @default - the page names no end */
  readonly most?: number;
  /** Page of AWS with the number. */
  readonly source: string;
  /** The number was not seen on that page when the row was written: look there before relying on it. @default false */
  readonly unconfirmed?: true;
  /** Command that shows the real one, or what counts against it. @default - Service Quotas tells, or the page alone */
  readonly read?: string;
}

/** A row of what AWS raises when asked. */
export function adjustable(
  name: string,
  initially: number,
  source: string,
  more: Pick<ServiceQuota, 'most' | 'unconfirmed' | 'read'> = {},
): ServiceQuota {
  return { name, default: initially, adjustable: true, source, ...more };
}

/** A row of what AWS raises for nobody. */
export function fixed(
  name: string,
  limit: number,
  source: string,
  more: Pick<ServiceQuota, 'unconfirmed' | 'read'> = {},
): ServiceQuota {
  return { name, default: limit, adjustable: false, source, ...more };
}

/** For rows whose number was not seen on the page that they name. */
export const UNCONFIRMED = { unconfirmed: true } as const;
