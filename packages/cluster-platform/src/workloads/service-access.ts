import { DATA_STORE_NAMES, dataStoreRow } from '@smile/core';
import { type FieldReader, secretFieldsFor } from '@smile/databases/secrets';
import type { NamedBlocks, Pods } from '../namespaces/pods.ts';
import { SERVICES, type ServiceName } from './services.ts';

/** Fields of Secrets Manager that a service reads, by the service account of its pods, which has its name. */
function fieldsOf(service: ServiceName) {
  const { namespace } = SERVICES[service];
  return secretFieldsFor({ cluster: 'application', namespace, serviceAccount: service });
}

/** Kubernetes Secrets that External Secrets makes for a service; their keys are its environment variables. */
export function secretNamesOf(service: ServiceName): readonly string[] {
  const { namespace } = SERVICES[service];
  const isOwn = (reader: FieldReader) => reader.namespace === namespace && reader.serviceAccount === service;
  const names = fieldsOf(service).flatMap(({ field }) =>
    field.readers.filter(isOwn).flatMap(({ into }) => (into === undefined ? [] : [into.secret])),
  );
  return [...new Set(names)].sort();
}

/** Lets a service reach the data stores whose credentials it holds, and no others. */
export function reachStores(service: ServiceName, pods: Pods, stores: NamedBlocks): void {
  const secrets = new Set<string>(fieldsOf(service).map(({ secret }) => secret));
  // A store's secret has its name.
  const ports = DATA_STORE_NAMES.filter((store) => secrets.has(store)).map((store) => dataStoreRow(store).port.from);
  if (ports.length === 0) return;
  pods.allowToBlocks(stores, 'It holds the credentials of these data stores', [...new Set(ports)]);
}
