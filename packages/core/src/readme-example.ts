import { BACKUP_DAILY, EncryptionKey, type Environment, EstateStack, PrivateBucket } from '@smile/core';
import type { Construct } from 'constructs';

/** Reports of an environment. The base class brings the provider, the backend, default tags and the boundary. */
export class ReportsStack extends EstateStack {
  constructor(scope: Construct, environment: Environment) {
    super(scope, environment, 'storage');
    const key = new EncryptionKey(this, 'Key', { description: 'Reports', alias: 'reports' });
    new PrivateBucket(this, 'Reports', { name: 'reports', encryption: key, extraTags: BACKUP_DAILY });
  }
}
