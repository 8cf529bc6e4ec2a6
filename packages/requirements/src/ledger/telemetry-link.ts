import {
  asList,
  asObject,
  blocksAt,
  type JsonObject,
  type Peer,
  podReachability,
  type Resource,
  textsAt,
  valueAt,
} from '@smile/inventory';
import type { EnvironmentExamination } from '../examination.ts';
import { reachabilityOf } from '../reachability-of.ts';
import { type ChartReleaseFound, namesResource, releasesOf } from '../releases-of.ts';
import { applicationCluster, clustersOf, objectsOf, PARTS, TELEMETRY_STORES } from './telemetry-clusters.ts';

/** Kinds of telemetry, as pipelines of a collector are called. */
type Signal = 'logs' | 'metrics' | 'traces';

/** A load balancer between clusters, by the name that senders know. */
interface Between {
  readonly balancer: Resource;
  readonly listenerPort: number;
  readonly group: Resource;
}

/** Every cluster but that of the stores sends a signal there; where there is one cluster, nothing has to be sent. */
export function sendsFromEverywhere(signal: Signal): (one: EnvironmentExamination) => void {
  return (one) => {
    const application = applicationCluster(one);
    if (application === undefined) {
      one.lacks('expected a cluster with the namespace smile, found none');
      return;
    }
    for (const cluster of clustersOf(one).filter((name) => name !== application)) {
      reachesStores(one, cluster, application, signal);
    }
  };
}

/**
 * What a cluster without stores has of a signal goes to those of the application cluster: from its gateway by TLS with certificates of both
 * ends, through a load balancer whose targets are pods of the other gateway, which sends it on as it does its own.
 */
function reachesStores(one: EnvironmentExamination, from: string, application: string, signal: Signal): void {
  const [sender, receiver] = [gatewayOf(one, from), gatewayOf(one, application)];
  if (sender === undefined || receiver === undefined) return;
  const holds = ({ resource }: ChartReleaseFound, expected: string, found: string, is: boolean) =>
    one.holds(resource, expected, found, is, { path: 'values' });
  const exporter = exportersOf(sender.values, signal).find(
    ({ endpoint }) => !/\.svc\b/.test(String(endpoint ?? '.svc')),
  );
  const endpoint = String(exporter?.endpoint ?? 'nowhere');
  holds(sender, `${signal} of ${from} to another cluster`, endpoint, exporter !== undefined);
  if (exporter === undefined) return;
  const tls = asObject(exporter.tls);
  const isProven = ['ca_file', 'cert_file', 'key_file'].every((file) => typeof tls[file] === 'string');
  const isSafe = isProven && tls.insecure !== true && tls.insecure_skip_verify !== true;
  holds(sender, `${signal} by TLS, with certificates of both ends`, isSafe ? 'so' : 'not so', isSafe);
  if (signal === 'metrics') readsPrometheus(one, sender);
  const between = behind(one, endpoint);
  if (between === undefined) return;
  takesIn(one, receiver, between, signal);
  isBound(one, application, between);
  leadsThrough(one, [sender, receiver], between);
}

function gatewayOf(one: EnvironmentExamination, cluster: string): ChartReleaseFound | undefined {
  const found = releasesOf(one, 'opentelemetry-collector', cluster).filter(
    ({ values }) => values.mode === 'deployment',
  );
  return one.one(
    `gateway of telemetry in ${cluster}`,
    found.map(({ resource }) => resource),
  ) === undefined
    ? undefined
    : found[0];
}

function exportersOf(values: JsonObject, pipeline: string): readonly JsonObject[] {
  const exporters = asObject(valueAt(values, 'config.exporters'));
  const { [pipeline]: chosen } = asObject(valueAt(values, 'config.service.pipelines'));
  return asList(asObject(chosen).exporters).map((name) => asObject(exporters[String(name)]));
}

/** Metrics of a cluster are with its Prometheus, which the gateway reads whole. https://prometheus.io/docs/prometheus/latest/federation/ */
function readsPrometheus(one: EnvironmentExamination, { resource, values }: ChartReleaseFound): void {
  const { metrics } = asObject(valueAt(values, 'config.service.pipelines'));
  const receivers = asObject(valueAt(values, 'config.receivers'));
  const scrapes = asList(asObject(metrics).receivers)
    .flatMap((name) => asList(valueAt(asObject(receivers[String(name)]), 'config.scrape_configs')))
    .map((scrape) => asObject(scrape));
  const paths = scrapes.map(({ metrics_path: path }) => String(path));
  const isRead = scrapes.some((scrape) => scrape.metrics_path === '/federate' && scrape.honor_labels === true);
  one.holds(resource, 'all series of Prometheus', paths.join(', ') || 'none', isRead, { path: 'values' });
}

/** The load balancer that a name inside the VPC leads to, its listener, and the group behind it. */
function behind(one: EnvironmentExamination, endpoint: string): Between | undefined {
  const [host = '', port = ''] = endpoint.split(':');
  const records = one.ofType('aws_route53_record').filter(({ values }) => textsAt(values, 'name').includes(host));
  const record = one.one(`name ${host}`, records);
  if (record === undefined) return undefined;
  const [balancer] = one.pointsAt(record, 'alias.name', 'aws_lb');
  if (balancer === undefined) {
    one.lacks(`expected that ${host} leads to a load balancer, found none`);
    return undefined;
  }
  const isInside = balancer.values.load_balancer_type === 'network' && balancer.values.internal === true;
  one.holds(balancer, 'a network load balancer inside the VPC', isInside ? 'one' : 'another', isInside);
  const listeners = one
    .referrers(balancer, 'aws_lb_listener', 'load_balancer_arn')
    .filter(({ values }) => values.port === Number(port) && values.protocol === 'TCP');
  const listener = one.one(`listener ${port} of ${host}`, listeners);
  const [group] =
    listener === undefined ? [] : one.pointsAt(listener, 'default_action.target_group_arn', 'aws_lb_target_group');
  if (group === undefined) one.lacks(`expected a target group behind ${endpoint}, found none`);
  return group === undefined ? undefined : { balancer, listenerPort: Number(port), group };
}

/** The gateway asks for a certificate at the port of the targets, and sends what comes in there to the stores. */
function takesIn(
  one: EnvironmentExamination,
  { resource, values }: ChartReleaseFound,
  { group }: Between,
  signal: Signal,
): void {
  const stores: readonly RegExp[] = TELEMETRY_STORES[signal];
  const port = String(group.values.port);
  const receivers = Object.entries(asObject(valueAt(values, 'config.receivers'))).filter(([, receiver]) =>
    String(valueAt(asObject(receiver), 'protocols.grpc.endpoint')).endsWith(`:${port}`),
  );
  const asks = receivers.filter(([, receiver]) => {
    const tls = asObject(valueAt(asObject(receiver), 'protocols.grpc.tls'));
    return ['client_ca_file', 'cert_file', 'key_file'].every((file) => typeof tls[file] === 'string');
  });
  const say = (expected: string, found: string, is: boolean) =>
    one.holds(resource, expected, found, is, { path: 'values' });
  say(
    `a certificate of whoever sends to ${port}`,
    `${asks.length} receivers`,
    asks.length === 1 && receivers.length === 1,
  );
  const pipelines = Object.entries(asObject(valueAt(values, 'config.service.pipelines'))).filter(
    ([name, pipeline]) =>
      name.split('/')[0] === signal &&
      asks.some(([receiver]) => asList(asObject(pipeline).receivers).includes(receiver)),
  );
  const endpoints = pipelines.flatMap(([name]) =>
    exportersOf(values, name).map((exporter) => String(exporter.endpoint)),
  );
  const isSent = stores.every((store) => endpoints.some((endpoint) => store.test(endpoint)));
  say(`${signal} of other clusters to their stores`, endpoints.join(', ') || 'nowhere', isSent);
}

/** The group's targets are pods of the application cluster's gateway, and of no other cluster. */
function isBound(one: EnvironmentExamination, application: string, { group }: Between): void {
  const bindings = objectsOf(one, 'TargetGroupBinding').filter(({ resource, spec }) =>
    namesResource(one.inventory, { resource }, spec.targetGroupARN, group),
  );
  const [binding] = bindings;
  if (binding === undefined || bindings.length > 1) {
    one.lacks(`expected 1 × binding of ${group.address}, found ${bindings.length}`);
    return;
  }
  const { name, port } = asObject(binding.spec.serviceRef);
  const found = `${name}:${port} of ${binding.cluster}`;
  const isRight = binding.cluster === application && name === 'otel-gateway' && port === group.values.port;
  one.holds(binding.resource, `pods of otel-gateway in ${application}`, found, isRight, { path: 'values' });
}

/** Security groups and network policies let it through, hop by hop. */
function leadsThrough(
  one: EnvironmentExamination,
  [sender, receiver]: readonly [ChartReleaseFound, ChartReleaseFound],
  { balancer, listenerPort, group }: Between,
): void {
  const reachability = reachabilityOf(one.inventory);
  const groups = reachability.groupsOf(balancer);
  const target = Number(group.values.port);
  const health = Number(blocksAt(group.values, 'health_check')[0]?.port ?? target);
  const resourceOf = (peer: Peer) => (peer.kind === 'group' ? peer.resource : undefined);
  const open = (port: number, isWay: (from: Resource | undefined, to: Resource | undefined) => boolean) =>
    reachability.connections.some(
      ({ from, to, ports, verdict }) =>
        verdict === 'open' &&
        isWay(resourceOf(from), resourceOf(to)) &&
        (ports.from ?? 0) <= port &&
        port <= (ports.to ?? Number.POSITIVE_INFINITY),
    );
  const isBalancer = (one: Resource | undefined) => one !== undefined && groups.includes(one);
  const isNodes = (group: Resource | undefined) =>
    group !== undefined && reachability.membersOf(group).some(({ type }) => type === 'aws_eks_node_group');
  const isIn = open(listenerPort, (from, to) => isNodes(from) && isBalancer(to));
  one.holds(balancer, `a way from nodes to ${listenerPort}`, isIn ? 'open' : 'none', isIn);
  for (const port of [target, health]) {
    const isOut = open(port, (from, to) => isBalancer(from) && isNodes(to));
    one.holds(balancer, `a way to nodes at ${port}`, isOut ? 'open' : 'none', isOut);
  }
  const pods = podReachability(one.inventory);
  const gateway = (cluster: string) => ({ kind: 'pods', cluster, ...PARTS.gateway }) as const;
  for (const subnet of one.pointsAt(balancer, 'subnets', 'aws_subnet')) {
    const block = { kind: 'block', cidr: String(subnet.values.cidr_block), except: [] } as const;
    const out = pods.connection(gateway(sender.cluster), block, { protocol: 'TCP', port: listenerPort }).verdict;
    one.holds(subnet, `a way from otel-gateway of ${sender.cluster} to ${block.cidr}`, out, out === 'open');
    for (const port of [target, health]) {
      const into = pods.connection(block, gateway(receiver.cluster), { protocol: 'TCP', port }).verdict;
      one.holds(
        subnet,
        `a way from ${block.cidr} to otel-gateway:${port} of ${receiver.cluster}`,
        into,
        into === 'open',
      );
    }
  }
}
