import type { JsonObject, KubernetesObject } from '@smile/inventory';
import { objectsAt } from './json-lists.ts';

/** What a route does with a request. */
export type RouteAnswer =
  | { readonly kind: 'service'; readonly host: string; readonly port: number }
  | { readonly kind: 'direct'; readonly status: number }
  | { readonly kind: 'nothing' };

/** The first route that takes a path: https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRoute */
export function answerAt(service: KubernetesObject, path: string): RouteAnswer {
  const route = routesOf(service).find((one) => isTaken(one, path));
  return route === undefined ? { kind: 'nothing' } : answerOf(route);
}

/** Everything that a VirtualService may answer. */
export function answersOf(service: KubernetesObject): readonly RouteAnswer[] {
  return routesOf(service).map(answerOf);
}

function routesOf({ spec }: KubernetesObject): readonly JsonObject[] {
  return objectsAt(spec.http);
}

function answerOf(route: JsonObject): RouteAnswer {
  const [first] = objectsAt(route.route);
  const direct = route.directResponse as JsonObject | undefined;
  if (direct !== undefined) return { kind: 'direct', status: Number(direct.status) };
  const destination = (first?.destination as JsonObject | undefined) ?? {};
  const port = (destination.port as JsonObject | undefined)?.number;
  return first === undefined
    ? { kind: 'nothing' }
    : { kind: 'service', host: String(destination.host), port: Number(port) };
}

function isTaken({ match }: JsonObject, path: string): boolean {
  const matches = objectsAt(match);
  return matches.length === 0 || matches.some(({ uri }) => fitsUri((uri as JsonObject | undefined) ?? {}, path));
}

/** A form that is not understood may take any path. */
function fitsUri({ prefix, exact, regex }: JsonObject, path: string): boolean {
  if (typeof prefix === 'string') return path.startsWith(prefix);
  if (typeof exact === 'string') return path === exact;
  return typeof regex === 'string' ? new RegExp(`^(?:${regex})$`).test(path) : true;
}
