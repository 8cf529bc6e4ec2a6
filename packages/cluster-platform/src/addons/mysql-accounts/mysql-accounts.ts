import { ServiceAccountV1 } from '@cdktf/provider-kubernetes/lib/service-account-v1';
import { PORTS } from '@smile/core';
import { PODS } from '@smile/databases/secrets';
import { secretsAccessStatements } from '@smile/eks';
import { Pods } from '../../namespaces/pods.ts';
import type { PlatformContext } from '../../platform-context.ts';
import type { MysqlStores } from '../../stores/mysql-stores.ts';
import { RdsAuthoritiesFile } from '../../stores/rds-authorities-file.ts';
import type { Addon } from '../addon.ts';
import { ACCOUNTS_LABELS, ACCOUNTS_REQUESTS, accountsObjects } from './accounts-objects.ts';

const { serviceAccount } = PODS.mysqlAccounts;
const NAMESPACE = 'database-jobs';

/** What the job needs of the data stores. */
export interface AccountsStores {
  readonly servers: MysqlStores;
  /** Secrets with the users that it makes. */
  readonly secrets: readonly { readonly secretArn: string }[];
  /** Key of those, and of the master users' secrets. */
  readonly encryption: { readonly keyArn: string };
}

/**
 * Schemas and users of MySQL for everything that runs in the clusters (DAT-OLTP): a job after each change of the list of accounts. It
 * is the only one that may read the secrets of the master users, and the only pod of its namespace.
 */
export function mysqlAccounts(context: PlatformContext, { servers, secrets, encryption }: AccountsStores): Addon {
  const { region } = context.environment;
  const masters = Object.values(servers).map(({ masterSecretArn }) => ({ secretArn: masterSecretArn }));
  return {
    id: 'MysqlAccounts',
    namespace: NAMESPACE,
    // Secrets are read from AWS, but they are filled by then.
    requires: ['secrets'],
    provides: ['database-accounts'],
    runsOn: [context.place],
    images: ['aws-cli', 'mysql'],
    pods: [{ name: serviceAccount, on: 'platform', ...ACCOUNTS_REQUESTS }],
    identity: {
      serviceAccount,
      description: "Job that makes MySQL's users",
      statements: secretsAccessStatements({ secrets: [...secrets, ...masters], encryption }, region),
    },
    prepare: (scope, before) => {
      const account = new ServiceAccountV1(scope, 'Account', {
        metadata: { name: serviceAccount, namespace: NAMESPACE },
        automountServiceAccountToken: false,
        dependsOn: [...before],
      });
      const file = new RdsAuthoritiesFile(scope, 'Authorities', { namespace: NAMESPACE, context, after: before });
      return [account, ...file.ready];
    },
    connect: () => connect(context),
    objects: { name: 'mysql-accounts', objects: accountsObjects(context, servers) },
  };
}

function connect(context: PlatformContext): void {
  const { owner } = context;
  const pods = new Pods({ owner, namespace: NAMESPACE, name: 'mysql-accounts', labels: ACCOUNTS_LABELS });
  pods.allowToBlocks(context.dataStores, 'The job makes schemas and users', [PORTS.mysql.from]);
  pods.allowToBlocks(context.awsEndpoints, 'The job reads secrets', [443]);
}
