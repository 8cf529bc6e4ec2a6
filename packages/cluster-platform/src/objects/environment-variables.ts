/** An environment variable of a container whose value stands in a key of a Kubernetes Secret. */
export function secretVariable(name: string, secret: string, key: string) {
  return { name, valueFrom: { secretKeyRef: { name: secret, key } } };
}

/** Environment variables of a container whose values everybody may read. */
export function plainVariables(values: Readonly<Record<string, string>>) {
  return Object.entries(values).map(([name, value]) => ({ name, value }));
}
