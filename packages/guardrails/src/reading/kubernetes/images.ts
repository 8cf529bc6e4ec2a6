import {
  asObject,
  chartReleases,
  describeObject,
  helmValues,
  type Inventory,
  type Json,
  type JsonObject,
  oncePer,
  readKubernetes,
} from '@smile/inventory';
import type { Place } from '../../rule.ts';
import { isExpression } from '../block.ts';

/** An image that something in a cluster runs. */
export interface UsedImage {
  readonly place: Place;
  readonly environment?: string;
  /** The object or release with the path inside it, for a message. */
  readonly where: string;
  /** As in `registry/repository:tag@sha256:…`. */
  readonly image: string;
}

/** Kinds whose texts are not theirs: schemas, and files of others. */
const WITHOUT_IMAGES: ReadonlySet<string> = new Set(['CustomResourceDefinition', 'ConfigMap', 'Secret']);

/** Filled in by the injector of the mesh, with the image of its own proxy: https://istio.io/latest/docs/setup/additional-setup/gateway/ */
const INJECTED = 'auto';

/** Every image that objects name, those of custom resources included, and that values of charts of others name. */
export const usedImages: (inventory: Inventory) => readonly UsedImage[] = oncePer(find);

function find(inventory: Inventory): readonly UsedImage[] {
  const ofObjects = readKubernetes(inventory)
    .objects.filter(({ kind }) => !WITHOUT_IMAGES.has(kind))
    .flatMap((object) => {
      const { resource } = object;
      return imagesIn(object.body, '').map(({ path, image }) => ({
        place: resource,
        environment: resource.environment,
        where: `${describeObject(object)}: ${path}`,
        image,
      }));
    });
  const ofCharts = chartReleases(inventory).flatMap((release) => {
    const values = helmValues(inventory, release) ?? {};
    const { imageRegistry } = asObject(values.global);
    return imagesIn(values, '').map(({ path, image }) => ({
      place: release,
      environment: release.environment,
      where: `values: ${path}`,
      image: typeof imageRegistry === 'string' && !hasRegistry(image) ? `${imageRegistry}/${image}` : image,
    }));
  });
  return [...ofObjects, ...ofCharts].filter(({ image }) => image !== INJECTED);
}

/** Texts called `image`, and blocks that give an image in parts as charts do. */
function imagesIn(value: Json, path: string): readonly { readonly path: string; readonly image: string }[] {
  if (value === null || typeof value !== 'object') return [];
  if (Array.isArray(value)) return value.flatMap((one: Json, index) => imagesIn(one, `${path}[${index}]`));
  return Object.entries(value).flatMap(([key, inner]) => {
    const inside = path === '' ? key : `${path}.${key}`;
    const image = /image$/i.test(key) ? imageOf(inner) : undefined;
    return image === undefined ? imagesIn(inner, inside) : [{ path: inside, image }];
  });
}

/** An image as one text; undefined where the value names none. An image volume has it as `reference`. */
function imageOf(value: Json | undefined): string | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value;
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return undefined;
  const { reference, repository, registry, tag, digest, sha } = value as JsonObject;
  if (typeof reference === 'string') return reference;
  if (typeof repository !== 'string' || repository === '') return undefined;
  const host = typeof registry === 'string' && registry !== '' ? `${registry}/` : '';
  const hash = [digest, sha].find((one) => typeof one === 'string' && one !== '');
  const digestText = typeof hash === 'string' ? `@${hash.includes(':') ? hash : `sha256:${hash}`}` : '';
  return `${host}${repository}${typeof tag === 'string' || typeof tag === 'number' ? `:${tag}` : ''}${digestText}`;
}

/** The parts of an image; `undefined` for those that are known later. */
export interface ImageParts {
  /** Registry with its port. @default - Docker Hub, or known later */
  readonly registry?: string;
  readonly isRegistryKnown: boolean;
  readonly tag?: string;
  readonly digest?: string;
  /** Whether tag and digest are known. */
  readonly isVersionKnown: boolean;
}

/** https://github.com/distribution/reference: the first part is a registry if it has a dot or a port, or is `localhost`. */
function hasRegistry(image: string): boolean {
  const first = image.includes('/') ? (image.split('/')[0] ?? '') : '';
  return /[.:]|^localhost$/.test(first) || isExpression(first);
}

/** The parts of an image as its text has them. */
export function partsOf(image: string): ImageParts {
  const first = image.includes('/') ? (image.split('/')[0] ?? '') : '';
  const isRegistry = hasRegistry(image);
  const last = image.slice(image.lastIndexOf('/') + 1);
  // What an expression gives may end in a tag, unless a tag stands behind it.
  const behind = last.slice(last.lastIndexOf('}') + 1);
  const [, tag, digest] = /^[^@:]*(?::([^@]*))?(?:@(.*))?$/s.exec(behind) ?? [];
  return {
    ...(isRegistry && !isExpression(first) ? { registry: first } : {}),
    isRegistryKnown: !isExpression(first) && !image.startsWith('${'),
    ...(tag === undefined ? {} : { tag }),
    ...(digest === undefined ? {} : { digest }),
    isVersionKnown: behind !== '' || !isExpression(last),
  };
}
