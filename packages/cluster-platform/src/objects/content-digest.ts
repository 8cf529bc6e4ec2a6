import { createHash } from 'node:crypto';

/** SHA-256 of what a Job works with, in hexadecimal: an annotation of its pod, so that a change makes another pod. */
export function contentDigest(content: object): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}
