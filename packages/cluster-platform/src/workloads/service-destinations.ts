import type { ServiceValues } from '@smile/core';
import type { Destination, Destinations } from '../routes/destination.ts';
import { SERVICES, type ServiceName } from './services.ts';

/** Services that answer for a whole host. The API's paths are shared out by the values of the services. */
const WHOLE_HOSTS = { App: 'frontend-web', Wms: 'wms-frontend', WmsApi: 'wms-bff' } as const satisfies Readonly<
  Record<string, ServiceName>
>;

/**
 * Where requests for SMILE and WMS go, by the values of their services alone: routes are made before the services, which come
 * in a stack of their own. A service without values answers for nothing.
 */
export function serviceDestinations(services: Readonly<Record<string, ServiceValues>>): Destinations {
  const whole = Object.entries(WHOLE_HOSTS).flatMap(([word, name]) => {
    const values = services[name];
    return values === undefined ? [] : [[word, [destination(name, values)]] as const];
  });
  const api = (Object.keys(SERVICES) as ServiceName[]).flatMap((name) => {
    const values = services[name];
    return values?.apiPaths === undefined ? [] : [{ ...destination(name, values), paths: values.apiPaths }];
  });
  return { ...Object.fromEntries(whole), ...(api.length === 0 ? {} : { Api: api }) };
}

function destination(name: ServiceName, { port }: ServiceValues): Destination {
  return {
    namespace: SERVICES[name].namespace,
    service: name,
    port,
    podLabels: { 'app.kubernetes.io/name': name },
    serviceAccount: name,
    transport: 'mesh',
  };
}
