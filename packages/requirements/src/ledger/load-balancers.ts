import { blocksAt, type Reachability, type Resource, textsAt, trafficChains } from '@smile/inventory';
import type { EnvironmentExamination } from '../examination.ts';
import { reachabilityOf } from '../reachability-of.ts';

/** Whom each load balancer serves. */
const BALANCERS = { web: 'cloudflare', wms: 'cloudflare', platform: 'operators', data: 'operators' } as const;

/** Those of dev: one for what users see, one for consoles. Dev may share infrastructure (ENV-DEV). */
const IN_DEV = ['web', 'platform'];

/** First labels of the hosts behind each: users in front, what operators open behind. */
const HOSTS: Readonly<Record<keyof typeof BALANCERS, readonly string[]>> = {
  web: ['app', 'api', 'auth'],
  wms: ['wms', 'wms-api'],
  platform: ['grafana', 'jaeger', 'jenkins', 'auth-admin'],
  data: ['clickhouse', 'risingwave', 'etl'],
};

/** In dev the two load balancers serve what four serve elsewhere. */
const HOSTS_IN_DEV: Readonly<Record<string, readonly string[]>> = {
  // Previews of branches, which dev alone has (ENV-DEV).
  web: [...HOSTS.web, ...HOSTS.wms, 'app-*', 'api-*', 'wms-*'],
  platform: [...HOSTS.platform, ...HOSTS.data],
};

/** Load balancers that people come through. That of telemetry is a network load balancer, inside the VPC, and none of the four. */
export function applicationBalancers(one: EnvironmentExamination): readonly Resource[] {
  return one
    .ofType('aws_lb')
    .filter(({ values }) => values.load_balancer_type !== 'network' || values.internal !== true);
}

/** Four application load balancers, two of them for operators alone. */
export function hasLoadBalancers(one: EnvironmentExamination): void {
  const reachability = reachabilityOf(one.inventory);
  const wanted = Object.entries(BALANCERS).filter(([name]) => one.environment.stage !== 'dev' || IN_DEV.includes(name));
  for (const [name, guests] of wanted) {
    const balancer = one.one(`load balancer ${name}`, one.named('aws_lb', name));
    if (balancer === undefined) continue;
    one.equal(balancer, 'load_balancer_type', 'application');
    admitsOnly(one, reachability, balancer, guests);
    const hosts = one.environment.stage === 'dev' ? HOSTS_IN_DEV : HOSTS;
    serves(one, balancer, (hosts as Readonly<Record<string, readonly string[]>>)[name] ?? []);
  }
  one.exactly(wanted.length, 'load balancer', applicationBalancers(one));
}

/** Its rules name exactly the hosts that are meant for its guests. */
function serves(one: EnvironmentExamination, balancer: Resource, labels: readonly string[]): void {
  const found = one
    .referrers(balancer, 'aws_lb_listener', 'load_balancer_arn')
    .flatMap((listener) => one.referrers(listener, 'aws_lb_listener_rule', 'listener_arn'))
    .flatMap(({ values }) => blocksAt(values, 'condition'))
    .flatMap((condition) => blocksAt(condition, 'host_header'))
    .flatMap((header) => textsAt(header, 'values'))
    .map((host) => host.split('.')[0] ?? '');
  const isExact = [...found].sort().join() === [...labels].sort().join();
  one.holds(balancer, `the hosts ${labels.join(', ')}`, [...found].sort().join(', ') || 'none', isExact);
}

/** Jenkins has a name, which only operators reach, by what its own stack makes. */
export function hasJenkinsHost(one: EnvironmentExamination): void {
  const stacks = new Set(one.resources({ type: 'cloudflare_dns_record' }).map(({ stack }) => stack));
  const chains = trafficChains(one.inventory).filter(
    ({ host, hops }) => /^jenkins\./.test(host) && stacks.has(hops[0]?.stack ?? ''),
  );
  const [chain] = chains;
  const [name] = chain?.hops ?? [];
  if (chain === undefined || name === undefined || chains.length > 1) {
    one.lacks(`expected 1 × public name of Jenkins, found ${chains.length}`);
    return;
  }
  const isWhole = chain.hops.at(-1)?.kind === 'target-group' && chain.problems.length === 0;
  one.holds(name, 'a sound way to a target group', chain.hops.map(({ kind }) => kind).join(' → '), isWhole);
  one.holds(name, 'operators alone', chain.guests ?? 'nobody', chain.guests === 'operators');
  const isOwn = chain.hops.every(({ stack }) => stack === name.stack);
  one.holds(name, 'all of the way in one stack', [...new Set(chain.hops.map(({ stack }) => stack))].join(', '), isOwn);
}

/** Every way in is a prefix list of the guests; anything else, even the VPC, is too much. */
function admitsOnly(
  one: EnvironmentExamination,
  reachability: Reachability,
  balancer: Resource,
  guests: 'cloudflare' | 'operators',
): void {
  const ways = reachability.waysInto(balancer);
  const lists = ways.map(({ connection: { from } }) => {
    return from.kind === 'prefix-list' ? (textsAt(from.resource?.values ?? {}, 'name')[0] ?? from.id) : from.kind;
  });
  const isOnly = lists.length > 0 && lists.every((list) => list.includes(`-${guests}`));
  const found = [...new Set(lists)].sort().join(', ');
  one.holds(balancer, `nobody but ${guests}`, found === '' ? 'nobody' : found, isOnly);
}

/** The one value that switches the API Gateway off, and where it is proven both ways. */
const SWITCH = 'apiGateway';
const PROOFS = [/packages\/edge\/.*\/api-gateway\.test\.ts$/, /packages\/estate\/src\/edge-stack\.test\.ts$/];

/** No API Gateway while it is switched off; exactly one when it is on. */
export function hasApiGateway(one: EnvironmentExamination): void {
  const gateways = one.resources({ type: ['aws_apigatewayv2_api', 'aws_api_gateway_rest_api'] });
  const { repository } = one.materials;
  if (repository === undefined) {
    one.cannotTell('nothing is known of the repository');
    return;
  }
  const { id } = one.environment;
  const isOff = (repository.switchedOff[id] ?? []).includes(SWITCH);
  const site = { stack: id, address: `src/environment.ts ${SWITCH}` };
  const expected = isOff ? 'no API Gateway, since it is off' : 'one API Gateway, since it is on';
  one.holds(site, expected, `${gateways.length}`, gateways.length === (isOff ? 0 : 1));
  for (const proof of PROOFS) {
    const file = repository.testFiles.find((path) => proof.test(path));
    one.holds(
      { stack: 'repository', address: file ?? String(proof) },
      'a test both ways',
      file ?? 'none',
      file !== undefined,
    );
  }
}
