import { byRule, type FieldProblem, invalid, required } from './field-problem.ts';
import { dnsLabel, labelKey, labelValue, type NameRule } from './names.ts';

/** What every object carries, however it was written. */
export interface Metadata {
  readonly name: string | undefined;
  readonly namespace: string | undefined;
  readonly labels: { readonly [key: string]: string };
  readonly annotations: { readonly [key: string]: string };
}

/** Most bytes of all annotations of an object. Source: apimachinery, pkg/api/validation/objectmeta.go */
const MOST_ANNOTATIONS = 256 * 1024;

/** What the API server refuses of an object's metadata. */
export function metadataProblems(metadata: Metadata, nameRule: NameRule): FieldProblem[] {
  const { name, namespace, labels, annotations } = metadata;
  return [
    ...byRule(nameRule, 'metadata.name', name),
    ...byRule(dnsLabel, 'metadata.namespace', namespace),
    ...labelProblems(labels, 'metadata.labels'),
    ...annotationProblems(annotations),
  ];
}

/** What the API server refuses of labels, or of what selects by them. */
export function labelProblems(labels: { readonly [key: string]: string }, field: string): FieldProblem[] {
  return Object.entries(labels).flatMap(([key, value]) => [
    ...byRule(labelKey, field, key),
    ...byRule(labelValue, field, value),
  ]);
}

/** What the API server refuses of an object without a name. */
export function namelessProblem(): FieldProblem {
  return required('metadata.name', 'name or generateName is required');
}

function annotationProblems(annotations: { readonly [key: string]: string }): FieldProblem[] {
  const bytes = Object.entries(annotations).reduce((sum, [key, value]) => sum + Buffer.byteLength(key + value), 0);
  return [
    // Kubernetes compares keys of annotations in lower case.
    ...Object.keys(annotations).flatMap((key) => byRule(labelKey, 'metadata.annotations', key.toLowerCase())),
    ...(bytes > MOST_ANNOTATIONS
      ? [{ field: 'metadata.annotations', reason: `Too long: may not be more than ${MOST_ANNOTATIONS} bytes` }]
      : []),
  ];
}

/** A selector that finds nothing it should find. */
export function selectorMismatch(field: string, labels: { readonly [key: string]: string }): FieldProblem {
  return invalid(field, labels, '`selector` does not match template `labels`');
}
