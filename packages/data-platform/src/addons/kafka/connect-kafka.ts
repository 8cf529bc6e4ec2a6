import { type PlatformContext, Pods } from '@smile/cluster-platform';
import { strimziPods } from '../strimzi/strimzi-pods.ts';
import { KAFKA_CLUSTER, KAFKA_NAMESPACE, KAFKA_PORTS, OF_KAFKA_CLUSTER } from './kafka-addresses.ts';
import { ENTITY_OPERATOR } from './kafka-cluster.ts';

/** Where the operators of topics and users tell how they do. */
const ENTITY_OPERATOR_PORTS = [8080, 8081];

/** Who of Kafka's own parts connects to whom; its clients say so themselves. */
export function connectKafka(context: PlatformContext): void {
  const { owner, kubernetesApi, prometheus } = context;
  const { controllers, replication, agent, metrics } = KAFKA_PORTS;
  const podsOf = (name: string, strimziName: string) =>
    new Pods({
      owner,
      namespace: KAFKA_NAMESPACE,
      name,
      labels: { ...OF_KAFKA_CLUSTER, 'strimzi.io/name': strimziName },
    });
  const nodes = podsOf('kafka', `${KAFKA_CLUSTER}-kafka`);
  const operators = podsOf('kafka-operators', ENTITY_OPERATOR);
  nodes.allowFrom(nodes, 'Nodes of Kafka copy messages and agree on what the cluster is', [controllers, replication]);
  nodes.allowFrom(strimziPods(context), 'Strimzi asks nodes how they are, and changes their settings', [
    controllers,
    replication,
    agent,
  ]);
  nodes.allowFrom(operators, 'The operators make topics, users and ACLs', [replication]);
  nodes.allowFrom(prometheus, 'Prometheus reads how nodes of Kafka do', [metrics]);
  nodes.allowToBlocks(kubernetesApi, 'A broker asks in which zone its Kubernetes node is', [443]);
  operators.allowFrom(prometheus, 'Prometheus reads how the operators do', ENTITY_OPERATOR_PORTS);
  operators.allowToBlocks(kubernetesApi, 'The operators read topics and users', [443]);
}
