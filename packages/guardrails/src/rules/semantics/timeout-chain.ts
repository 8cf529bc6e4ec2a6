import type { Resource } from '@smile/inventory';
import { Block } from '../../reading/block.ts';
import { entrancesOf } from '../../reading/entrances.ts';
import { companionsOf, targetsOf } from '../../reading/links.ts';
import type { Rule, RuleContext, Violation } from '../../rule.ts';

/** In seconds: how long each party keeps a connection on which nothing happens. */
const KEEPS = {
  /** Source: developers.cloudflare.com/fundamentals/reference/connection-limits, "Proxy Idle Timeout". */
  cloudflare: 900,
  /** Default of a load balancer. Source: ELB guide, "Load balancer attributes". */
  balancer: 60,
} as const;

/** How long targets keep connections, by the path on which they are asked for their health. */
const TARGETS: Readonly<Record<string, { readonly name: string; readonly seconds: number }>> = {
  /** Source: envoyproxy.io/docs/envoy/latest/faq/configuration/timeouts, connection idle timeout. */
  '/healthz/ready': { name: "Istio's gateway", seconds: 3600 },
  /** Source: `nginx['keepalive_timeout']` in packages/access/src/git/git-server.sh; GitLab's default is 65. */
  '/-/health': { name: 'GitLab', seconds: 930 },
};

export const timeoutChain: Rule = {
  id: 'SMILE_TIMEOUT_CHAIN',
  family: 'semantics',
  severity: 'low',
  title: 'Each hop keeps idle connections longer than the hop before it',
  what: "`idle_timeout` of an `aws_lb` is above the 900 seconds for which Cloudflare reuses connections, where Cloudflare calls it, and below the time for which its targets keep theirs (Istio's gateway 3,600 s, GitLab 930 s). Targets that are on no list are not judged.",
  why: 'A hop that closes first does so while the hop before it sends: visitors see 520, or 502, now and then and for no reason that a log tells.',
  remedy: 'Leave idleTimeout of LoadBalancer at its default, and change all hops together.',
  source: 'https://developers.cloudflare.com/fundamentals/reference/connection-limits/',
  check: (context) =>
    entrancesOf(context).flatMap(({ balancer: place, admitsCloudflare }) => {
      const block = Block.of(place);
      const idle = block.number('idle_timeout') ?? (block.has('idle_timeout') ? undefined : KEEPS.balancer);
      if (idle === undefined) return [];
      const problems: Violation[] = [];
      if (admitsCloudflare && idle <= KEEPS.cloudflare) {
        problems.push({
          place,
          message: `idle_timeout must be above ${KEEPS.cloudflare}, for which Cloudflare reuses a connection, got ${idle}`,
        });
      }
      for (const { name, seconds } of targetsBehind(context, place)) {
        if (idle >= seconds) {
          problems.push({
            place,
            message: `idle_timeout must be below ${seconds}, for which ${name} keeps a connection, got ${idle}`,
          });
        }
      }
      return problems;
    }),
};

function targetsBehind(context: RuleContext, balancer: Resource) {
  const groups = companionsOf(context, balancer, 'aws_lb_listener', 'load_balancer_arn')
    .flatMap((listener) => companionsOf(context, listener, 'aws_lb_listener_rule', 'listener_arn'))
    .flatMap((rule) => targetsOf(context, rule, 'action', 'aws_lb_target_group'));
  const paths = new Set(groups.map((group) => Block.of(group).block('health_check').text('path') ?? ''));
  return [...paths].flatMap((path) => TARGETS[path] ?? []);
}
