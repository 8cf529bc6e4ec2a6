import {
  type JsonObject,
  type KubernetesObject,
  podReachability,
  podTemplates,
  type Resource,
  selects,
  type TrafficChain,
} from '@smile/inventory';
import type { EnvironmentExamination } from '../examination.ts';
import { type ChartInCluster, type ClusterReading, isGateway } from './cluster-reading.ts';
import { answerAt, answersOf, type RouteAnswer } from './http-routes.ts';
import { objectsAt, textsIn } from './json-lists.ts';
import { asked, type Called, meshAllows } from './mesh-answer.ts';

/** Trusted hops: Cloudflare and the load balancer, or the load balancer alone. */
const HOPS = { cloudflare: 2, operators: 1 } as const;
/** Where Istio's gateway says whether it is ready. */
const HEALTH_PORT = 15_021;
/** An address that is nobody's: RFC 5737. */
const STRANGER = '198.51.100.7/32';
/** Paths of Keycloak that its documentation keeps from the public: https://www.keycloak.org/server/reverseproxy */
const NOT_PUBLIC = ['/admin/master/console/', '/metrics', '/health/ready'];
/** First labels of hosts whose programs ask nobody who they are. */
const WITHOUT_LOGIN = ['jaeger', 'risingwave', 'etl'];

/**
 * The way of one host on from its target group: binding, gateway, listener, certificate, who may come, route, Service, pods
 * (TRF-EXT). What is wrong is a problem of the examination.
 */
export class WayThroughGateway {
  private readonly one: EnvironmentExamination;
  private readonly reading: ClusterReading;
  private readonly chain: TrafficChain;

  constructor(one: EnvironmentExamination, reading: ClusterReading, chain: TrafficChain) {
    this.one = one;
    this.reading = reading;
    this.chain = chain;
  }

  follow(group: Resource, balancer: Resource | undefined): void {
    const bindings = this.reading.ofKind('TargetGroupBinding').filter((one) => this.isBound(one, group));
    if (bindings.length !== 1) {
      this.problem(group, `1 TargetGroupBinding`, `${bindings.length}`);
      return;
    }
    const [binding] = bindings;
    const gateway = binding === undefined ? undefined : this.gatewayOf(binding, group);
    if (binding === undefined || gateway === undefined) return;
    this.checkListener(binding, gateway);
    this.checkGuests(binding, gateway, balancer);
    this.toRoute(gateway, portOf(binding));
  }

  /** In code a reference to the group, in a state its ARN. */
  private isBound({ spec, resource }: KubernetesObject, group: Resource): boolean {
    const text = String(spec.targetGroupARN ?? '');
    if (!text.includes('${')) return text === group.values.arn;
    const { inventory } = this.one;
    const output = /\.outputs\.([\w-]+)/.exec(text)?.[1];
    const local = /\$\{(aws_lb_target_group\.[\w-]+)\./.exec(text)?.[1];
    const named = inventory.outputs
      .filter(({ name }) => name === output)
      .flatMap(({ producers }) => producers.map((made) => inventory.byAddress(made.stack, made.address)));
    const own = local === undefined ? undefined : inventory.byAddress(resource.stack, local);
    return [...named, own].some((found) => found === group);
  }

  private gatewayOf(binding: KubernetesObject, group: Resource): ChartInCluster | undefined {
    const service = (binding.spec.serviceRef as JsonObject | undefined)?.name;
    const found = this.reading.charts.find(
      (one) =>
        isGateway(one) &&
        one.cluster === binding.cluster &&
        one.namespace === binding.namespace &&
        nameOf(one) === service,
    );
    if (found === undefined) {
      this.problem(binding.resource, 'a gateway of Istio behind the binding', String(service));
      return undefined;
    }
    const port = portOf(binding);
    const ports = objectsAt((found.values.service as JsonObject | undefined)?.ports);
    const isOpen = (wanted: number) =>
      ports.some((one) => one.port === wanted && (one.targetPort ?? one.port) === wanted);
    const isSame = isOpen(port) && isOpen(HEALTH_PORT) && Number(group.values.port ?? port) === port;
    this.holds(
      found.resource,
      `the port of the target group, and that of health`,
      isSame ? `${port}` : 'another',
      isSame,
    );
    const type = String((found.values.service as JsonObject | undefined)?.type ?? 'LoadBalancer');
    this.holds(found.resource, 'a Service inside the cluster', type, type === 'ClusterIP');
    const isByAddress = binding.spec.targetType === 'ip' && binding.spec.networking === undefined;
    this.holds(
      binding.resource,
      'pods by their address, and no rules of security groups',
      isByAddress ? 'ip' : 'otherwise',
      isByAddress,
    );
    this.checkHops(found);
    return found;
  }

  private checkHops({ values, resource }: ChartInCluster): void {
    const text = String((values.podAnnotations as JsonObject | undefined)?.['proxy.istio.io/config'] ?? '{}');
    const hops = (JSON.parse(text) as { gatewayTopology?: { numTrustedProxies?: number } }).gatewayTopology
      ?.numTrustedProxies;
    const wanted = HOPS[this.chain.guests ?? 'operators'];
    this.holds(resource, `${wanted} trusted hops`, `${hops ?? 0}`, hops === wanted);
  }

  private checkListener(binding: KubernetesObject, gateway: ChartInCluster): void {
    const port = portOf(binding);
    const listeners = this.listenersOf(gateway);
    const servers = listeners
      .flatMap(({ spec }) => objectsAt(spec.servers))
      .filter((server) => numberOf(server) === port);
    const [server] = servers;
    const tls = (server?.tls as JsonObject | undefined) ?? {};
    const protocol = (server?.port as JsonObject | undefined)?.protocol;
    const isSound =
      servers.length === 1 && protocol === 'HTTPS' && textsIn(server?.hosts).includes('*') && tls.mode === 'SIMPLE';
    const site = listeners[0]?.resource ?? gateway.resource;
    this.holds(site, 'one listener for HTTPS of any name', `${servers.length} (${protocol ?? 'none'})`, isSound);
    const certificate = this.reading
      .ofKind('Certificate', gateway.cluster)
      .find((one) => one.namespace === gateway.namespace && one.spec.secretName === tls.credentialName);
    const covers = textsIn(certificate?.spec.dnsNames).includes(this.chain.host);
    this.holds(
      certificate?.resource ?? site,
      `a certificate for ${this.chain.host}`,
      certificate?.name ?? 'none',
      covers,
    );
  }

  private listenersOf(gateway: ChartInCluster): readonly KubernetesObject[] {
    return this.reading.ofKind('Gateway', gateway.cluster).filter(({ namespace, spec }) => {
      const selector = { matchLabels: spec.selector ?? {} } as JsonObject;
      return namespace === gateway.namespace && selects(selector, labelsOf(gateway)) === 'yes';
    });
  }

  /** The mesh and the network let the load balancer in, and nobody else. */
  private checkGuests(binding: KubernetesObject, gateway: ChartInCluster, balancer: Resource | undefined): void {
    const policies = this.reading.ofKind('AuthorizationPolicy', gateway.cluster);
    const subnets = balancer === undefined ? [] : this.one.pointsAt(balancer, 'subnets', 'aws_subnet');
    const blocks = subnets.map(({ values }) => String(values.cidr_block));
    const called = calledOf(gateway);
    const port = portOf(binding);
    const { host } = this.chain;
    const isLetIn = blocks.length > 0 && blocks.every((block) => meshAllows(policies, called, { block, host, port }));
    this.holds(gateway.resource, `requests of the load balancer for ${host}`, isLetIn ? 'allowed' : 'refused', isLetIn);
    const isStranger = meshAllows(policies, called, { block: STRANGER, host, port });
    this.holds(gateway.resource, 'nobody but the load balancer', isStranger ? 'strangers too' : 'nobody', !isStranger);
    const reachability = podReachability(this.one.inventory);
    const pods = { kind: 'pods' as const, name: gateway.name, ...called };
    for (const wanted of [port, HEALTH_PORT]) {
      const verdicts = blocks.map(
        (cidr) =>
          reachability.connection({ kind: 'block', cidr, except: [] }, pods, { protocol: 'TCP', port: wanted }).verdict,
      );
      const isOpen = verdicts.length > 0 && verdicts.every((verdict) => verdict === 'open');
      this.holds(gateway.resource, `a way from the load balancer to port ${wanted}`, verdicts[0] ?? 'none', isOpen);
    }
  }

  private toRoute(gateway: ChartInCluster, port: number): void {
    const listeners = this.listenersOf(gateway).flatMap(({ namespace, name }) => [`${namespace}/${name}`, name]);
    const routes = this.reading
      .ofKind('VirtualService', gateway.cluster)
      .filter(({ spec }) => textsIn(spec.hosts).includes(this.chain.host))
      .filter(({ spec }) => textsIn(spec.gateways).some((name) => listeners.includes(name)));
    const [route] = routes;
    if (route === undefined || routes.length > 1) {
      this.problem(gateway.resource, `1 route for ${this.chain.host}`, `${routes.length}`);
      return;
    }
    const services = answersOf(route).filter((answer) => answer.kind === 'service');
    if (services.length === 0) {
      const answer = answerAt(route, '/');
      const isTold = answer.kind === 'direct' && answer.status === 503;
      this.holds(
        route.resource,
        `an answer for ${this.chain.host}`,
        isTold ? '503: not deployed' : shown(answer),
        isTold,
      );
      return;
    }
    this.checkPaths(route);
    this.checkSignIn(route, gateway, port);
    for (const service of services) this.toService(route, gateway, service);
  }

  private checkPaths(route: KubernetesObject): void {
    if (!this.chain.host.startsWith('auth.')) return;
    for (const path of NOT_PUBLIC) {
      const answer = answerAt(route, path);
      this.holds(route.resource, `nothing at ${path} of ${this.chain.host}`, shown(answer), answer.kind !== 'service');
    }
  }

  private checkSignIn(route: KubernetesObject, gateway: ChartInCluster, port: number): void {
    const { host } = this.chain;
    if (!WITHOUT_LOGIN.some((label) => host.startsWith(`${label}.`))) return;
    const policies = this.reading.ofKind('AuthorizationPolicy', gateway.cluster);
    const guards = asked(policies, calledOf(gateway), { host, port });
    this.holds(route.resource, `somebody who asks who opens ${host}`, guards[0]?.name ?? 'nobody', guards.length > 0);
  }

  private toService(
    route: KubernetesObject,
    gateway: ChartInCluster,
    { host, port }: Extract<RouteAnswer, { kind: 'service' }>,
  ): void {
    const [name = '', namespace = ''] = host.split('.');
    const { cluster } = gateway;
    const service = this.reading
      .ofKind('Service', cluster)
      .find((one) => one.namespace === namespace && one.name === name);
    const chart = this.reading.charts.find((one) => one.cluster === cluster && one.namespace === namespace);
    const found = service === undefined ? (chart === undefined ? 'none' : `of a chart in ${namespace}`) : service.name;
    this.holds(route.resource, `a Service ${namespace}/${name}`, found, found !== 'none');
    if (service !== undefined) this.toPods(service, port);
    const isCalled = this.isAllowed(gateway, namespace, port) || this.isChecked(gateway, host);
    this.holds(
      route.resource,
      `a safe way from the gateway to ${namespace}/${name}`,
      isCalled ? 'there' : 'none',
      isCalled,
    );
  }

  private toPods(service: KubernetesObject, port: number): void {
    const ports = objectsAt(service.spec.ports);
    const isSame = ports.some(
      (one) => one.port === port && [undefined, port].includes(one.targetPort as number | undefined),
    );
    this.holds(
      service.resource,
      `port ${port}, which is that of the container`,
      isSame ? `${port}` : 'another',
      isSame,
    );
    const pods = podTemplates(this.reading.objects).find(
      ({ object, labels }) =>
        object.cluster === service.cluster &&
        object.namespace === service.namespace &&
        selects({ matchLabels: service.spec.selector ?? {} } as JsonObject, labels) === 'yes',
    );
    this.holds(service.resource, `pods behind ${service.name}`, pods?.object.name ?? 'none', pods !== undefined);
  }

  /** In the mesh: some policy of the namespace lets this gateway in by its identity. */
  private isAllowed(gateway: ChartInCluster, namespace: string, port: number): boolean {
    const principal = `cluster.local/ns/${gateway.namespace}/sa/${nameOf(gateway)}`;
    return this.reading
      .ofKind('AuthorizationPolicy', gateway.cluster)
      .filter((policy) => policy.namespace === namespace)
      .some((policy) => {
        const labels = ((policy.spec.selector as JsonObject | undefined)?.matchLabels ?? {}) as Record<string, string>;
        if (!this.reading.hasProxy(gateway.cluster, namespace, labels)) return false;
        return meshAllows([policy], { cluster: gateway.cluster, namespace, labels }, { principal, port });
      });
  }

  /** Outside of it: TLS whose certificate is checked. */
  private isChecked(gateway: ChartInCluster, host: string): boolean {
    return this.reading
      .ofKind('DestinationRule', gateway.cluster)
      .filter(({ namespace, spec }) => namespace === gateway.namespace && spec.host === host)
      .some(({ spec }) => {
        const tls = ((spec.trafficPolicy as JsonObject | undefined)?.tls as JsonObject | undefined) ?? {};
        const hasAuthority = tls.credentialName !== undefined || tls.caCertificates !== undefined;
        return (
          ['SIMPLE', 'MUTUAL'].includes(String(tls.mode)) && hasAuthority && textsIn(tls.subjectAltNames).length > 0
        );
      });
  }

  private holds(site: Resource, expected: string, found: string, isSo: boolean): void {
    this.one.holds(site, expected, found, isSo);
  }

  private problem(site: Resource, expected: string, found: string): void {
    this.one.holds(site, `${expected} behind ${this.chain.host}`, found, false);
  }
}

function nameOf({ values, name }: ChartInCluster): string {
  return typeof values.name === 'string' && values.name !== '' ? values.name : name;
}

/** As the chart of the gateway labels its pods. */
function labelsOf(gateway: ChartInCluster): Record<string, string> {
  const name = nameOf(gateway);
  const given = (gateway.values.labels as Record<string, string> | undefined) ?? {};
  return { app: name, istio: name.replace(/^istio-/, ''), ...given };
}

function calledOf(gateway: ChartInCluster): Called {
  return { cluster: gateway.cluster, namespace: gateway.namespace, labels: labelsOf(gateway) };
}

function portOf({ spec }: KubernetesObject): number {
  return Number((spec.serviceRef as JsonObject | undefined)?.port);
}

function numberOf(server: JsonObject): number {
  return Number((server.port as JsonObject | undefined)?.number);
}

function shown(answer: RouteAnswer): string {
  if (answer.kind === 'service') return answer.host;
  return answer.kind === 'direct' ? String(answer.status) : 'nothing';
}
