import { EncryptionKey, type EstateStack } from '@smile/core';
import { AccessLogBucket, ContainerRegistry, WorkloadBuckets } from '@smile/storage';

/** Buckets for what runs in the clusters, with their access logs, and the image repositories. */
export function smallStorage(stack: EstateStack): void {
  const dataKey = new EncryptionKey(stack, 'DataKey', { description: 'Data', alias: 'data' });
  const logsKey = new EncryptionKey(stack, 'LogsKey', { description: 'Logs', alias: 'logs' });
  const accessLogs = new AccessLogBucket(stack, 'AccessLogs');
  new WorkloadBuckets(stack, 'Buckets', { dataKey, logsKey, accessLogs: accessLogs.bucket });
  new ContainerRegistry(stack, 'Registry', { encryption: dataKey, pulledByAccounts: ['111111111111'] });
}
