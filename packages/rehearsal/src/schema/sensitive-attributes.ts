import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProviderName } from './binding-package.ts';

/** Flags of one AWS resource type, as `terraform providers schema -json` prints them; nested ones as `block.attribute`. */
export interface AttributeFlags {
  readonly optionalComputed?: readonly string[];
  readonly sensitive?: readonly string[];
  readonly writeOnly?: readonly string[];
}

/** File with the flags that the real AWS provider 5.100.0 reports; see `data/README.md`. */
const AWS_FLAGS_FILE = join(__dirname, '../../data/aws-5.100.0-attribute-flags.json');

/**
 * Secrets of the other providers, from their documentation. The bindings do not carry the flag, so an attribute that
 * is missing here is shown in plans; nothing else depends on it.
 */
const OTHER_SECRETS: Readonly<Record<string, readonly string[]>> = {
  cloudflare_account_token: ['value'],
  cloudflare_api_token: ['value'],
  cloudflare_zero_trust_access_service_token: ['client_secret'],
  cloudflare_zero_trust_tunnel_cloudflared: ['tunnel_secret'],
  helm_release: ['repository_password', 'set_sensitive.value'],
  kubernetes_secret: ['data', 'binary_data'],
  kubernetes_secret_v1: ['data', 'binary_data'],
  kubernetes_token_request_v1: ['token'],
};

let awsFlags: Readonly<Record<string, AttributeFlags>> | undefined;

/** Tells which paths of a resource or data source hold secrets. AWS data sources are not covered and have none. */
export function sensitivePaths(provider: ProviderName, type: string, isResource: boolean): ReadonlySet<string> {
  if (provider !== 'aws') return new Set(OTHER_SECRETS[type] ?? []);
  return new Set(isResource ? (readAwsFlags()[type]?.sensitive ?? []) : []);
}

/** Flags that the real AWS provider 5.100.0 reports, by resource type. */
export function readAwsFlags(): Readonly<Record<string, AttributeFlags>> {
  awsFlags ??= JSON.parse(readFileSync(AWS_FLAGS_FILE, 'utf8')) as Readonly<Record<string, AttributeFlags>>;
  return awsFlags;
}
