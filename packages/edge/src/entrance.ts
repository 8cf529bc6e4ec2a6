import { type AlarmTopic, type PrivateBucket, throwIfAny } from '@smile/core';
import type { Vpc } from '@smile/network';
import { Construct } from 'constructs';
import { Certificate } from './certificates/certificate.ts';
import type { CloudflareZone } from './cloudflare/cloudflare-zone.ts';
import { DirectRecord } from './cloudflare/direct-record.ts';
import { OriginPull } from './cloudflare/origin-pull.ts';
import { ProxiedRecord } from './cloudflare/proxied-record.ts';
import { ZoneOriginPull } from './cloudflare/zone-origin-pull.ts';
import { HealthCheck } from './dns/health-check.ts';
import { OriginRecord } from './dns/origin-record.ts';
import type { OriginZone } from './dns/origin-zone.ts';
import { LoadBalancer } from './load-balancers/load-balancer.ts';
import type { OriginPullTrust } from './load-balancers/origin-pull-trust.ts';
import type { PrefixList } from './load-balancers/prefix-list.ts';
import { TargetGroup, type TargetGroupProps } from './load-balancers/target-group.ts';
import { CertificateAlarm } from './monitoring/certificate-alarm.ts';
import { LoadBalancerAlarms } from './monitoring/load-balancer-alarms.ts';
import type { WebAcl } from './waf/web-acl.ts';

/** Visitors, who come through Cloudflare, or operators, who come straight. */
export type Guests =
  | {
      readonly of: 'cloudflare';
      readonly from: readonly PrefixList[];
      readonly trust: OriginPullTrust;
      /** Id that Cloudflare gave our client certificate when it was uploaded. */
      readonly certificateId: string;
    }
  | { readonly of: 'operators'; readonly from: readonly PrefixList[] };

export interface EntranceProps {
  /** First label of the origin's name and word in names of AWS, as in `web`. Changing it replaces the load balancer. */
  readonly name: string;
  readonly vpc: Vpc;
  readonly guests: Guests;
  /** Public names by a fixed word in PascalCase, which is part of Terraform addresses. At most ten. */
  readonly hosts: Readonly<Record<string, string>>;
  /** What requests for names below a wildcard among the hosts look like, as in `app-*.smile.example`. @default - any name below it */
  readonly wildcardPatterns?: readonly string[];
  /** Zone of the public names. */
  readonly zone: CloudflareZone;
  /** Zone of the origin's name. */
  readonly originZone: OriginZone;
  readonly webAcl: WebAcl;
  /** Bucket for requests and connections. */
  readonly logs: PrivateBucket;
  readonly alarmTopic: AlarmTopic;
  /** What targets are like. @default - Istio's gateway */
  readonly targets?: TargetSettings;
  /**
   * A second group, while it takes over from the first (docs/runbooks/replace-a-target-group.md).
   * @default - there is one group
   */
  readonly secondTargets?: TargetSettings;
  /** Group to which the listener sends requests. @default 'Targets' */
  readonly serves?: 'Targets' | 'SecondTargets';
}

/** What a group of targets is like, and whether it may go. */
export type TargetSettings = Pick<TargetGroupProps, 'port' | 'protocol' | 'health' | 'drainFor' | 'deletion'>;

/**
 * One way in from the internet, whole: public names, the origin's name, certificate, load balancer with its web ACL, and
 * the group of targets behind it (TRF-EXT).
 */
export class Entrance extends Construct {
  readonly loadBalancer: LoadBalancer;
  /** Who fills it: the controller in the cluster by `TargetGroupBinding`, or `addHost`. */
  readonly targetGroup: TargetGroup;
  /** The group that takes over, to be filled as well. @default - there is one group */
  readonly secondTargetGroup?: TargetGroup;

  constructor(scope: Construct, id: string, props: EntranceProps) {
    super(scope, id);
    this.targetGroup = this.createTargetGroup('Targets', props, props.targets);
    if (props.secondTargets !== undefined) {
      this.secondTargetGroup = this.createTargetGroup('SecondTargets', props, props.secondTargets);
    }
    const served = props.serves === 'SecondTargets' ? this.secondTargetGroup : this.targetGroup;
    throwIfAny(
      this,
      served === undefined ? ["serves: 'SecondTargets' needs secondTargets; add it, or serve 'Targets'"] : [],
    );
    const certificate = new Certificate(this, 'Certificate', { names: props.hosts, zones: [props.zone] });
    this.loadBalancer = this.createLoadBalancer(props, certificate);
    this.loadBalancer.serve(served ?? this.targetGroup, requestHosts(props));
    props.webAcl.protect(this.loadBalancer);
    const origin = this.createOrigin(props);
    const names = new Construct(this, 'Hosts');
    for (const [word, host] of Object.entries(props.hosts)) this.publish(names, word, host, origin, props);
    this.watch(props, certificate, served ?? this.targetGroup);
  }

  private createTargetGroup(id: string, { vpc, name }: EntranceProps, settings: TargetSettings = {}): TargetGroup {
    return new TargetGroup(this, id, { ...settings, vpc, name });
  }

  private createLoadBalancer({ vpc, name, guests, logs }: EntranceProps, certificate: Certificate): LoadBalancer {
    return new LoadBalancer(this, 'LoadBalancer', {
      vpc,
      name,
      admits: guests,
      certificateArn: certificate.certificateArn,
      logs,
    });
  }

  private createOrigin({ originZone, name }: EntranceProps): OriginRecord {
    return new OriginRecord(this, 'Origin', { zone: originZone, label: name, target: this.loadBalancer });
  }

  private publish(
    scope: Construct,
    word: string,
    host: string,
    origin: OriginRecord,
    { zone, guests }: EntranceProps,
  ): void {
    const record = { zone, name: host, origin: origin.name };
    if (guests.of === 'operators') {
      new DirectRecord(scope, word, record);
      return;
    }
    const proxied = new ProxiedRecord(scope, word, record);
    if (host.startsWith('*.')) new ZoneOriginPull(proxied, 'OriginPull', { zone });
    else new OriginPull(proxied, 'OriginPull', { zone, host, certificateId: guests.certificateId });
  }
  /** Alarms, and for visitors a look from outside at the first of the hosts. */
  private watch(
    { name, alarmTopic: topic, guests, hosts }: EntranceProps,
    certificate: Certificate,
    served: TargetGroup,
  ): void {
    const [host] = Object.values(hosts);
    const isCalledFromOutside = guests.of === 'cloudflare' && host !== undefined;
    if (isCalledFromOutside) new HealthCheck(this, 'HealthCheck', { host });
    new LoadBalancerAlarms(this, 'Alarms', {
      loadBalancer: this.loadBalancer,
      name,
      targetGroupArnSuffixes: { Gateway: served.targetGroupArnSuffix },
      topic,
      // The health check alone comes several times a minute, so silence means that the way in is broken.
      silence: isCalledFromOutside ? 'bad' : 'fine',
    });
    new CertificateAlarm(this, 'CertificateAlarm', { certificate, topic });
  }
}

/** Hosts as requests name them: a wildcard would take requests for hosts of other load balancers, too. */
function requestHosts({ hosts, wildcardPatterns }: EntranceProps): readonly string[] {
  return Object.values(hosts).flatMap((host) => (host.startsWith('*.') ? (wildcardPatterns ?? [host]) : [host]));
}
