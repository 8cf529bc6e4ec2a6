import { type KubernetesObject, listeningPorts, type PodTemplate, selects, stringEntries } from '@smile/inventory';
import type { RuleContext } from '../../rule.ts';
import { Block } from '../block.ts';
import { isWholeNamespace, podsBeside } from './neighbourhood.ts';
import { hasReason, isBeside, objectsOf } from './objects.ts';

/** What one kind of object names, and what is wrong with it. */
export interface Links {
  readonly kinds: readonly string[];
  readonly groups: RegExp;
  readonly problems: (object: KubernetesObject, context: RuleContext) => readonly string[];
}

/** By kind: names that lead nowhere. Each is judged only where the source shows everything that could be meant. */
export const LINKS: readonly Links[] = [
  { kinds: ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'], groups: /^apps\//, problems: selectorProblems },
  { kinds: ['Service'], groups: /^v1$/, problems: serviceProblems },
  { kinds: ['HorizontalPodAutoscaler'], groups: /^autoscaling\//, problems: scalerProblems },
  { kinds: ['PodDisruptionBudget'], groups: /^policy\//, problems: budgetProblems },
  { kinds: ['VirtualService'], groups: /^networking\.istio\.io\//, problems: routeProblems },
];

/** The API server refuses an object whose selector does not take in its own pods. */
function selectorProblems({ spec, body }: KubernetesObject): readonly string[] {
  const labels = new Block(body).block('spec').block('template').block('metadata').raw('labels');
  const selector = new Block(spec).block('selector');
  const isEmpty = selector.names().every((name) => Object.keys(Object(selector.raw(name))).length === 0);
  const fits = !isEmpty && selects(spec.selector, stringEntries(labels)) !== 'no';
  return fits ? [] : ['spec.selector must take in the labels of its own pods'];
}

function serviceProblems(service: KubernetesObject, context: RuleContext): readonly string[] {
  const block = new Block(service.spec);
  const selector = stringEntries(service.spec.selector);
  if (block.text('type') === 'ExternalName') return [];
  if (Object.keys(selector).length === 0) {
    return hasReason(service) ? [] : ['must have a selector, or the annotation smile/reason'];
  }
  const beside = podsBeside(context, service);
  const chosen = beside.filter(({ labels }) => selects({ matchLabels: selector }, labels) === 'yes');
  if (chosen.length === 0)
    return beside.length > 0 && isWholeNamespace(context, service) ? ['selects no pods of its namespace'] : [];
  return block.blocks('ports').flatMap((port) => {
    const target = port.raw('targetPort') ?? port.raw('port');
    const isThere = chosen.some((pods) => listensOn(pods, target, port.text('protocol') ?? 'TCP'));
    return isThere ? [] : [`targetPort ${String(target)} is none that a container of its pods listens on`];
  });
}

function listensOn(pods: PodTemplate, target: unknown, protocol: string): boolean {
  return listeningPorts(pods).some(
    (one) => one.protocol === protocol && (one.name === target || String(one.port) === String(target)),
  );
}

function scalerProblems(scaler: KubernetesObject, context: RuleContext): readonly string[] {
  const block = new Block(scaler.spec);
  const target = block.block('scaleTargetRef');
  const [kind, name] = [target.text('kind') ?? '', target.text('name') ?? ''];
  const isThere = objectsOf(context, kind, /^apps\//).some((one) => isBeside(one, scaler) && one.name === name);
  const isKnown =
    ['Deployment', 'StatefulSet', 'ReplicaSet'].includes(kind) && name !== '' && isWholeNamespace(context, scaler);
  const [least, most] = [block.number('minReplicas') ?? 1, block.number('maxReplicas')];
  return [
    ...(isKnown && !isThere ? [`${kind} ${name} does not exist`] : []),
    ...(block.isUnknown('maxReplicas') || (most !== undefined && most >= least && least > 0)
      ? []
      : [`minReplicas must be 1 or more and maxReplicas at least that, got ${least} and ${block.show('maxReplicas')}`]),
  ];
}

function budgetProblems(budget: KubernetesObject, context: RuleContext): readonly string[] {
  const block = new Block(budget.spec);
  const given = ['minAvailable', 'maxUnavailable'].filter((name) => block.raw(name) !== undefined);
  const beside = podsBeside(context, budget);
  const isChosen = beside.some(({ labels }) => selects(budget.spec.selector, labels) === 'yes');
  const isIdle =
    budget.spec.selector === undefined || (beside.length > 0 && !isChosen && isWholeNamespace(context, budget));
  return [
    ...(given.length === 1 ? [] : ['must have either minAvailable or maxUnavailable']),
    ...(isIdle ? ['selects no pods of its namespace'] : []),
  ];
}

const IN_CLUSTER = /^([a-z0-9-]+)(?:\.([a-z0-9-]+))?(?:\.svc(?:\.cluster\.local)?)?$/;

/** What a rule does with a request; without any of these it answers 404. */
const ENDS = ['route', 'redirect', 'directResponse', 'delegate'];

/** Destinations that are Services of a namespace which the source shows whole. */
function routeProblems(route: KubernetesObject, context: RuleContext): readonly string[] {
  const block = new Block(route.spec);
  const rules = ['http', 'tcp', 'tls'].flatMap((protocol) => block.blocks(protocol));
  const endless = rules.filter((rule) => !ENDS.some((end) => rule.has(end)));
  const destinations = rules.flatMap((rule) => rule.blocks('route')).map((one) => one.block('destination'));
  return [
    ...(rules.length === 0 ? ['must have rules'] : []),
    ...endless.map(() => `every rule must have ${ENDS.join(' or ')}`),
    ...new Set(destinations.flatMap((destination) => destinationProblem(destination, route, context) ?? [])),
  ];
}

function destinationProblem(destination: Block, route: KubernetesObject, context: RuleContext): string | undefined {
  if (destination.isUnknown('host')) return undefined;
  const host = destination.text('host') ?? '';
  const [, name, namespace = route.namespace] = IN_CLUSTER.exec(host) ?? [];
  if (name === undefined) {
    const entries = objectsOf(context, 'ServiceEntry').flatMap(({ spec }) => new Block(spec).texts('hosts'));
    return entries.includes(host)
      ? undefined
      : `destination "${host}" is neither a Service nor the host of a ServiceEntry`;
  }
  const home: KubernetesObject = { ...route, ...(namespace === undefined ? {} : { namespace }) };
  const services = objectsOf(context, 'Service', /^v1$/).filter((service) => isBeside(service, home));
  if (!isWholeNamespace(context, home) || services.length === 0) return undefined;
  const service = services.find((candidate) => candidate.name === name);
  if (service === undefined) return `Service ${namespace}/${name} does not exist`;
  const port = destination.block('port').number('number');
  const ports = new Block(service.spec).blocks('ports').map((candidate) => candidate.number('port'));
  return port === undefined || ports.includes(port) ? undefined : `Service ${namespace}/${name} has no port ${port}`;
}
