// What needs no cdktf: the command line and other packages read it without loading constructs.
export { CLUSTER_NAMESPACES, PODS, type PodAccount, type SecretCluster } from './catalogue/pod-accounts.ts';
export { randomValue } from './catalogue/random-value.ts';
export { SECRET_NAMES, SECRETS, type SecretName } from './catalogue/secret-catalogue.ts';
export type {
  Alphabet,
  FieldReader,
  KubernetesKey,
  MadeBy,
  SecretEntry,
  SecretField,
} from './catalogue/secret-field.ts';
export {
  FIELD_READERS,
  type FieldOfSecret,
  readersOf,
  SECRET_FIELDS,
  secretFieldsFor,
  secretsReadDirectlyBy,
  secretsSyncedTo,
} from './catalogue/secret-readers.ts';
export type { ClusterSecretStore, ExternalSecret } from './external-secret-objects.ts';
export {
  clusterSecretStore,
  externalSecrets,
  READERS_ANNOTATION,
  SECRET_STORE,
  type SecretsDestination,
} from './external-secrets.ts';
export { accountsFiles, hostVariable, masterVariable } from './mysql-accounts/accounts-scripts.ts';
export { MYSQL_ACCOUNTS, MYSQL_SERVERS, type MysqlAccount, type MysqlServer } from './mysql-accounts/mysql-account.ts';
