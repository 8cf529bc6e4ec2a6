import { Lb } from '@cdktf/provider-aws/lib/lb';
import {
  type Connectable,
  type Connections,
  type Deletion,
  EstateStack,
  inSeconds,
  NAME_LIMITS,
  PORTS,
  type PrivateBucket,
  type Protection,
  physicalName,
  protectionOf,
  type Seconds,
  tcp,
  throwIfAny,
} from '@smile/core';
import { SecurityGroup, type Vpc } from '@smile/network';
import { Construct } from 'constructs';
import type { PrivateListener } from '../api-gateway/http-api.ts';
import type { EdgeLoadBalancer } from '../edge-load-balancer.ts';
import { type Admission, quotaProblems } from './admission.ts';
import { Listeners } from './listeners.ts';
import type { TargetGroup } from './target-group.ts';

export interface LoadBalancerProps {
  readonly vpc: Vpc;
  /** Words of the name after the environment's prefix, as in `web`. Changing it replaces the load balancer. */
  readonly name: string;
  readonly admits: Admission;
  /** A certificate for every host, issued. */
  readonly certificateArn: string;
  /** Bucket for requests and connections, encrypted by S3 itself: load balancers deliver to nothing else. */
  readonly logs: PrivateBucket;
  /**
   * How long a connection may be silent. Longer than Cloudflare reuses one (900 s), or visitors see 520; shorter than targets keep
   * theirs, or they see 502. An answer may take as long, so slow queries of consoles end too. @default '910 seconds'
   */
  readonly idleTimeout?: Seconds;
  /** Whether Terraform and AWS may delete the load balancer. @default 'protected' */
  readonly deletion?: Deletion;
}

type Settings = LoadBalancerProps &
  Required<Pick<LoadBalancerProps, 'idleTimeout'>> & { readonly protection: Protection };

const LONGEST_IDLE = 4000;

const INSIDE_PORT = 8443;

/**
 * An application load balancer on the internet that lets in Cloudflare, or operators, and nobody else (APP-ALB, TRF-EXT).
 *
 * It is IPv4 only, like the VPC. Cloudflare serves IPv6 visitors and calls origins over what they offer; an origin on both
 * would only be a second way in. About USD 25 a month before traffic.
 */
export class LoadBalancer extends Construct implements EdgeLoadBalancer {
  readonly loadBalancerArn: string;
  readonly loadBalancerArnSuffix: string;
  readonly dnsName: string;
  readonly hostedZoneId: string;
  readonly httpsListenerArn: string;
  readonly connections: Connections;
  private readonly listeners: Listeners;
  private readonly name: string;

  constructor(scope: Construct, id: string, props: LoadBalancerProps) {
    super(scope, id);
    const settings = resolve(this, props);
    this.name = props.name;
    const securityGroup = this.createSecurityGroup(settings);
    const loadBalancer = this.createLoadBalancer(settings, securityGroup);
    this.connections = securityGroup.connections;
    this.loadBalancerArn = loadBalancer.arn;
    this.loadBalancerArnSuffix = loadBalancer.arnSuffix;
    this.dnsName = loadBalancer.dnsName;
    this.hostedZoneId = loadBalancer.zoneId;
    this.listeners = new Listeners(this, 'Listeners', {
      loadBalancerArn: loadBalancer.arn,
      certificateArn: settings.certificateArn,
      trust: settings.admits.of === 'cloudflare' ? settings.admits.trust : undefined,
    });
    this.httpsListenerArn = this.listeners.httpsListenerArn;
  }

  /**
   * Sends requests for some hosts to a target group.
   *
   * @throws ValidationError for no host, a host twice, or more than ten.
   */
  serve(group: TargetGroup, hosts: readonly string[]): void {
    this.listeners.serve(group, hosts);
  }

  /**
   * Opens the way to what is behind a target group: the port of requests, and that of health checks.
   *
   * @param targets what holds the targets, as the nodes of a cluster on whose pods the gateway runs.
   */
  reach(targets: Connectable, group: TargetGroup): void {
    for (const port of group.ports) {
      const reason = port === group.port ? `Requests through ${this.name}` : `Health checks of ${this.name}`;
      targets.connections.allowFrom(this, reason, tcp(port));
    }
  }

  /**
   * Opens a door for callers inside the VPC, such as the API gateway's link: they cannot show Cloudflare's certificate. The
   * security group lets nobody to it until `connections.allowFrom` names one.
   */
  openInside(group: TargetGroup): PrivateListener {
    return { arn: this.listeners.openInside(INSIDE_PORT, group), port: tcp(INSIDE_PORT) };
  }

  private createSecurityGroup({ vpc, admits, name }: Settings): SecurityGroup {
    const group = new SecurityGroup(this, 'SecurityGroup', { vpc, description: `Load balancer ${name}` });
    for (const list of admits.from) {
      const named = { id: list.prefixListId, name: list.name };
      const who = admits.of === 'cloudflare' ? 'Cloudflare' : 'Operators';
      group.connections.allowFromPrefixList(named, `${who} to ${name}`, PORTS.https);
      group.connections.allowFromPrefixList(named, `${who} to ${name}, to be sent to 443`, tcp(80));
    }
    return group;
  }

  private createLoadBalancer(settings: Settings, { securityGroupId }: SecurityGroup): Lb {
    const { vpc, logs, protection, idleTimeout } = settings;
    const name = physicalName(this, { ...NAME_LIMITS.loadBalancer, name: settings.name });
    // Below its own name, which the bucket's policy asks for.
    const delivery = { bucket: logs.bucketName, prefix: name, enabled: true };
    return new Lb(this, 'Default', {
      name,
      loadBalancerType: 'application',
      internal: false,
      ipAddressType: 'ipv4',
      subnets: vpc.subnetIds('public'),
      securityGroups: [securityGroupId],
      // Headers and framing that servers read differently are how one request is smuggled inside another.
      dropInvalidHeaderFields: true,
      desyncMitigationMode: 'defensive',
      // Hosts choose the route in Istio, so they arrive as they were asked for.
      preserveHostHeader: true,
      // Istio counts the proxies in X-Forwarded-For from the end; the load balancer must be one of them.
      xffHeaderProcessingMode: 'append',
      enableDeletionProtection: protection.isProtected,
      enableHttp2: true,
      // When WAF does not answer, requests wait or fail; letting them pass unchecked would be the attacker's aim.
      enableWafFailOpen: false,
      // Takes a zone out of DNS within minutes when it is ill but not down.
      enableZonalShift: true,
      idleTimeout: inSeconds(idleTimeout),
      accessLogs: delivery,
      connectionLogs: delivery,
      tags: { ...protection.tags },
      // It writes a test file when it is made, and fails where the policy is not there yet. Across stacks, cdktf orders the stacks.
      dependsOn: EstateStack.ofConstruct(logs) === EstateStack.ofConstruct(this) ? [logs.policy] : undefined,
    });
  }
}

function resolve(loadBalancer: LoadBalancer, props: LoadBalancerProps): Settings {
  const idleTimeout = props.idleTimeout ?? '910 seconds';
  const seconds = inSeconds(idleTimeout);
  throwIfAny(loadBalancer, [
    ...(seconds >= 1 && seconds <= LONGEST_IDLE
      ? []
      : [`idleTimeout: expected 1 to ${LONGEST_IDLE} seconds, got '${idleTimeout}'; leave it out for 910`]),
    ...quotaProblems(props.admits.from, 2),
  ]);
  return { ...props, idleTimeout, protection: protectionOf(loadBalancer, props.deletion ?? 'protected') };
}
