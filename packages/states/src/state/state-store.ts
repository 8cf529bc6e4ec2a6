import type { StateLock } from './state-lock.ts';

/** Where the state of a stack is. */
export type StatePlace =
  | {
      readonly kind: 's3';
      readonly stack: string;
      readonly bucket: string;
      readonly key: string;
      readonly region: string;
      /** Account that must own the bucket. @default - any */
      readonly account?: string;
    }
  | { readonly kind: 'file'; readonly stack: string; readonly path: string };

/** One version of a state. */
export interface StateVersion {
  readonly id: string;
  /** ISO time. */
  readonly at: string;
  readonly bytes: number;
  readonly isLatest: boolean;
  /** Whether the state was deleted here; such a version has no content. */
  readonly isDeletion: boolean;
}

/** States as they are kept; nothing here writes. */
export interface StateStore {
  /** The content of a state, or of one version of it; undefined when nothing was ever applied. */
  read(place: StatePlace, version?: string): Promise<AsyncIterable<Uint8Array> | undefined>;
  /** Who holds the lock; undefined when nobody does. */
  lockOf(place: StatePlace): Promise<StateLock | undefined>;
  /** Versions of a state, newest first. */
  versionsOf(place: StatePlace): Promise<readonly StateVersion[]>;
}

/** A place in words. */
export function describePlace(place: StatePlace): string {
  return place.kind === 's3' ? `s3://${place.bucket}/${place.key}` : place.path;
}
