import {
  type Connectable,
  type EdgeValues,
  type Environment,
  EstateStack,
  LOAD_BALANCERS,
  type LoadBalancerName,
  type LoadBalancerValues,
  type ZoneValues,
} from '@smile/core';
import {
  CaaRecords,
  CloudflarePrefixLists,
  CloudflareZone,
  Entrance,
  type Guests,
  OperatorPrefixList,
  OriginAlerts,
  OriginPullTrust,
  OriginZone,
  ResolverQueryLogs,
  type TargetHealth,
  WebAcl,
  ZoneRules,
  ZoneSettings,
  ZoneSigning,
} from '@smile/edge';
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
  private readonly values: EdgeValues;
  private readonly network: NetworkStack;
  private readonly storage: StorageStack;
  private readonly zone: CloudflareZone;

  constructor(scope: Construct, environment: Environment, props: EdgeStackProps) {
    super(scope, environment, 'edge');
    this.values = props.values;
    this.network = props.network;
    this.storage = props.storage;
    this.zone = this.createCloudflare();
    const originZone = new OriginZone(this, 'OriginZone', { domain: this.values.originDomain, parent: this.zone });
    this.createQueryLogs();
    this.entrances = this.createEntrances(originZone);
    this.reach(props.nodes ?? {});
  }

  private createCloudflare(): CloudflareZone {
    const { cloudflare } = this.values;
    const zone = new CloudflareZone(this, 'Cloudflare', {
      domain: this.environment.country.domain,
      zoneId: cloudflare.zoneId,
      accountId: cloudflare.accountId,
    });
    if (cloudflare.ownsZone && cloudflare.zone !== undefined) this.createZoneWide(zone, cloudflare.zone);
    return zone;
  }

  /** What the zone has once: its owner makes it, for the names of every environment. */
  private createZoneWide(zone: CloudflareZone, values: ZoneValues): void {
    const { country, governance } = this.environment;
    new ZoneSettings(this, 'ZoneSettings', { zone });
    new ZoneRules(this, 'ZoneRules', {
      zone,
      restrictedHosts: values.restrictedHosts ?? [],
      operatorCidrs: country.operatorCidrs,
      frontendHosts: values.frontendHosts,
      uninspected: values.uninspected,
    });
    new CaaRecords(this, 'CaaRecords', { zone, reportTo: country.owner });
    new OriginAlerts(this, 'OriginAlerts', { zone, emails: governance.alarmEmails });
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

  private createEntrances(originZone: OriginZone): Partial<Record<LoadBalancerName, Entrance>> {
    const wanted = LOAD_BALANCERS.flatMap((name) => {
      const values = this.values.loadBalancers[name];
      return values === undefined ? [] : [{ name, values }];
    });
    const kinds = new Set(wanted.map(({ values }) => values.admits));
    const doors = Object.fromEntries([...kinds].map((kind) => [kind, this.createDoor(kind)]));
    return Object.fromEntries(
      wanted.flatMap(({ name, values }) => {
        const door = doors[values.admits];
        return door === undefined ? [] : [[name, this.createEntrance(name, values, door, originZone)]];
      }),
    );
  }

  private createEntrance(
    name: LoadBalancerName,
    { hosts, serves }: LoadBalancerValues,
    { guests, webAcl }: Door,
    originZone: OriginZone,
  ): Entrance {
    return new Entrance(this, ENTRANCE_IDS[name], {
      name,
      vpc: this.network.vpc,
      guests,
      hosts,
      zone: this.zone,
      originZone,
      webAcl,
      logs: this.storage.loadBalancerLogs.bucket,
      health: serves === 'git' ? GIT_HEALTH : undefined,
    });
  }

  /** Who comes in, and who reads their requests; one for all load balancers that admit the same. */
  private createDoor(admits: LoadBalancerValues['admits']): Door {
    if (admits === 'operators') {
      const { lists } = new OperatorPrefixList(this, 'Operators', { cidrs: this.environment.country.operatorCidrs });
      return { guests: { of: 'operators', from: lists }, webAcl: this.createWebAcl('OperatorsWebAcl', 'operators') };
    }
    const { authorities, certificateId } = this.values.originPull;
    const trust = new OriginPullTrust(this, 'OriginPullTrust', { authorities });
    const { lists } = new CloudflarePrefixLists(this, 'CloudflareRanges');
    const guests: Guests = { of: 'cloudflare', from: lists, trust, certificateId };
    return { guests, webAcl: this.createWebAcl('PublicWebAcl', 'public') };
  }

  private createWebAcl(id: string, name: 'public' | 'operators'): WebAcl {
    return new WebAcl(this, id, {
      ...this.values.webAcl,
      name,
      client: name === 'public' ? 'cloudflare' : 'source',
      // Operators are known by address already, wherever their providers say that the address is.
      countries: name === 'public' ? this.values.webAcl.countries : undefined,
      logsKey: this.storage.logsKey,
      logRetention: this.values.logRetention,
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

/** Words of construct ids, which are part of Terraform addresses and so for ever. */
const ENTRANCE_IDS = {
  web: 'Web',
  wms: 'Wms',
  platform: 'Platform',
  data: 'Data',
  git: 'Git',
} as const satisfies Record<LoadBalancerName, string>;
