import { trafficChains } from '@smile/inventory';
import { allOf } from '../../reading/checks.ts';
import { covers, entrancesOf, purposeOf } from '../../reading/entrances.ts';
import type { Rule, RuleContext, Violation } from '../../rule.ts';

export const operatorHosts: Rule = {
  id: 'SMILE_OPERATOR_HOSTS',
  family: 'security',
  severity: 'high',
  title:
    'Administrative hosts are reachable from operator addresses only, by controls of the stack that publishes them',
  what: 'A host for operators (Jenkins, Grafana, Jaeger, administration of Keycloak, consoles of the data cluster) is an unproxied record that leads, within its own stack, to a load balancer whose security groups let in prefix lists of operators and nothing else; no other load balancer has a rule, not even a pattern, that covers the host. A host that is on no list is judged the same way.',
  why: 'A filter in another stack or at another vendor is applied later, or is lost alone, and the console faces the internet meanwhile.',
  remedy:
    'Put the host on a load balancer that admits operators, in the values of the environment; add a new word with its audience to host-words.ts of @smile/core.',
  source: 'requirements APP-ALB, CI-JENKINS',
  check: allOf(records, patterns),
};

/** Whether a name is meant for nobody but operators, as far as anybody knows. */
function isRestricted(name: string): boolean {
  return purposeOf(name)?.audience !== 'visitors';
}

function records(context: RuleContext): readonly Violation[] {
  const entrances = new Map(entrancesOf(context).map((one) => [`${one.balancer.stack}/${one.balancer.address}`, one]));
  return trafficChains(context.inventory).flatMap(({ host, hops }) => {
    const [name] = hops;
    const place = name === undefined ? undefined : context.inventory.byAddress(name.stack, name.address);
    if (place === undefined || isForGateway(context, place.stack, host) || !isRestricted(host)) return [];
    const say = (message: string) => ({ place, message: `${host} is for operators, but ${message}` });
    if (place.values.proxied === true) return [say('it is proxied, so everybody reaches it through Cloudflare')];
    const balancer = hops.find(({ kind }) => kind === 'load-balancer');
    const entrance = balancer === undefined ? undefined : entrances.get(`${balancer.stack}/${balancer.address}`);
    if (entrance === undefined) return [say('the way to its load balancer cannot be followed')];
    const abroad = hops.find(({ stack }) => stack !== place.stack);
    if (abroad !== undefined) return [say(`what protects it is in another stack, ${abroad.stack}`)];
    return entrance.strangers.map(say);
  });
}

/** Host patterns of load balancers that let others in: a request may name any host, whatever its record says. */
function patterns(context: RuleContext): readonly Violation[] {
  const all = entrancesOf(context);
  const names = context.resources('cloudflare_dns_record').map(({ values }) => String(values.name));
  const restricted = new Set(
    [...names, ...all.flatMap(({ hosts }) => hosts.map(({ pattern }) => pattern))].filter(
      (name) => purposeOf(name)?.audience === 'operators',
    ),
  );
  return all
    .filter(({ strangers }) => strangers.length > 0)
    .flatMap(({ hosts }) =>
      hosts.flatMap(({ pattern, rule }) =>
        [...restricted]
          .filter((host) => covers(pattern, host))
          .map((host) => ({
            place: rule,
            message: `condition must not cover ${host}, which is for operators, on a load balancer that lets others in, got ${pattern}`,
          })),
      ),
    );
}

/** The name of an API gateway is its own; mutual TLS and its authorizer protect it. */
function isForGateway(context: RuleContext, stack: string, host: string): boolean {
  return context
    .resources('aws_apigatewayv2_domain_name')
    .some(({ stack: at, values }) => at === stack && values.domain_name === host);
}
