/**
 * Annotation of a Kubernetes object that says why it departs from what is usual, for whoever reads it in the cluster: why a policy
 * lets somebody through, why a service has one replica. Guardrails ask for it where only a person can tell whether it is right.
 */
export const REASON_ANNOTATION = 'smile/reason';
