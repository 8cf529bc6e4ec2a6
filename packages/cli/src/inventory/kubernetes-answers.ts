import { REASON_ANNOTATION } from '@smile/core';
import {
  describeObject,
  type Inventory,
  type KubernetesObject,
  type PodConnection,
  type PodPeer,
  type PodReachability,
  type Pods,
  podReachability,
  type ResourceQuery,
  readKubernetes,
} from '@smile/inventory';
import { CommandError } from '../command-error.ts';
import { type Answer, answer } from './answers.ts';

const PODS = /^([^:/[\]]+:)?[a-z0-9-]+\/[a-z0-9.-]+$/;

/** Whether a text means pods (`namespace/name`, or `cluster:namespace/name`) rather than an address of Terraform. */
export function namesPods(text: string): boolean {
  return PODS.test(text);
}

/** Every object inside the clusters, with the resource that holds it. */
export function objectsAnswer(inventory: Inventory, query: ResourceQuery): Answer {
  const asked = new Set(inventory.resources(query));
  const { objects, unread } = readKubernetes(inventory);
  const rows = objects
    .filter(({ resource }) => asked.has(resource))
    .map(({ cluster, namespace, kind, name, apiVersion, resource }) => ({
      cluster,
      namespace: namespace ?? '',
      kind,
      name,
      'api version': apiVersion,
      address: resource.address,
      construct: resource.constructPath ?? '',
    }));
  const unknown = unread.filter((one) => asked.has(one)).map(({ address }) => address);
  const columns = ['cluster', 'namespace', 'kind', 'name', 'api version', 'address', 'construct'];
  if (unknown.length === 0) return answer(columns, rows);
  const notJudged = `the values of ${unknown.join(', ')} are not known yet, so the list would lack what they hold`;
  return { ...answer(columns, rows), notJudged };
}

/**
 * What may reach pods, by network policies of both ends.
 *
 * @throws CommandError where the text means no pods, or those of several clusters.
 */
export function podsReachedAnswer(inventory: Inventory, query: ResourceQuery, text: string): Answer {
  const reachability = podReachability(inventory);
  const asked = new Set(inventory.resources(query));
  const clusters = new Set(
    readKubernetes(inventory)
      .objects.filter(({ resource }) => asked.has(resource))
      .map(({ cluster }) => cluster),
  );
  const pods = onlyPods(
    reachability.named(text).filter(({ cluster }) => clusters.has(cluster)),
    reachability,
    text,
  );
  const rows = reachability.waysInto(pods).map((connection) => ({
    from: peerText(connection.from),
    to: peerText(connection.to),
    ports: portsText(connection),
    verdict: connection.verdict,
    through: connection.policies.map(describeObject).join(', '),
    reason: reasonsOf(connection.policies),
  }));
  return answer(['from', 'to', 'ports', 'verdict', 'through', 'reason'], rows);
}

function onlyPods(found: readonly Pods[], { workloads, charted }: PodReachability, text: string): Pods {
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  if (found.length === 0) {
    const all = [...new Set([...workloads, ...charted].map(({ namespace, name }) => `${namespace}/${name}`))].sort();
    const known = all.length === 0 ? 'there are none' : `those that are known are ${all.join(', ')}`;
    throw CommandError.wrongUse([`no pods match --reaches "${text}"; ${known}`]);
  }
  const places = found.map(({ cluster, namespace, name, template }) => {
    return `${cluster}:${namespace}/${name} (${template?.object.kind ?? 'by labels'})`;
  });
  throw CommandError.wrongUse([
    `${found.length} things match --reaches "${text}": ${places.join(', ')}; name an environment, or the cluster before a colon`,
  ]);
}

function peerText(peer: PodPeer): string {
  if (peer.kind === 'anyone') return 'anyone';
  if (peer.kind === 'pods') return `${peer.namespace}/${peer.name}`;
  return peer.except.length === 0 ? peer.cidr : `${peer.cidr} without ${peer.except.join(', ')}`;
}

function portsText({ protocol, port, endPort }: PodConnection): string {
  const name = protocol.toLowerCase();
  if (port === undefined) return name;
  return endPort === undefined ? `${name} ${port}` : `${name} ${port}-${endPort}`;
}

function reasonsOf(policies: readonly KubernetesObject[]): string {
  return [...new Set(policies.flatMap(({ annotations }) => annotations[REASON_ANNOTATION] ?? []))].join('; ');
}
