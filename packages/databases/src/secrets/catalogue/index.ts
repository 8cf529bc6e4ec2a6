export { CLUSTER_NAMESPACES, PODS, type PodAccount, type SecretCluster } from './pod-accounts.ts';
export { randomValue } from './random-value.ts';
export { SECRET_NAMES, SECRETS, type SecretName } from './secret-catalogue.ts';
export type { Alphabet, FieldReader, KubernetesKey, MadeBy, SecretEntry, SecretField } from './secret-field.ts';
export {
  FIELD_READERS,
  type FieldOfSecret,
  readersOf,
  SECRET_FIELDS,
  secretFieldsFor,
  secretsReadDirectlyBy,
  secretsSyncedTo,
} from './secret-readers.ts';
