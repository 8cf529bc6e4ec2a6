/** Annotation of a Kubernetes object that says why it is as it is: why a connection is allowed, why a namespace is weaker. */
export const REASON_ANNOTATION = 'smile/reason';
