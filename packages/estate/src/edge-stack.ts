import {
  type AlarmTopic,
  type Connectable,
  type EdgeValues,
  type Environment,
  EstateStack,
  LOAD_BALANCERS,
  type LoadBalancerName,
  type LoadBalancerValues,
  previewHostPatterns,
  type WebAclValues,
  type ZoneValues,
} from '@smile/core';
import {
  ApiGateway,
  CaaRecords,
  CloudflarePrefixLists,
  CloudflareZone,
  EDGE_WIDGETS,
  Entrance,
  type Guests,
  OperatorPrefixList,
  OriginAlerts,
  OriginPullTrust,
  OriginZone,
  ResolverQueryLogs,
  SIGN_IN_PATHS,
  type TargetHealth,
  TelemetryLoadBalancer,
  WebAcl,
  WebAclAlarm,
  type WebAclProps,
  ZoneRules,
  ZoneSettings,
  ZoneSigning,
} from '@smile/edge';
import { Dashboard } from '@smile/governance';
import { TerraformOutput } from 'cdktf';
import type { Construct } from 'constructs';
import type { NetworkStack } from './network-stack.ts';
import type { StorageStack } from './storage-stack.ts';

/** What answers behind a load balancer. */
type Served = LoadBalancerValues['serves'];

/** What the edge needs from the stacks before. */
export interface EdgeStackProps {
  readonly values: EdgeValues;
  readonly network: NetworkStack;
  readonly storage: StorageStack;
  readonly alarmTopic: AlarmTopic;
  /**
   * Nodes on which the gateways run, by cluster; where one cluster takes both roles, twice the same.
   * @default - none; no load balancer reaches anything but the Git server
   */
  readonly nodes?: Readonly<Partial<Record<Exclude<Served, 'git'>, Connectable>>>;
}

/** GitLab's own answer, which it gives to the addresses of the VPC only. */
const GIT_HEALTH: TargetHealth = { protocol: 'HTTPS', port: 443, path: '/-/health' };

/** The way in from the internet: public names, load balancers, web ACLs, and what the Cloudflare zone has once. */
export class EdgeStack extends EstateStack {
  /** By the name in the values. */
  readonly entrances: Readonly<Partial<Record<LoadBalancerName, Entrance>>>;
  /** How the data cluster sends telemetry to the application cluster. Absent where one cluster takes both roles. */
  readonly telemetry: TelemetryLoadBalancer | undefined;
  private readonly values: EdgeValues;
  private readonly network: NetworkStack;
  private readonly storage: StorageStack;
  private readonly alarmTopic: AlarmTopic;
  private readonly zone: CloudflareZone;

  constructor(scope: Construct, environment: Environment, props: EdgeStackProps) {
    super(scope, environment, 'edge');
    this.values = props.values;
    this.network = props.network;
    this.storage = props.storage;
    this.alarmTopic = props.alarmTopic;
    this.zone = this.createCloudflare();
    const originZone = new OriginZone(this, 'OriginZone', { domain: this.values.originDomain, parent: this.zone });
    this.createQueryLogs();
    const doors = this.createDoors();
    this.entrances = this.createEntrances(doors, originZone);
    this.createApiGateway(doors, originZone);
    this.reach(props.nodes ?? {});
    this.telemetry = this.createTelemetry(props.nodes ?? {});
    new Dashboard(this, 'Dashboard', { name: 'edge', widgets: EDGE_WIDGETS });
  }

  private createCloudflare(): CloudflareZone {
    const { cloudflare } = this.values;
    const zone = new CloudflareZone(this, 'Cloudflare', {
      domain: cloudflare.domain,
      zoneId: cloudflare.zoneId,
      accountId: cloudflare.accountId,
    });
    if (cloudflare.ownsZone && cloudflare.zone !== undefined) this.createZoneWide(zone, cloudflare.zone);
    return zone;
  }

  /** What the zone has once: its owner makes it, for every name in the zone. */
  private createZoneWide(zone: CloudflareZone, { frontendHosts }: ZoneValues): void {
    const { country, governance } = this.environment;
    const { cloudflare, codeHosts } = this.values;
    new ZoneSettings(this, 'ZoneSettings', { zone });
    new ZoneRules(this, 'ZoneRules', { zone, plan: cloudflare.plan, frontendHosts, codeHosts });
    new CaaRecords(this, 'CaaRecords', { zone, reportTo: country.owner });
    new OriginAlerts(this, 'OriginAlerts', { zone, plan: cloudflare.plan, emails: governance.alarmEmails });
    const signing = new ZoneSigning(this, 'ZoneSigning', { zone });
    new TerraformOutput(this, 'delegation-signer', {
      value: signing.delegationSigner,
      description: 'DS record for the registrar, which makes DNSSEC take effect',
    });
  }

  private createQueryLogs(): void {
    new ResolverQueryLogs(this, 'QueryLogs', {
      vpc: this.network.vpc,
      encryption: this.storage.logsKey,
      retention: this.values.logRetention,
    });
  }

  /** A door for each kind of guest that some load balancer admits. */
  private createDoors(): Doors {
    const kinds = Object.values(this.values.loadBalancers).map(({ admits }) => admits);
    return {
      cloudflare: kinds.includes('cloudflare') ? this.createPublicDoor() : undefined,
      operators: kinds.includes('operators') ? this.createOperatorDoor() : undefined,
    };
  }

  private createEntrances(doors: Doors, originZone: OriginZone): Partial<Record<LoadBalancerName, Entrance>> {
    const entrances = LOAD_BALANCERS.flatMap((name) => {
      const values = this.values.loadBalancers[name];
      const door = values === undefined ? undefined : doors[values.admits];
      if (values === undefined || door === undefined) return [];
      return [[name, this.createEntrance(name, values, door, originZone)] as const];
    });
    return Object.fromEntries(entrances);
  }

  private createEntrance(
    name: LoadBalancerName,
    { hosts, serves }: LoadBalancerValues,
    { guests, webAcl }: Door,
    originZone: OriginZone,
  ): Entrance {
    return new Entrance(this, ENTRANCE_IDS[name], {
      name,
      wildcardPatterns: previewHostPatterns(this.values.cloudflare.domain),
      vpc: this.network.vpc,
      guests,
      hosts,
      zone: this.zone,
      originZone,
      webAcl,
      logs: this.storage.loadBalancerLogs.bucket,
      alarmTopic: this.alarmTopic,
      targets: serves === 'git' ? { health: GIT_HEALTH } : undefined,
    });
  }

  private createOperatorDoor(): Door {
    const { lists } = new OperatorPrefixList(this, 'Operators', { cidrs: this.environment.country.operatorCidrs });
    const { operators, visitors } = this.values.webAcls;
    const webAcl = this.createWebAcl('OperatorsWebAcl', operators ?? visitors, {
      name: 'operators',
      client: 'source',
      inspection: 'consoles',
    });
    return { guests: { of: 'operators', from: lists }, webAcl };
  }

  private createPublicDoor(): PublicDoor {
    const { authorities, certificateId } = this.values.originPull;
    const trust = new OriginPullTrust(this, 'OriginPullTrust', { authorities });
    const { lists } = new CloudflarePrefixLists(this, 'CloudflareRanges');
    return {
      guests: { of: 'cloudflare', from: lists, trust, certificateId },
      webAcl: this.createWebAcl('PublicWebAcl', this.values.webAcls.visitors, {
        name: 'public',
        client: 'cloudflare',
        inspection: this.takesCode() ? 'code' : 'applications',
      }),
      trust,
    };
  }

  /** Switched off, it makes nothing (APP-APIGW). */
  private createApiGateway({ cloudflare: door }: Doors, originZone: OriginZone): void {
    const { apiGateway: values, originPull, loadBalancers, logRetention } = this.values;
    const { web } = this.entrances;
    const [serverName] = Object.values(loadBalancers.web?.hosts ?? {});
    if (values === 'off' || web === undefined || door === undefined || serverName === undefined) return;
    new ApiGateway(this, 'ApiGateway', {
      values,
      vpc: this.network.vpc,
      cloudflare: this.zone,
      origin: originZone,
      originPullCertificateId: originPull.certificateId,
      loadBalancer: web.loadBalancer,
      listener: web.loadBalancer.openInside(web.targetGroup),
      serverName,
      clientTrust: { uri: door.trust.bundleUri },
      encryption: this.storage.logsKey,
      logRetention,
      alarmTopic: this.alarmTopic,
    });
  }

  private createWebAcl(
    id: string,
    values: WebAclValues,
    props: Pick<WebAclProps, 'name' | 'client' | 'inspection'>,
  ): WebAcl {
    const { signInsPerClient, ...choices } = values;
    const acl = new WebAcl(this, id, {
      ...props,
      ...choices,
      signIn:
        signInsPerClient === undefined ? undefined : { containing: SIGN_IN_PATHS, triesPerClient: signInsPerClient },
      logsKey: this.storage.logsKey,
      logRetention: this.values.logRetention,
    });
    new WebAclAlarm(acl, 'Alarm', { webAclMetricName: acl.metricName, topic: this.alarmTopic });
    return acl;
  }

  /** Whether visitors come for a repository alone; the values let no other host share its web ACL. */
  private takesCode(): boolean {
    const visited = Object.values(this.values.loadBalancers).filter(({ admits }) => admits === 'cloudflare');
    const codeHosts = (this.values.codeHosts ?? []).map(({ host }) => host);
    return visited.some(({ hosts }) => Object.values(hosts).some((host) => codeHosts.includes(host)));
  }

  private createTelemetry({
    application,
    data,
  }: NonNullable<EdgeStackProps['nodes']>): TelemetryLoadBalancer | undefined {
    if (application === undefined || data === undefined || application === data) return undefined;
    return new TelemetryLoadBalancer(this, 'Telemetry', {
      vpc: this.network.vpc,
      zone: this.network.privateZone,
      senders: data,
      receivers: application,
      alarmTopic: this.alarmTopic,
    });
  }

  private reach(nodes: NonNullable<EdgeStackProps['nodes']>): void {
    for (const name of LOAD_BALANCERS) {
      const entrance = this.entrances[name];
      const serves = this.values.loadBalancers[name]?.serves;
      if (entrance === undefined || serves === undefined || serves === 'git') continue;
      const targets = nodes[serves];
      if (targets !== undefined) entrance.loadBalancer.reach(targets, entrance.targetGroup);
    }
  }
}

/** Who may come in, and the web ACL that reads what they ask. */
interface Door {
  readonly guests: Guests;
  readonly webAcl: WebAcl;
}

interface PublicDoor extends Door {
  readonly trust: OriginPullTrust;
}

interface Doors {
  readonly cloudflare: PublicDoor | undefined;
  readonly operators: Door | undefined;
}

/** Words of construct ids, which are part of Terraform addresses and so for ever. */
const ENTRANCE_IDS = {
  web: 'Web',
  wms: 'Wms',
  platform: 'Platform',
  data: 'Data',
  git: 'Git',
} as const satisfies Record<LoadBalancerName, string>;
