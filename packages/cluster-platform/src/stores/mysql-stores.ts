import type { MysqlServer } from '@smile/databases/secrets';

/** A MySQL of the environment, as pods reach it. */
export interface MysqlStore {
  readonly host: string;
  /** Secret that RDS makes for the master user, and rotates. */
  readonly masterSecretArn: string;
}

export type MysqlStores = Readonly<Record<MysqlServer, MysqlStore>>;
