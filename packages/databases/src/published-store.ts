import { Route53Record } from '@cdktf/provider-aws/lib/route53-record';
import { SsmParameter } from '@cdktf/provider-aws/lib/ssm-parameter';
import { type DataStore, EstateStack, storeParameterName } from '@smile/core';
import type { PrivateZone } from '@smile/network';
import { Construct } from 'constructs';

export interface PublishedStoreProps {
  /** As in the `mysql-main` of `/smile/prd/databases/mysql-main/host`. */
  readonly store: DataStore;
  /** First label of the name in the private zone, as in `mysql`. */
  readonly label: string;
  readonly zone: PrivateZone;
  /** The store itself. */
  readonly endpoint: { readonly host: string; readonly port: number };
  /** What there is to know besides host and port, by the name of the fact, as in `secret-arn`. Never a secret itself. */
  readonly facts: Readonly<Record<string, string>>;
}

/** In seconds: after a restore under another name, clients find the new host within a minute. */
const TTL_SECONDS = 60;

/**
 * Where a data store is and which secret opens it, for those who do not read Terraform states.
 *
 * Applications use `host`, which the store's certificate names. The short name in the private zone is for people,
 * port forwarding and clients that do not compare names.
 */
export class PublishedStore extends Construct {
  constructor(scope: Construct, id: string, props: PublishedStoreProps) {
    super(scope, id);
    new Route53Record(this, 'Record', {
      zoneId: props.zone.zoneId,
      name: `${props.label}.${props.zone.domain}`,
      type: 'CNAME',
      ttl: TTL_SECONDS,
      records: [props.endpoint.host],
    });
    const facts = { host: props.endpoint.host, port: String(props.endpoint.port), tls: 'required', ...props.facts };
    for (const [fact, value] of Object.entries(facts)) this.createParameter(props.store, fact, value);
  }

  private createParameter(store: DataStore, fact: string, value: string): void {
    new SsmParameter(this, fact, {
      name: storeParameterName(EstateStack.ofConstruct(this).environment, store, fact),
      description: `${fact} of ${store}`,
      type: 'String',
      // `value` would be hidden in plans like a password; these are none.
      insecureValue: value,
    });
  }
}
