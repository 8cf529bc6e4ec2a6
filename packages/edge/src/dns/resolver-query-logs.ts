import { Route53ResolverQueryLogConfig } from '@cdktf/provider-aws/lib/route53-resolver-query-log-config';
import { Route53ResolverQueryLogConfigAssociation } from '@cdktf/provider-aws/lib/route53-resolver-query-log-config-association';
import { type Days, type EncryptionKey, LogGroup, NAME_LIMITS, physicalName } from '@smile/core';
import type { Vpc } from '@smile/network';
import { Construct } from 'constructs';

export interface ResolverQueryLogsProps {
  readonly vpc: Vpc;
  /** Key that `allowLogs` was called on. */
  readonly encryption: EncryptionKey;
  /** How long queries are kept. @default '30 days' */
  readonly retention?: Days;
}

/**
 * Every name that hosts and pods of a VPC ask for, with who asked and what the answer was, in the region.
 *
 * Covers the private zone and the outside world alike; malware that calls home shows here first. CloudWatch charges by the
 * gigabyte taken in, and pods ask often: the resolver logs a repeated question once per lifetime of its answer.
 */
export class ResolverQueryLogs extends Construct {
  readonly logGroupName: string;

  constructor(scope: Construct, id: string, props: ResolverQueryLogsProps) {
    super(scope, id);
    const name = physicalName(this, NAME_LIMITS.resolverQueryLogConfig);
    const logs = new LogGroup(this, 'Logs', {
      // The prefix of logs that services deliver: without it each needs room in a policy that holds 5,120 characters.
      name: `/aws/vendedlogs/route53-resolver/${name}`,
      encryption: props.encryption,
      retention: props.retention ?? '30 days',
    });
    const config = new Route53ResolverQueryLogConfig(this, 'Default', { name, destinationArn: logs.logGroupArn });
    new Route53ResolverQueryLogConfigAssociation(this, 'Vpc', {
      resolverQueryLogConfigId: config.id,
      resourceId: props.vpc.vpcId,
    });
    this.logGroupName = logs.logGroupName;
  }
}
