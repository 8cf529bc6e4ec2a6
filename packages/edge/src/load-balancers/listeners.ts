import { LbListener } from '@cdktf/provider-aws/lib/lb-listener';
import { LbListenerRule } from '@cdktf/provider-aws/lib/lb-listener-rule';
import { throwIfAny } from '@smile/core';
import { Construct } from 'constructs';
import type { OriginPullTrust } from './origin-pull-trust.ts';
import type { TargetGroup } from './target-group.ts';

export interface ListenersProps {
  readonly loadBalancerArn: string;
  /** A certificate that is issued: AWS refuses one that still waits for its validation. */
  readonly certificateArn: string;
  /** Whose client certificates are asked for. @default - no client certificate is asked for */
  readonly trust?: OriginPullTrust;
}

/**
 * TLS 1.2 and 1.3 with forward secrecy and authenticated encryption only. A policy with 1.3 alone shuts out proxies and
 * devices that are still in use. Source: ELB guide, "Security policies for your Application Load Balancer".
 */
const TLS_POLICY = 'ELBSecurityPolicy-TLS13-1-2-Res-2021-06';

/** A year, the shortest that browsers' preload lists take. */
const HSTS = 'max-age=31536000; includeSubDomains';

/** Values that the conditions of one rule may have. Source: ELB guide, "Quotas for your Application Load Balancers". */
const HOSTS_PER_RULE = 5;

/** The rules there may be, in the order in which hosts fill them; room is left on both sides for rules of previews. */
const RULES = [
  ['Hosts', 100],
  ['MoreHosts', 110],
] as const;

/** As many as a certificate holds, too. */
const MOST_HOSTS = HOSTS_PER_RULE * RULES.length;

/**
 * The two doors of a load balancer: 80, which sends everybody to 443, and 443, which answers 404 to whoever asks for a host
 * that is not ours. A scanner that finds the address learns nothing.
 */
export class Listeners extends Construct {
  readonly httpsListenerArn: string;
  private readonly props: ListenersProps;

  constructor(scope: Construct, id: string, props: ListenersProps) {
    super(scope, id);
    this.props = props;
    this.createRedirect(props.loadBalancerArn);
    this.httpsListenerArn = this.createHttps(props).arn;
  }

  /**
   * Sends requests for some hosts to a target group.
   *
   * One rule for each five, since all hosts go the same way; so adding a host at the end changes a value and moves no priority.
   *
   * @throws ValidationError for no host, a host twice, or more than ten.
   */
  serve(group: TargetGroup, hosts: readonly string[]): void {
    throwIfAny(this, hostProblems(hosts));
    RULES.forEach(([ruleId, priority], position) => {
      const values = hosts.slice(position * HOSTS_PER_RULE, (position + 1) * HOSTS_PER_RULE);
      if (values.length === 0) return;
      new LbListenerRule(this, ruleId, {
        listenerArn: this.httpsListenerArn,
        priority,
        condition: [{ hostHeader: { values } }],
        action: [{ type: 'forward', targetGroupArn: group.targetGroupArn }],
      });
    });
  }

  /**
   * A third door, for callers inside the VPC, which have no client certificate of ours: everything goes to one group.
   *
   * @returns the ARN of the listener.
   */
  openInside(port: number, group: TargetGroup): string {
    const listener = new LbListener(this, 'Inside', {
      loadBalancerArn: this.props.loadBalancerArn,
      port,
      protocol: 'HTTPS',
      sslPolicy: TLS_POLICY,
      certificateArn: this.props.certificateArn,
      mutualAuthentication: { mode: 'off' },
      defaultAction: [{ type: 'forward', targetGroupArn: group.targetGroupArn }],
      routingHttpResponseServerEnabled: false,
    });
    return listener.arn;
  }

  private createRedirect(loadBalancerArn: string): void {
    new LbListener(this, 'Http', {
      loadBalancerArn,
      port: 80,
      protocol: 'HTTP',
      defaultAction: [{ type: 'redirect', redirect: { protocol: 'HTTPS', port: '443', statusCode: 'HTTP_301' } }],
    });
  }

  private createHttps({ loadBalancerArn, certificateArn, trust }: ListenersProps): LbListener {
    return new LbListener(this, 'Https', {
      loadBalancerArn,
      port: 443,
      protocol: 'HTTPS',
      sslPolicy: TLS_POLICY,
      certificateArn,
      mutualAuthentication:
        trust === undefined
          ? { mode: 'off' }
          : { mode: 'verify', trustStoreArn: trust.trustStoreArn, ignoreClientCertificateExpiry: false },
      defaultAction: [
        {
          type: 'fixed-response',
          fixedResponse: { contentType: 'text/plain', statusCode: '404', messageBody: 'Not found' },
        },
      ],
      // On every answer, also those that come from no target.
      routingHttpResponseStrictTransportSecurityHeaderValue: HSTS,
      routingHttpResponseXContentTypeOptionsHeaderValue: 'nosniff',
      routingHttpResponseServerEnabled: false,
    });
  }
}

function hostProblems(hosts: readonly string[]): string[] {
  const repeated = [...new Set(hosts.filter((host, index) => hosts.indexOf(host) !== index))];
  return [
    ...repeated.map((host) => `${host} is served twice; remove one`),
    ...(hosts.length === 0 ? ['expected at least one host, got none; without one every request is answered 404'] : []),
    ...(hosts.length > MOST_HOSTS
      ? [
          `a load balancer serves at most ${MOST_HOSTS} hosts, got ${hosts.length} (${hosts.join(', ')}); serve some from another load balancer`,
        ]
      : []),
  ];
}
