import { parseAllDocuments } from 'yaml';
import { ArtifactError } from '../artifact-error.ts';
import { isMap, type Value, type ValueMap } from './chart-source.ts';

/** An object that a release makes in the cluster. */
export interface RenderedObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  /** @default - the release's, or none where the kind has none */
  readonly namespace?: string;
  readonly body: ValueMap;
}

/** Reads what Helm rendered; empty documents and what is no object are left out, lists are taken apart. */
export function readObjects(rendered: string): readonly RenderedObject[] {
  return parseAllDocuments(rendered, { maxAliasCount: -1, logLevel: 'silent' } as object).flatMap((document) => {
    if ('errors' in document && document.errors.length > 0) {
      throw new ArtifactError(`what Helm rendered cannot be read: ${document.errors[0]?.message.split('\n')[0]}`);
    }
    return asObjects((document as { toJS(): unknown }).toJS() as Value);
  });
}

function asObjects(body: Value): readonly RenderedObject[] {
  if (!isMap(body) || typeof body.kind !== 'string') return [];
  if (body.kind === 'List' && Array.isArray(body.items)) return (body.items as readonly Value[]).flatMap(asObjects);
  const { name, namespace } = isMap(body.metadata) ? body.metadata : {};
  return [
    {
      apiVersion: String(body.apiVersion),
      kind: body.kind,
      name: String(name),
      ...(typeof namespace === 'string' && { namespace }),
      body,
    },
  ];
}

/** References of images in an object: `image` of containers and of custom resources, and what arguments and variables name. */
export function imagesIn(value: Value, key = ''): readonly string[] {
  if (typeof value === 'string') {
    if (key === 'image') return value === '' ? [] : [value];
    return key === 'args' || key === 'command' || key === 'value' ? namedIn(value) : [];
  }
  if (Array.isArray(value)) return value.flatMap((item: Value) => imagesIn(item, key));
  return isMap(value) ? Object.entries(value).flatMap(([inner, item]) => imagesIn(item, inner)) : [];
}

/** Public registries, and ours: what else looks like an address of an image is one of something else. */
const REGISTRY =
  /(?:docker\.io|quay\.io|ghcr\.io|gcr\.io|registry\.k8s\.io|public\.ecr\.aws|registry\.istio\.io|\d{12}\.dkr\.ecr\.[a-z0-9.-]+)\/[a-z0-9._/-]+:[\w][\w.-]*(?:@sha256:[0-9a-f]{64})?/g;

function namedIn(text: string): readonly string[] {
  return text.match(REGISTRY) ?? [];
}
