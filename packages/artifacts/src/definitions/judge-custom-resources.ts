import type { RenderedObject } from '../charts/rendered-object.ts';
import type { Definitions } from './definitions.ts';
import { schemaProblems } from './schema-problems.ts';

/** What custom resources were found to be. */
export interface JudgedCustomResources {
  /** One sentence each. */
  readonly problems: readonly string[];
  /** Version and kind of those whose definition is nowhere, each once. */
  readonly unknown: readonly string[];
}

/** Checks custom resources against their definitions; objects of Kubernetes' own kinds are left out. */
export function judgeCustomResources(
  objects: readonly Pick<RenderedObject, 'apiVersion' | 'kind' | 'name' | 'body'>[],
  definitions: Definitions,
): JudgedCustomResources {
  const custom = objects.filter(({ apiVersion }) => !OF_KUBERNETES.test(apiVersion));
  const typeOf = ({ apiVersion, kind }: Pick<RenderedObject, 'apiVersion' | 'kind'>) => `${apiVersion} ${kind}`;
  const problems = custom.flatMap((object) => {
    const schema = definitions.get(typeOf(object));
    if (schema === undefined) return [];
    return schemaProblems(schema, object.body).map((problem) => `${object.kind} ${object.name} ${problem}`);
  });
  const unknown = custom.filter((object) => !definitions.has(typeOf(object))).map(typeOf);
  return { problems: [...new Set(problems)], unknown: [...new Set(unknown)].sort() };
}

/** Groups without a dot, and those that end in `k8s.io` and are not of an operator's own. https://kubernetes.io/docs/reference/using-api/#api-groups */
const OF_KUBERNETES =
  /^([a-z]*\/)?v\d\w*$|^(admissionregistration|apiextensions|apiregistration|authentication|authorization|autoscaling|batch|certificates|coordination|discovery|events|flowcontrol\.apiserver|networking|node|policy|rbac\.authorization|resource|scheduling|storage)\.k8s\.io\//;
