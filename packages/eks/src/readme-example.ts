import { type AlarmTopic, EncryptionKey, type EstateStack } from '@smile/core';
import { AccessEntry, Cluster, NodeGroup, PodIdentity } from '@smile/eks';
import type { Vpc } from '@smile/network';

/** A cluster with one node group, a role that may look around, and pods that may read one bucket. */
export function smallCluster(stack: EstateStack, vpc: Vpc, alarmTopic: AlarmTopic): void {
  const secrets = new EncryptionKey(stack, 'SecretsKey', { description: 'Kubernetes Secrets', alias: 'eks-secrets' });
  const volumes = new EncryptionKey(stack, 'VolumesKey', { description: 'Volumes', alias: 'eks-volumes' });
  volumes.allowThroughService('ec2');
  const logs = new EncryptionKey(stack, 'LogsKey', { description: 'Logs', alias: 'logs' });
  logs.allowLogs();

  const cluster = new Cluster(stack, 'Application', {
    vpc,
    name: 'app',
    version: '1.35',
    keys: { secrets, volumes, logs },
    deployRoleName: 'smile-prd-apply',
    alarmTopic,
  });
  const nodes = new NodeGroup(stack, 'Nodes', {
    cluster,
    name: 'app',
    instanceType: 'm6g.2xlarge',
    size: { min: 3, desired: 5, max: 10 },
    volume: '200 GiB',
    alarmTopic,
  });
  cluster.addWorkloadAddons([nodes.ready]);

  new AccessEntry(stack, 'Operators', {
    clusterReference: cluster.clusterReference,
    principalArn: 'arn:aws:iam::111111111111:role/smile-prd-operator',
    policy: 'view',
  });
  new PodIdentity(stack, 'Loki', {
    cluster,
    namespace: 'monitoring',
    serviceAccount: 'loki',
    description: 'Loki',
    statements: [{ actions: ['s3:GetObject'], resources: ['arn:aws:s3:::smile-prd-logs/*'] }],
  });
}
