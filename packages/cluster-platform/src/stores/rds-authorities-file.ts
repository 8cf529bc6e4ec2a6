import { ConfigMapV1 } from '@cdktf/provider-kubernetes/lib/config-map-v1';
import { ValidationError } from '@smile/core';
import { RDS_AUTHORITIES_FILE, rdsAuthorities } from '@smile/databases';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import type { PlatformContext } from '../platform-context.ts';

/** ConfigMap with {@link RDS_AUTHORITIES_FILE}. */
export const RDS_AUTHORITIES = 'rds-ca';

export interface RdsAuthoritiesFileProps {
  readonly namespace: string;
  readonly context: Pick<PlatformContext, 'environment' | 'values'>;
  readonly after: readonly ITerraformDependable[];
}

/**
 * Lets pods of a namespace check that it is the MySQL of RDS that answers.
 *
 * @throws ValidationError for a region whose authorities neither the package nor the environment has.
 */
export class RdsAuthoritiesFile extends Construct {
  readonly ready: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, { namespace, context, after }: RdsAuthoritiesFileProps) {
    super(scope, id);
    const { region } = context.environment;
    const authorities = context.values.databaseAuthorities ?? rdsAuthorities(region);
    if (authorities === undefined) {
      throw new ValidationError(this, [
        `nobody knows the authorities of RDS in ${region}; add platform.databaseAuthorities with https://truststore.pki.rds.amazonaws.com/${region}/${region}-bundle.pem`,
      ]);
    }
    const file = new ConfigMapV1(this, 'Default', {
      metadata: { name: RDS_AUTHORITIES, namespace },
      data: { [RDS_AUTHORITIES_FILE]: authorities },
      dependsOn: [...after],
    });
    this.ready = [file];
  }
}
