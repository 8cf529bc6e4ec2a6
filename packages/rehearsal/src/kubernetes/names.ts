/**
 * What the API server says of a name, a label or a port that it refuses; undefined when it takes it. The words are those of
 * https://github.com/kubernetes/apimachinery/blob/master/pkg/util/validation/validation.go
 */
export type NameRule = (text: string) => string | undefined;

const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const OLD_LABEL = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const QUALIFIED = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;

const QUALIFIED_WORDS =
  "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";

/** RFC 1123 label, as of a namespace. https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-label-names */
export const dnsLabel: NameRule = (text) =>
  tooLong(text, 63) ??
  (LABEL.test(text)
    ? undefined
    : "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')");

/** RFC 1123 subdomain, as of most objects. https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-subdomain-names */
export const dnsSubdomain: NameRule = (text) =>
  tooLong(text, 253) ??
  (SUBDOMAIN.test(text)
    ? undefined
    : "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')");

/** RFC 1035 label, as of a Service. https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#rfc-1035-label-names */
export const oldDnsLabel: NameRule = (text) =>
  tooLong(text, 63) ??
  (OLD_LABEL.test(text)
    ? undefined
    : "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')");

/** Part of a URL, as the names of RBAC objects. https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#path-segment-names */
export const pathSegment: NameRule = (text) => {
  if (text === '.' || text === '..') return `may not be '${text}'`;
  const found = ['/', '%'].find((character) => text.includes(character));
  return found === undefined ? undefined : `may not contain '${found}'`;
};

/**
 * A name that pods get a suffix to: shorter than a subdomain may be.
 * https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#writing-a-cronjob-spec
 */
export const cronJobName: NameRule = (text) =>
  dnsSubdomain(text) ?? (text.length > 52 ? 'must be no more than 52 characters' : undefined);

/** Priority classes whose names begin so belong to Kubernetes. https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/#priorityclass */
export const priorityClassName: NameRule = (text) =>
  dnsSubdomain(text) ??
  (text.startsWith('system-')
    ? 'priority class names with "system-" prefix are reserved for system use only'
    : undefined);

/** The key of a label or annotation, with or without a prefix. https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set */
export const labelKey: NameRule = (text) => {
  const parts = text.split('/');
  const [first = '', name = first] = parts;
  if (parts.length > 2) {
    return `a qualified name ${QUALIFIED_WORDS.slice('name part '.length)} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`;
  }
  if (parts.length === 2 && first === '') return 'prefix part must be non-empty';
  const prefix = parts.length === 2 ? dnsSubdomain(first) : undefined;
  if (prefix !== undefined) return `prefix part ${prefix}`;
  if (name === '') return 'name part must be non-empty';
  if (name.length > 63) return 'name part must be no more than 63 characters';
  return QUALIFIED.test(name) ? undefined : QUALIFIED_WORDS;
};

/** The value of a label. https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set */
export const labelValue: NameRule = (text) =>
  tooLong(text, 63) ??
  (text === '' || QUALIFIED.test(text)
    ? undefined
    : "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')");

/** The name of a port. https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports */
export const portName: NameRule = (text) => {
  if (text.length > 15) return 'must be no more than 15 characters';
  if (!/^[-a-z0-9]+$/.test(text)) return 'must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)';
  if (!/[a-z]/.test(text)) return 'must contain at least one letter (a-z)';
  if (text.includes('--')) return 'must not contain consecutive hyphens';
  return /^-|-$/.test(text) ? 'must not begin or end with a hyphen' : undefined;
};

/** The number of a port. */
export const portNumber: NameRule = (text) => {
  const number = Number(text);
  return Number.isInteger(number) && number >= 1 && number <= 65535
    ? undefined
    : 'must be between 1 and 65535, inclusive';
};

/** The name of an environment variable or of a key in a ConfigMap. https://kubernetes.io/docs/concepts/configuration/configmap/#configmap-object */
export const configKey: NameRule = (text) => {
  if (text.length > 253) return 'must be no more than 253 characters';
  if (text === '.' || text.startsWith('..')) return `a valid config key must not be '.' or start with '..'`;
  return /^[-._a-zA-Z0-9]+$/.test(text)
    ? undefined
    : "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')";
};

function tooLong(text: string, most: number): string | undefined {
  return text.length > most ? `must be no more than ${most} characters` : undefined;
}
