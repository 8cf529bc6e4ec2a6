import { ConfigMapV1 } from '@cdktf/provider-kubernetes/lib/config-map-v1';
import { RDS_AUTHORITIES_FILE, rdsAuthorities } from '@smile/databases';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';

/** ConfigMap with {@link RDS_AUTHORITIES_FILE}. */
export const RDS_AUTHORITIES = 'rds-ca';

export interface RdsAuthoritiesFileProps {
  readonly namespace: string;
  readonly region: string;
  readonly after: readonly ITerraformDependable[];
}

/** Lets pods of a namespace check that it is the MySQL of RDS that answers. */
export class RdsAuthoritiesFile extends Construct {
  readonly ready: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, { namespace, region, after }: RdsAuthoritiesFileProps) {
    super(scope, id);
    const file = new ConfigMapV1(this, 'Default', {
      metadata: { name: RDS_AUTHORITIES, namespace },
      data: { [RDS_AUTHORITIES_FILE]: rdsAuthorities(region) },
      dependsOn: [...after],
    });
    this.ready = [file];
  }
}
