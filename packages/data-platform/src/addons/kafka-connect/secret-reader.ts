import { RoleBindingV1 } from '@cdktf/provider-kubernetes/lib/role-binding-v1';
import { RoleV1 } from '@cdktf/provider-kubernetes/lib/role-v1';
import { PODS, secretFieldsFor } from '@smile/databases/secrets';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { CONNECT } from '../../flow/flow-names.ts';
import { KAFKA_CLUSTER_CA, KAFKA_NAMESPACE } from '../kafka/kafka-addresses.ts';

const { serviceAccount } = PODS.connect;

/** Lets Kafka Connect read the Secrets that its connectors name, and no others of the namespace. */
export class SecretReader extends Construct {
  readonly ready: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, before: readonly ITerraformDependable[]) {
    super(scope, id);
    const metadata = { name: `${serviceAccount}-secrets`, namespace: KAFKA_NAMESPACE };
    const role = new RoleV1(this, 'Role', {
      metadata,
      rule: [{ apiGroups: [''], resources: ['secrets'], resourceNames: [...readSecrets()], verbs: ['get'] }],
      dependsOn: [...before],
    });
    const binding = new RoleBindingV1(this, 'Default', {
      metadata,
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: role.metadata.name },
      // Strimzi makes the account, of the name that the catalogue of secrets knows.
      subject: [{ kind: 'ServiceAccount', name: serviceAccount, namespace: KAFKA_NAMESPACE }],
    });
    this.ready = [binding];
  }
}

/** Those that the catalogue of secrets gives it, and those that Strimzi makes: of its own user, and of the authority of brokers. */
function readSecrets(): readonly string[] {
  const ofCatalogue = secretFieldsFor(PODS.connect).flatMap(({ field }) =>
    field.readers
      .filter((reader) => reader.serviceAccount === serviceAccount)
      .flatMap(({ into }) => into?.secret ?? []),
  );
  return [...new Set([...ofCatalogue, CONNECT, KAFKA_CLUSTER_CA.secret])];
}
