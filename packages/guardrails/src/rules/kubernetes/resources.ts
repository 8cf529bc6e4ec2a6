import { Block } from '../../reading/block.ts';
import { eachPod } from '../../reading/kubernetes/objects.ts';
import { amountOf, isNothing } from '../../reading/kubernetes/quantities.ts';
import type { Rule } from '../../rule.ts';

/** What each container names; a request may come from the limit of the same resource. */
const NAMED = [
  { of: 'requests', resource: 'cpu', or: 'limits' },
  { of: 'requests', resource: 'memory', or: 'limits' },
  { of: 'limits', resource: 'memory' },
] as const;

export const resources: Rule = {
  id: 'SMILE_K8S_RESOURCES',
  family: 'kubernetes',
  severity: 'medium',
  title: 'Every container asks for CPU and memory, and has a limit of memory',
  what: 'Each container of every pod, init containers included, has `resources.requests.cpu`, `resources.requests.memory` and `resources.limits.memory`; a limit without a request is the request, too. Each is a quantity, and no request is above its limit.',
  why: 'The scheduler fills nodes by requests alone: a container without any is put anywhere and evicted first, and one without a limit takes the memory of its neighbours.',
  remedy:
    'Measure, and write the requests and the limit into the container; a LimitRange is for charts that leave them out.',
  source: 'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/',
  check: eachPod(({ containers }) =>
    containers.flatMap(({ path, name, body }) => {
      const named = new Block(body).block('resources');
      const missing = NAMED.filter(({ of, resource, ...rest }) => {
        const places = 'or' in rest ? [of, rest.or] : [of];
        return places.every((place) => !named.isUnknown(place) && isNothing(named.block(place).raw(resource)));
      });
      const texts = missing.map(({ of, resource }) => `${of}.${resource}`);
      return [
        ...(texts.length === 0 ? [] : [`${path} (${name}) must have resources.${texts.join(', resources.')}`]),
        ...wrongQuantities(named).map((text) => `${path} (${name}): ${text}`),
      ];
    }),
  ),
};

/** What the API server refuses once the pod is made, which is after the apply. */
function wrongQuantities(named: Block): readonly string[] {
  const [requests, limits] = [named.block('requests'), named.block('limits')];
  const unread = (['requests', 'limits'] as const).flatMap((of) => {
    const block = named.block(of);
    const given = block
      .names()
      .filter((name) => !block.isUnknown(name))
      .map((name) => [name, String(block.raw(name))] as const);
    return given
      .filter(([, value]) => amountOf(value) === undefined)
      .map(([name, value]) => `resources.${of}.${name} must be a quantity, got ${value}`);
  });
  const above = requests.names().filter((name) => {
    const [asked, most] = [amountOf(requests.raw(name)), amountOf(limits.raw(name))];
    return asked !== undefined && most !== undefined && asked > most;
  });
  return [
    ...unread,
    ...above.map(
      (name) =>
        `resources.requests.${name} must not be above its limit, got ${requests.raw(name)} of ${limits.raw(name)}`,
    ),
  ];
}
