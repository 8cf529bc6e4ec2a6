import { Route53HealthCheck } from '@cdktf/provider-aws/lib/route53-health-check';
import { EstateStack, NAME_LIMITS, physicalName, regionFacts, throwIfAny } from '@smile/core';
import { Construct } from 'constructs';

export interface HealthCheckProps {
  /** Public name, as in `app.smile.example`. Checks go through Cloudflare: load balancers admit nobody else. */
  readonly host: string;
  /** What answers 2xx or 3xx while all is well. @default '/' */
  readonly path?: string;
}

/** In seconds; the other choice is 10, for an extra fee. */
const INTERVAL_SECONDS = 30;

const FAILURES_UNTIL_UNHEALTHY = 3;

/**
 * Whether the world reaches a host, as seen from the three nearest places where Route 53 has checkers.
 *
 * It publishes its metric in us-east-1 only, where nothing of ours is (docs/adr/0014), so there is no alarm on it:
 * `OriginAlerts` wakes people, and this tells them whether it is the host or the way to it. About USD 2 a month.
 */
export class HealthCheck extends Construct {
  readonly healthCheckId: string;

  constructor(scope: Construct, id: string, props: HealthCheckProps) {
    super(scope, id);
    const path = props.path ?? '/';
    const { region } = EstateStack.ofConstruct(this).environment;
    throwIfAny(this, pathProblems(path));
    const check = new Route53HealthCheck(this, 'Default', {
      type: 'HTTPS',
      fqdn: props.host,
      port: 443,
      resourcePath: path,
      enableSni: true,
      requestInterval: INTERVAL_SECONDS,
      failureThreshold: FAILURES_UNTIL_UNHEALTHY,
      regions: [...regionFacts(region).healthCheckRegions],
      tags: { Name: physicalName(this, NAME_LIMITS.alarm) },
    });
    this.healthCheckId = check.id;
  }
}

function pathProblems(path: string): string[] {
  if (path.startsWith('/') && path.length <= 255) return [];
  return [`path: expected a path of at most 255 characters that starts with /, got ${JSON.stringify(path)}; write /`];
}
