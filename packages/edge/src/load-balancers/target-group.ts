import { LbTargetGroup } from '@cdktf/provider-aws/lib/lb-target-group';
import { LbTargetGroupAttachment } from '@cdktf/provider-aws/lib/lb-target-group-attachment';
import { type Deletion, inSeconds, protectionOf, type Seconds, throwIfAny } from '@smile/core';
import type { Vpc } from '@smile/network';
import { Construct } from 'constructs';
import { HEALTH_CHECK_PACE, targetGroupName } from './target-group-settings.ts';

/** How a load balancer asks targets whether they are well. */
export interface TargetHealth {
  readonly protocol: 'HTTP' | 'HTTPS';
  readonly port: number;
  /** As in `/healthz/ready`; 200 is the only good answer. */
  readonly path: string;
}

export interface TargetGroupProps {
  readonly vpc: Vpc;
  /** Words of the name after the environment's prefix, as in `web`. */
  readonly name: string;
  /** Port of the targets. Terraform refuses to change it: see {@link TargetGroup}. @default 443 */
  readonly port?: number;
  /** Terraform refuses to change it, like `port`. @default 'HTTPS'; the certificate of a target is not checked */
  readonly protocol?: 'HTTP' | 'HTTPS';
  /** @default - Istio's gateway: `/healthz/ready` on 15021, as {@link ISTIO_HEALTH} */
  readonly health?: TargetHealth;
  /** How long a target that leaves may finish its requests; the gateway drains for longer. @default '60 seconds' */
  readonly drainFor?: Seconds;
  /** Whether Terraform may delete the group: only once no listener and no binding uses it. @default 'protected' */
  readonly deletion?: Deletion;
}

/**
 * Readiness of an Istio gateway, on the port that its own probe uses. It is plain HTTP even if requests are not.
 *
 * The port of requests is no use: Istio has no route for a request without a known host and answers 404.
 */
export const ISTIO_HEALTH: TargetHealth = { protocol: 'HTTP', port: 15021, path: '/healthz/ready' };

/** Longest that AWS lets a target drain, in seconds. */
const LONGEST_DRAIN = 3600;

/**
 * Addresses that a load balancer sends requests to.
 *
 * Pods are put in by the `TargetGroupBinding` of the AWS Load Balancer Controller, hosts by {@link addHost}: both in later
 * stacks. So a group is never replaced in place: the new one would be empty when the listener turns to it, and every request
 * be answered 503 until the later stack is applied. Terraform refuses instead, and a second group takes over
 * (docs/runbooks/replace-a-target-group.md). The name ends with a hash of what AWS cannot change, so that both can stand.
 */
export class TargetGroup extends Construct {
  readonly targetGroupArn: string;
  /** As in `targetgroup/smile-prd-web-0a1b2c/0123456789abcdef`: its name in CloudWatch metrics. */
  readonly targetGroupArnSuffix: string;
  readonly port: number;
  readonly health: TargetHealth;
  /** How long a target that leaves may finish its requests. */
  readonly drainSeconds: number;

  constructor(scope: Construct, id: string, props: TargetGroupProps) {
    super(scope, id);
    const port = props.port ?? 443;
    const protocol = props.protocol ?? 'HTTPS';
    const health = props.health ?? ISTIO_HEALTH;
    const drainFor = props.drainFor ?? '60 seconds';
    throwIfAny(this, targetGroupProblems(port, health, drainFor));
    const protection = protectionOf(this, props.deletion ?? 'protected');
    const identity = { port, protocol, protocolVersion: 'HTTP1', targetType: 'ip' };
    const group = new LbTargetGroup(this, 'Default', {
      ...identity,
      name: targetGroupName(this, props.name, identity),
      vpcId: props.vpc.vpcId,
      deregistrationDelay: String(inSeconds(drainFor)),
      // The default, in turn, would send as much to a pod that is stuck as to any other.
      loadBalancingAlgorithmType: 'least_outstanding_requests',
      // A zone without healthy pods is served by the others.
      loadBalancingCrossZoneEnabled: 'true',
      healthCheck: {
        enabled: true,
        protocol: health.protocol,
        port: String(health.port),
        path: health.path,
        matcher: '200',
        ...HEALTH_CHECK_PACE,
      },
      tags: { ...protection.tags },
      lifecycle: { preventDestroy: protection.isProtected },
    });
    this.targetGroupArn = group.arn;
    this.targetGroupArnSuffix = group.arnSuffix;
    this.port = port;
    this.health = health;
    this.drainSeconds = inSeconds(drainFor);
  }

  /** Ports that must be open towards the targets: that of requests, and that of health checks if it is another. */
  get ports(): readonly number[] {
    return [...new Set([this.port, this.health.port])];
  }

  /**
   * Puts a host in, for targets that no controller puts in.
   *
   * @param scope where the attachment is made: the host's stack, which may be a later one.
   */
  addHost(scope: Construct, id: string, privateIp: string): void {
    new LbTargetGroupAttachment(scope, id, {
      targetGroupArn: this.targetGroupArn,
      targetId: privateIp,
      port: this.port,
    });
  }
}

function targetGroupProblems(port: number, health: TargetHealth, drainFor: Seconds): string[] {
  const seconds = inSeconds(drainFor);
  const ports = [port, health.port].filter((one) => !Number.isInteger(one) || one < 1 || one > 65_535);
  return [
    ...ports.map((one) => `expected a port from 1 to 65535, got ${one}; give the port that the targets listen on`),
    ...(health.path.startsWith('/')
      ? []
      : [`health.path: expected a path, got ${JSON.stringify(health.path)}; begin with /, as in /healthz/ready`]),
    ...(seconds >= 0 && seconds <= LONGEST_DRAIN
      ? []
      : [
          `drainFor: expected at most ${LONGEST_DRAIN} seconds, got '${drainFor}'; give the time of the longest request`,
        ]),
  ];
}
