import {
  type ChartName,
  IMAGE_NAMES,
  IMAGES,
  type ImageName,
  imageRepository,
  type RegistryOwner,
} from '@smile/catalogue';
import { isMap } from './chart-source.ts';
import { IMAGE_EXCEPTIONS, OBJECT_EXCEPTIONS } from './object-exceptions.ts';
import { imagesIn, type RenderedObject } from './rendered-object.ts';

export interface JudgeProps {
  readonly chart: ChartName;
  readonly namespace: string;
  /** Whose registry the cluster pulls from. */
  readonly registry: RegistryOwner;
}

/** What is wrong with what a release makes: one sentence each, in the order of the objects. */
export function judgeObjects(objects: readonly RenderedObject[], props: JudgeProps): readonly string[] {
  const problems = objects.flatMap((object) => [
    ...secretProblems(object),
    ...namespaceProblems(object, props),
    ...imageProblems(object, props),
  ]);
  return [...new Set(problems)];
}

/** Releases are kept as ConfigMaps, so what a chart renders is for everybody to read. */
function secretProblems({ kind, name, body }: RenderedObject): readonly string[] {
  if (kind !== 'Secret') return [];
  const keys = [body.data, body.stringData].flatMap((data) => (isMap(data ?? null) ? Object.keys(data as object) : []));
  return keys.length === 0
    ? []
    : [
        `Secret ${name} holds ${keys.join(', ')}, which the release would keep readable; let External Secrets or cert-manager make it`,
      ];
}

function namespaceProblems({ kind, name, namespace }: RenderedObject, props: JudgeProps): readonly string[] {
  if (namespace === undefined || namespace === props.namespace) return [];
  const isKnown = OBJECT_EXCEPTIONS.some(
    (one) => one.chart === props.chart && one.kind === kind && one.namespace === namespace,
  );
  return isKnown
    ? []
    : [
        `${kind} ${name} lies in namespace ${namespace}, the release in ${props.namespace}; set its namespace by values`,
      ];
}

function imageProblems({ kind, name, body }: RenderedObject, { chart, registry }: JudgeProps): readonly string[] {
  return imagesIn(body)
    .filter((reference) => !IMAGE_EXCEPTIONS.some((one) => one.chart === chart && one.holds.test(reference)))
    .flatMap((reference) => {
      const problem = imageProblem(reference, registry);
      return problem === undefined ? [] : [`${kind} ${name} runs ${reference}, ${problem}`];
    });
}

function imageProblem(reference: string, registry: RegistryOwner): string | undefined {
  const { repository, tag } = parts(reference);
  const ours = IMAGE_NAMES.filter((image) => imageRepository(image, registry) === repository);
  const [known] = ours;
  if (known === undefined) return notOurs(repository, registry);
  return ours.some((image) => IMAGES[image].tag === tag)
    ? undefined
    : `which the catalogue has as ${IMAGES[known].tag}; set the tag by values, or raise it in the catalogue`;
}

function notOurs(repository: string, registry: RegistryOwner): string {
  const upstream = repository.includes('.') && repository.includes('/') ? repository : `docker.io/${repository}`;
  const named = IMAGE_NAMES.find((image) => IMAGES[image].obtained !== 'build' && IMAGES[image].upstream === upstream);
  return named === undefined
    ? 'which the catalogue does not have; add it to packages/catalogue, or switch off by values what runs it'
    : `which is not from our registry; name ${imageRepository(named as ImageName, registry)} by values`;
}

/** Repository and tag of a reference such as `quay.io/a/b:1.2@sha256:…`; a port of the host is no tag. */
function parts(reference: string): { readonly repository: string; readonly tag: string | undefined } {
  const [name = ''] = reference.split('@');
  const [, repository = name, tag] = /^(.*?)(?::([^:/]+))?$/.exec(name) ?? [];
  return { repository, tag };
}
