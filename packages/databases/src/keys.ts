import type { EncryptionKey } from '@smile/core';

/** Keys by domain that a data store uses. */
export interface StoreKeys {
  /** Disks, snapshots, Performance Insights. Changing it replaces the store. */
  readonly data: EncryptionKey;
  /** Log groups; a key that `allowLogs()` was called on. */
  readonly logs: EncryptionKey;
}
