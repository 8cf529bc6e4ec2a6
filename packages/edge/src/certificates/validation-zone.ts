import type { Construct } from 'constructs';

/** What ACM looks for to believe that a name is ours. Known after apply, and both end with a dot. */
export interface ValidationRecord {
  readonly name: string;
  readonly value: string;
}

/** A public zone in which names can be proved: Cloudflare's, or an environment's origin zone in Route 53. */
export interface ValidationZone {
  /** As in `smile.example`; the zone answers for the names at and below it. */
  readonly domain: string;
  /** Makes a CNAME and returns its name as the record knows it, so that whoever uses it waits for the record. */
  addValidationRecord(scope: Construct, id: string, record: ValidationRecord): string;
}
