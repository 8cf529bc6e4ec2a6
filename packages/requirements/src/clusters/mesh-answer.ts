import { isInside, type JsonObject, type KubernetesObject, selects } from '@smile/inventory';
import { objectsAt, textsIn } from './json-lists.ts';

/** A request as a proxy of the mesh sees it. */
export interface MeshCall {
  /** Identity of the caller without `spiffe://`. @default - it has none, as a load balancer */
  readonly principal?: string;
  /** Block of addresses from which it comes. @default - not known */
  readonly block?: string;
  readonly host?: string;
  readonly port: number;
  readonly path?: string;
}

/** Pods that are called. */
export interface Called {
  readonly cluster: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** Root namespace of the mesh: what is there without a selector holds everywhere. */
export const MESH_ROOT = 'istio-system';

/** Policies that take in some pods: https://istio.io/latest/docs/reference/config/security/authorization-policy/ */
function policiesFor(policies: readonly KubernetesObject[], called: Called): readonly KubernetesObject[] {
  return policies.filter(({ cluster, namespace, spec }) => {
    if (cluster !== called.cluster || ![MESH_ROOT, called.namespace].includes(namespace ?? '')) return false;
    const selector = (spec.selector as JsonObject | undefined) ?? {};
    return selects(selector, called.labels) === 'yes';
  });
}

/**
 * Whether the policies of a mesh let a call through. Denials come first; where an ALLOW policy takes the pods in, one of them must
 * match; where none does, everything passes.
 */
export function meshAllows(policies: readonly KubernetesObject[], called: Called, call: MeshCall): boolean {
  const taken = policiesFor(policies, called);
  const of = (action: string) => taken.filter(({ spec }) => (spec.action ?? 'ALLOW') === action);
  if (of('DENY').some((policy) => matches(policy, call))) return false;
  const allowing = of('ALLOW');
  return allowing.length === 0 || allowing.some((policy) => matches(policy, call));
}

/** Policies that ask somebody else about a call. */
export function asked(
  policies: readonly KubernetesObject[],
  called: Called,
  call: MeshCall,
): readonly KubernetesObject[] {
  return policiesFor(policies, called).filter((policy) => policy.spec.action === 'CUSTOM' && matches(policy, call));
}

function matches({ spec }: KubernetesObject, call: MeshCall): boolean {
  return objectsAt(spec.rules).some((rule) => {
    const from = objectsAt(rule.from).map((one) => objectAt(one, 'source'));
    const to = objectsAt(rule.to).map((one) => objectAt(one, 'operation'));
    // A condition that is not understood lets nothing through that it might keep out.
    if (objectsAt(rule.when).length > 0) return false;
    return (
      (from.length === 0 || from.some((source) => sourceFits(source, call))) &&
      (to.length === 0 || to.some((operation) => operationFits(operation, call)))
    );
  });
}

function sourceFits(source: JsonObject, { principal, block }: MeshCall): boolean {
  const namespace = /\/ns\/([^/]+)\//.exec(principal ?? '')?.[1];
  return Object.entries(source).every(([field, value]) => {
    const wanted = textsIn(value);
    if (field === 'principals') return principal !== undefined && wanted.some((one) => fits(one, principal));
    if (field === 'notPrincipals') return principal === undefined || !wanted.some((one) => fits(one, principal));
    if (field === 'namespaces') return namespace !== undefined && wanted.some((one) => fits(one, namespace));
    if (field === 'ipBlocks') return block !== undefined && wanted.some((one) => isInside(block, one));
    return false;
  });
}

function operationFits(operation: JsonObject, { host, port, path }: MeshCall): boolean {
  return Object.entries(operation).every(([field, value]) => {
    const wanted = textsIn(value);
    const is = (found: string | undefined) => found !== undefined && wanted.some((one) => fits(one, found));
    if (field === 'hosts') return is(host);
    if (field === 'notHosts') return !is(host);
    if (field === 'ports') return is(String(port));
    if (field === 'notPorts') return !is(String(port));
    if (field === 'paths') return path === undefined || is(path);
    if (field === 'notPaths') return !is(path);
    return field === 'methods';
  });
}

/** Exact, or with `*` at one end; `*` alone is everything. */
function fits(pattern: string, text: string): boolean {
  if (pattern.endsWith('*')) return text.startsWith(pattern.slice(0, -1));
  return pattern.startsWith('*') ? text.endsWith(pattern.slice(1)) : pattern === text;
}

function objectAt(value: JsonObject, name: string): JsonObject {
  return (value[name] as JsonObject | undefined) ?? {};
}
