import { type AlarmTopic, EncryptionKey, type EstateStack } from '@smile/core';
import { estateStackFor } from '@smile/core/fixtures';
import { Vpc } from '@smile/network';
import { Cluster, type ClusterProps } from './cluster/cluster.ts';

const TOPIC: AlarmTopic = { topicArn: 'arn:aws:sns:ap-southeast-3:222222222222:smile-alarms' };

/** A stack of layer `clusters` with a network, keys and a cluster, into which `build` puts more. */
export function clusterStackFor(
  props: Partial<ClusterProps> = {},
  build: (stack: EstateStack, cluster: Cluster) => void = () => {},
  options: Parameters<typeof estateStackFor>[1] = {},
): EstateStack {
  return estateStackFor(
    (stack) => {
      const zones = ['apse3-az1', 'apse3-az2', 'apse3-az3'];
      const key = (id: string) => new EncryptionKey(stack, id, { description: id });
      const logs = key('LogsKey');
      logs.allowLogs();
      const cluster = new Cluster(stack, 'Application', {
        vpc: new Vpc(stack, 'Vpc', { cidr: '10.1.0.0/16', availabilityZones: zones }),
        name: 'app',
        version: '1.35',
        keys: { secrets: key('SecretsKey'), volumes: key('VolumesKey'), logs },
        deployRoleName: 'smile-uat-apply',
        alarmTopic: TOPIC,
        ...props,
      });
      build(stack, cluster);
    },
    { layer: 'clusters', ...options },
  );
}
