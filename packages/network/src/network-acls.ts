import { NetworkAcl } from '@cdktf/provider-aws/lib/network-acl';
import { NetworkAclRule } from '@cdktf/provider-aws/lib/network-acl-rule';
import { physicalName, waive } from '@smile/core';
import { Construct } from 'constructs';
import type { SubnetTier } from './subnet-plan.ts';
import type { Subnets } from './subnets.ts';

export interface NetworkAclsProps {
  readonly vpcId: string;
  readonly vpcCidr: string;
  readonly subnets: Subnets;
}

interface AclRule {
  /** Word of the construct id, and what the rule is for. */
  readonly id: string;
  readonly number: number;
  readonly protocol: '-1' | 'tcp' | 'udp';
  readonly cidr: string;
  readonly fromPort?: number;
  readonly toPort?: number;
}

const ANYWHERE = '0.0.0.0/0';

/**
 * Ports that answers come back to. NAT gateways use all of them, so none can be left out, 3389 neither, which CIS 5.2
 * would rather see closed: no host of ours runs Windows, and security groups keep the port shut.
 */
const EPHEMERAL = { fromPort: 1024, toPort: 65535 };

/**
 * Network ACLs: a second, stateless line behind the security groups.
 *
 * Intra talks to the VPC only. The private tiers accept answers from the internet, the public tier HTTP and HTTPS too.
 * Everything may go out of those three; nothing else comes in.
 */
export class NetworkAcls extends Construct {
  constructor(scope: Construct, id: string, props: NetworkAclsProps) {
    super(scope, id);
    const vpc: AclRule = { id: 'Vpc', number: 100, protocol: '-1', cidr: props.vpcCidr };
    const answers: AclRule[] = [
      { id: 'TcpAnswers', number: 200, protocol: 'tcp', cidr: ANYWHERE, ...EPHEMERAL },
      { id: 'UdpAnswers', number: 210, protocol: 'udp', cidr: ANYWHERE, ...EPHEMERAL },
    ];
    const web: AclRule[] = [
      { id: 'Http', number: 300, protocol: 'tcp', cidr: ANYWHERE, fromPort: 80, toPort: 80 },
      { id: 'Https', number: 310, protocol: 'tcp', cidr: ANYWHERE, fromPort: 443, toPort: 443 },
    ];
    const anywhere: AclRule = { id: 'Anywhere', number: 100, protocol: '-1', cidr: ANYWHERE };
    this.createAcl('Public', ['public'], props, { ingress: [vpc, ...answers, ...web], egress: [anywhere] });
    this.createAcl('Private', ['ec2-private', 'eks-private'], props, {
      ingress: [vpc, ...answers],
      egress: [anywhere],
    });
    this.createAcl('Intra', ['intra'], props, { ingress: [vpc], egress: [vpc] });
    waive(this, {
      rule: 'CKV_AWS_232',
      reason:
        'answers come back to every port from 1024, 3389 included; security groups keep it shut (docs/adr/0006-network-acls.md)',
      owner: 'platform',
      expires: '2027-11-30',
    });
  }

  private createAcl(
    id: string,
    tiers: readonly SubnetTier[],
    { vpcId, subnets }: NetworkAclsProps,
    rules: { readonly ingress: readonly AclRule[]; readonly egress: readonly AclRule[] },
  ): void {
    const acl = new NetworkAcl(this, id, {
      vpcId,
      subnetIds: tiers.flatMap((tier) => subnets.of(tier).map((subnet) => subnet.subnetId)),
      tags: { Name: physicalName(this, { max: 255, name: id.toLowerCase() }) },
    });
    for (const rule of rules.ingress) this.createRule(`${id}From${rule.id}`, acl, rule, false);
    for (const rule of rules.egress) this.createRule(`${id}To${rule.id}`, acl, rule, true);
  }

  private createRule(id: string, acl: NetworkAcl, rule: AclRule, egress: boolean): void {
    new NetworkAclRule(this, id, {
      networkAclId: acl.id,
      egress,
      ruleNumber: rule.number,
      protocol: rule.protocol,
      ruleAction: 'allow',
      cidrBlock: rule.cidr,
      fromPort: rule.fromPort,
      toPort: rule.toPort,
    });
  }
}
