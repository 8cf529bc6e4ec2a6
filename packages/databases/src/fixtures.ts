import { type AlarmTopic, EncryptionKey, type EstateStack } from '@smile/core';
import { estateStackFor } from '@smile/core/fixtures';
import { Vpc } from '@smile/network';
import type { Upkeep } from './upkeep/upkeep.ts';

/** What every store of a test is given. */
export interface StoreSurroundings {
  readonly vpc: Vpc;
  readonly keys: { readonly data: EncryptionKey; readonly logs: EncryptionKey; readonly secrets: EncryptionKey };
  readonly upkeep: Upkeep;
  readonly alarmTopic: AlarmTopic;
}

export const TEST_UPKEEP: Upkeep = {
  backupAt: '01:00',
  maintenanceAt: { day: 'sunday', time: '05:00' },
  changesApply: 'in-maintenance',
};

/** A stack of layer `databases` with a network and keys, into which `build` puts a store. */
export function storeStackFor(
  build: (stack: EstateStack, surroundings: StoreSurroundings) => void,
  options: Parameters<typeof estateStackFor>[1] = {},
): EstateStack {
  return estateStackFor(
    (stack) => {
      const zones = ['apse3-az1', 'apse3-az2', 'apse3-az3'];
      const key = (id: string) => new EncryptionKey(stack, id, { description: id });
      build(stack, {
        vpc: new Vpc(stack, 'Vpc', { cidr: '10.1.0.0/16', availabilityZones: zones }),
        keys: { data: key('DataKey'), logs: key('LogsKey'), secrets: key('SecretsKey') },
        upkeep: TEST_UPKEEP,
        alarmTopic: { topicArn: 'arn:aws:sns:ap-southeast-3:222222222222:smile-alarms' },
      });
    },
    { layer: 'databases', ...options },
  );
}
