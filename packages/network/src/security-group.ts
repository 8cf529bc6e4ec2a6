import { SecurityGroup as AwsSecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { type Connectable, Connections, NAME_LIMITS, type Port, physicalName } from '@smile/core';
import { Construct } from 'constructs';
import type { Vpc } from './vpc.ts';

export interface SecurityGroupProps {
  readonly vpc: Vpc;
  /** What is in the group. AWS keeps it for ever: changing it replaces the group. */
  readonly description: string;
  /** Port of the service behind the group, for `connections.allowFrom` without a port. @default - every rule names its port */
  readonly defaultPort?: Port;
}

/**
 * A security group that starts closed in both directions; open it with `connections` and a reason.
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
      // A prefix, because a group is replaced before the old one, which others still refer to, is deleted.
      namePrefix: `${name}-`,
      description: props.description,
      vpcId: props.vpc.vpcId,
      // When Terraform deletes the group, take it out of other groups' rules first, or the deletion hangs.
      revokeRulesOnDelete: true,
      tags: { Name: name },
      lifecycle: { createBeforeDestroy: true },
    });
    this.securityGroupId = group.id;
    this.connections = new Connections({ owner: this, securityGroup: group, defaultPort: props.defaultPort });
  }
}
