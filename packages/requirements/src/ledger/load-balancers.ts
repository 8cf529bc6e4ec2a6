import { type Reachability, type Resource, textsAt } from '@smile/inventory';
import type { EnvironmentExamination } from '../examination.ts';
import { reachabilityOf } from '../reachability-of.ts';

/** Whom each load balancer serves. */
const BALANCERS = { web: 'cloudflare', wms: 'cloudflare', platform: 'operators', data: 'operators' } as const;

/** Those of dev: one for what users see, one for consoles. Dev may share infrastructure (ENV-DEV). */
const IN_DEV = ['web', 'platform'];

/** Four application load balancers, two of them for operators alone. */
export function hasLoadBalancers(one: EnvironmentExamination): void {
  const reachability = reachabilityOf(one.inventory);
  const wanted = Object.entries(BALANCERS).filter(([name]) => one.environment.stage !== 'dev' || IN_DEV.includes(name));
  for (const [name, guests] of wanted) {
    const balancer = one.one(`load balancer ${name}`, one.named('aws_lb', name));
    if (balancer === undefined) continue;
    one.equal(balancer, 'load_balancer_type', 'application');
    admitsOnly(one, reachability, balancer, guests);
  }
  one.exactly(wanted.length, 'load balancer', one.ofType('aws_lb'));
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
