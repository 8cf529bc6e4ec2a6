import { type AlarmTopic, EncryptionKey, type EstateStack } from '@smile/core';
import { ApplicationSecrets, MysqlDatabase } from '@smile/databases';
import { SecurityGroup, type Vpc } from '@smile/network';

/** A MySQL that one group of hosts may use, and the secret for the user they sign in as. */
export function smallDatabase(stack: EstateStack, vpc: Vpc, alarmTopic: AlarmTopic): void {
  const data = new EncryptionKey(stack, 'DataKey', { description: 'Data', alias: 'data' });
  const secrets = new EncryptionKey(stack, 'SecretsKey', { description: 'Secrets', alias: 'secrets' });
  const logs = new EncryptionKey(stack, 'LogsKey', { description: 'Logs', alias: 'logs' });
  logs.allowLogs();

  const database = new MysqlDatabase(stack, 'Mysql', {
    vpc,
    name: 'mysql-main',
    version: '8.0',
    instanceClass: 'm5.large',
    storage: '100 GiB',
    storageLimit: '200 GiB',
    initialDatabase: 'smile',
    keys: { data, logs, secrets },
    upkeep: {
      backupAt: '01:00',
      maintenanceAt: { day: 'sunday', time: '05:00' },
      changesApply: 'in-maintenance',
    },
    alarmTopic,
  });
  const servers = new SecurityGroup(stack, 'Servers', { vpc, description: 'Servers' });
  database.connections.allowFrom(servers, 'SMILE reads orders');
  new ApplicationSecrets(stack, 'Secrets', { encryption: secrets });
}
