import { Lb } from '@cdktf/provider-aws/lib/lb';
import { LbListener } from '@cdktf/provider-aws/lib/lb-listener';
import { LbTargetGroup } from '@cdktf/provider-aws/lib/lb-target-group';
import { Route53Record } from '@cdktf/provider-aws/lib/route53-record';
import {
  Alarm,
  type AlarmProps,
  type AlarmTopic,
  type Connectable,
  type Connections,
  type Deletion,
  NAME_LIMITS,
  type Protection,
  physicalName,
  protectionOf,
  tcp,
} from '@smile/core';
import { type PrivateZone, SecurityGroup, type Vpc } from '@smile/network';
import { Construct } from 'constructs';
import { HEALTH_CHECK_PACE, targetGroupName } from '../load-balancers/target-group-settings.ts';

export interface TelemetryLoadBalancerProps {
  readonly vpc: Vpc;
  /** Zone of the name that senders know, `telemetry.<domain>`. */
  readonly zone: PrivateZone;
  /** Nodes whose pods send. */
  readonly senders: Connectable;
  /** Nodes on whose pods the gateway of telemetry runs. */
  readonly receivers: Connectable;
  readonly alarmTopic: AlarmTopic;
  /** Whether Terraform and AWS may delete load balancer and target group. @default 'protected' */
  readonly deletion?: Deletion;
}

/** OTLP over gRPC, as senders know it. https://opentelemetry.io/docs/specs/otlp/#otlpgrpc-default-port */
const OTLP_PORT = 4317;
/** Of the pods: there 4317 is the way in of their own cluster, without certificates. */
const TARGET_PORT = 4319;
/** Of the collector's health_check, which its own probes ask too. */
const HEALTH_PORT = 13_133;
/** In seconds. A sender opens its connection anew within moments, and loses nothing meanwhile. */
const DRAIN_SECONDS = 30;
const NAME = 'telemetry';

/**
 * The way of telemetry from the data cluster to the one Loki, Tempo and Prometheus of an environment: an internal network load balancer
 * that passes TLS through to the gateway of the application cluster, which asks for a certificate (docs/adr/0042).
 *
 * It writes no access log, because Elastic Load Balancing has none of TCP; the VPC's flow logs have its connections. About USD 20 a month.
 */
export class TelemetryLoadBalancer extends Construct {
  /** Name that senders connect to, and that the certificate of the gateway has. */
  readonly host: string;
  readonly port = OTLP_PORT;
  readonly connections: Connections;
  /** Who fills it: the controller in the application cluster, by `TargetGroupBinding`. */
  readonly targetGroup: {
    readonly targetGroupArn: string;
    readonly port: number;
    readonly health: { readonly port: number };
    readonly drainSeconds: number;
  };

  constructor(scope: Construct, id: string, props: TelemetryLoadBalancerProps) {
    super(scope, id);
    const protection = protectionOf(this, props.deletion ?? 'protected');
    this.host = `${NAME}.${props.zone.domain}`;
    const securityGroup = new SecurityGroup(this, 'SecurityGroup', {
      vpc: props.vpc,
      description: 'Load balancer of telemetry between clusters',
    });
    this.connections = securityGroup.connections;
    const loadBalancer = this.createLoadBalancer(props, securityGroup, protection);
    const group = this.createTargetGroup(props, protection);
    this.targetGroup = {
      targetGroupArn: group.arn,
      port: TARGET_PORT,
      health: { port: HEALTH_PORT },
      drainSeconds: DRAIN_SECONDS,
    };
    new LbListener(this, 'Listener', {
      loadBalancerArn: loadBalancer.arn,
      protocol: 'TCP',
      port: OTLP_PORT,
      defaultAction: [{ type: 'forward', targetGroupArn: group.arn }],
    });
    this.publish(props, loadBalancer);
    this.connect(props);
    this.watch(props, loadBalancer, group);
  }

  private createLoadBalancer(
    { vpc }: TelemetryLoadBalancerProps,
    { securityGroupId }: SecurityGroup,
    protection: Protection,
  ): Lb {
    return new Lb(this, 'Default', {
      name: physicalName(this, { ...NAME_LIMITS.loadBalancer, name: NAME }),
      loadBalancerType: 'network',
      internal: true,
      ipAddressType: 'ipv4',
      subnets: vpc.subnetIds('intra'),
      securityGroups: [securityGroupId],
      enableDeletionProtection: protection.isProtected,
      // The gateway need not have a pod in every zone.
      enableCrossZoneLoadBalancing: true,
      enableZonalShift: true,
      tags: { ...protection.tags },
    });
  }

  /** Its name ends with a hash of what AWS cannot change, as that of every group behind a binding: a second one can stand beside it. */
  private createTargetGroup({ vpc }: TelemetryLoadBalancerProps, protection: Protection): LbTargetGroup {
    const identity = { port: TARGET_PORT, protocol: 'TCP', targetType: 'ip' };
    return new LbTargetGroup(this, 'Targets', {
      ...identity,
      name: targetGroupName(this, NAME, identity),
      vpcId: vpc.vpcId,
      deregistrationDelay: String(DRAIN_SECONDS),
      connectionTermination: true,
      // Pods see the load balancer's addresses, which their network policies name.
      preserveClientIp: 'false',
      healthCheck: {
        enabled: true,
        // Not the port of OTLP: each look would be half a TLS handshake in the gateway's log.
        protocol: 'HTTP',
        port: String(HEALTH_PORT),
        path: '/',
        matcher: '200',
        ...HEALTH_CHECK_PACE,
      },
      tags: { ...protection.tags },
      lifecycle: { preventDestroy: protection.isProtected },
    });
  }

  private publish({ zone }: TelemetryLoadBalancerProps, loadBalancer: Lb): void {
    new Route53Record(this, 'Record', {
      zoneId: zone.zoneId,
      name: this.host,
      type: 'A',
      alias: { name: loadBalancer.dnsName, zoneId: loadBalancer.zoneId, evaluateTargetHealth: true },
    });
  }

  private connect({ senders, receivers }: TelemetryLoadBalancerProps): void {
    this.connections.allowFrom(senders, 'The data cluster sends telemetry', tcp(OTLP_PORT));
    receivers.connections.allowFrom(this, 'Telemetry of the data cluster', tcp(TARGET_PORT));
    receivers.connections.allowFrom(this, 'Health checks of telemetry', tcp(HEALTH_PORT));
  }

  private watch({ alarmTopic: topic }: TelemetryLoadBalancerProps, { arnSuffix }: Lb, group: LbTargetGroup): void {
    const dimensions = { LoadBalancer: arnSuffix, TargetGroup: group.arnSuffix };
    // https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-cloudwatch-metrics.html
    const alarm = (
      id: string,
      name: string,
      statistic: 'Maximum' | 'Minimum',
      rest: Omit<AlarmProps, 'metric' | 'topic'>,
    ) => new Alarm(this, id, { metric: { namespace: 'AWS/NetworkELB', name, statistic, dimensions }, topic, ...rest });
    alarm('TargetsUnhealthy', 'UnHealthyHostCount', 'Maximum', {
      description:
        'A target behind the load balancer telemetry is unhealthy; look at the pods otel-gateway in monitoring',
      threshold: 0,
      silence: 'ignored',
    });
    alarm('TargetsMissing', 'HealthyHostCount', 'Minimum', {
      description:
        'No healthy target behind the load balancer telemetry, so nothing of the data cluster arrives; look at the TargetGroupBinding and the pods otel-gateway in monitoring',
      when: 'below',
      threshold: 1,
    });
  }
}
