import { SecurityGroup as AwsSecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { type Connectable, Connections, NAME_LIMITS, type Port, physicalName } from '@smile/core';
import { Construct } from 'constructs';
import type { Vpc } from './vpc.ts';

export interface SecurityGroupProps {
  readonly vpc: Vpc;
  /** What is in the group. AWS cannot change it on a group that exists, so other words count for new groups only. */
  readonly description: string;
  /** Port of the service behind the group, for `connections.allowFrom` without a port. @default - every rule names its port */
  readonly defaultPort?: Port;
}

/**
 * A security group that starts closed in both directions; open it with `connections` and a reason.
 *
 * Terraform never replaces it. Interfaces that other services made stay in the old group, and its rules are gone at once:
 * whatever they belong to would be cut off (https://github.com/hashicorp/terraform-provider-aws/issues/47102).
 *
 * Rules are resources of their own: mixed with rules written inside the group, the two would undo each other for ever.
 */
export class SecurityGroup extends Construct implements Connectable {
  readonly securityGroupId: string;
  readonly connections: Connections;

  constructor(scope: Construct, id: string, props: SecurityGroupProps) {
    super(scope, id);
    const name = physicalName(this, NAME_LIMITS.securityGroupPrefix);
    const group = new AwsSecurityGroup(this, 'Default', {
      // A prefix, because AWS takes a name once in a VPC, and a group that is moved by hand exists twice for a while.
      namePrefix: `${name}-`,
      description: props.description,
      vpcId: props.vpc.vpcId,
      // When Terraform deletes the group, take it out of other groups' rules first, or the deletion hangs.
      revokeRulesOnDelete: true,
      tags: { Name: name },
      lifecycle: { createBeforeDestroy: true, preventDestroy: true },
    });
    this.securityGroupId = group.id;
    this.connections = new Connections({ owner: this, securityGroup: group, defaultPort: props.defaultPort });
  }
}
