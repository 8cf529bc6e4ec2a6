import type { Json, JsonObject } from '@smile/inventory';
import { formatPath, type PathStep } from '../drift/differences.ts';
import type { StateInstance } from './state-instance.ts';

/** A value in a state that is a secret, or looks like one. The value itself is in no report. */
export interface Finding {
  readonly address: string;
  readonly path: string;
  readonly because: string;
  /** Why it may be there. @default - nobody expects it */
  readonly expected?: string;
}

/** First credentials, which a state holds until they are replaced (docs/adr/0008). */
const EXPECTED: Readonly<Record<string, string>> = {
  'aws_elasticache_replication_group.auth_token': 'the first token, dead after the first rotation (docs/adr/0008)',
  'aws_mq_broker.user': 'the first user, dead after the first rotation (docs/adr/0008)',
};

/** Names of attributes that hold secrets in any provider; those that hold the place or the name of one end otherwise. */
const NAMED =
  /(^|_)(password|passwd|passphrase|secret|secret_string|secret_binary|secret_key|client_secret|token|auth_token|private_key|api_key|connection_string)$/;

/** What is a secret wherever it stands. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids */
const CONTENT: readonly { readonly form: RegExp; readonly because: string }[] = [
  { form: /-----BEGIN [A-Z ]*PRIVATE KEY-----/, because: 'it is a private key' },
  { form: /\b(AKIA|ASIA)[A-Z0-9]{16}\b/, because: 'it has the form of an access key of AWS' },
  { form: /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]+/, because: 'it has the form of a signed web token' },
  { form: /\/\/[^\s/:@]+:[^\s/@]+@/, because: 'it is an address with a password' },
];

/**
 * The provider marks the value of every SSM parameter, also of those that are no `SecureString`, such as the name of a host.
 * https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/ssm_parameter
 */
function isPlainParameter({ type, attributes }: StateInstance): boolean {
  return type === 'aws_ssm_parameter' && attributes.type !== undefined && attributes.type !== 'SecureString';
}

/** The secrets in the values of one object. */
export function secretsIn(instance: StateInstance): readonly Finding[] {
  const { address, mode, type, attributes } = instance;
  const sensitive = isPlainParameter(instance) ? [] : instance.sensitive;
  if (mode === 'data' && type === 'terraform_remote_state') return [];
  const findings = new Map<string, Finding>();
  const add = (steps: readonly PathStep[], because: string) => {
    const path = formatPath(steps);
    const expected = EXPECTED[`${type}.${steps[0]}`];
    findings.set(path, { address, path, because, ...(expected === undefined ? {} : { expected }) });
  };
  for (const { steps, text } of textsIn(attributes)) {
    const name = steps.findLast((step) => typeof step === 'string');
    const content = CONTENT.find(({ form }) => form.test(text));
    if (sensitive.some((path) => path.every((step, depth) => step === steps[depth])))
      add(steps, 'Terraform calls it sensitive');
    else if (content !== undefined) add(steps, content.because);
    else if (NAMED.test(String(name)) && !isReference(text)) add(steps, 'its name says so');
  }
  return [...findings.values()];
}

/** An ARN or a reference to a secret is no secret. */
function isReference(text: string): boolean {
  return /^(arn:|https?:\/\/|\/)/.test(text) || text === 'true' || text === 'false';
}

interface TextAt {
  readonly steps: readonly PathStep[];
  readonly text: string;
}

function textsIn(value: Json | undefined, steps: readonly PathStep[] = []): readonly TextAt[] {
  if (typeof value === 'string') return value === '' ? [] : [{ steps, text: value }];
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((one: Json, place) => textsIn(one, [...steps, place]));
  return Object.entries(value as JsonObject).flatMap(([name, one]) => textsIn(one, [...steps, name]));
}
