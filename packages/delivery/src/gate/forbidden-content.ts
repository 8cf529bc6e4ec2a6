import { asList, asObject, asString, type Json, type JsonObject } from '@smile/inventory';

/** Providers that an apply may start, as `required_providers` names them. */
export const LISTED_PROVIDERS: readonly string[] = [
  'hashicorp/aws',
  'cloudflare/cloudflare',
  'hashicorp/kubernetes',
  'hashicorp/helm',
];

/** Data sources that run a program or ask any address on the internet while Terraform plans. */
const FORBIDDEN_DATA: readonly string[] = ['external', 'http'];

/**
 * Why a synthesized stack must not be applied by a pipeline; empty when nothing speaks against it.
 *
 * Whoever may apply is administrator of the account, so a bundle must not bring along a program of its own.
 */
export function forbiddenContent(configuration: JsonObject): string[] {
  const sources = Object.entries(asObject(asObject(configuration.terraform).required_providers));
  const blocks = (kind: 'resource' | 'data') =>
    Object.entries(asObject(configuration[kind])).flatMap(([type, named]) =>
      Object.entries(asObject(named)).map(([name, body]) => ({ type, name, body: asObject(body) })),
    );
  return [
    ...sources.flatMap(([name, entry]) => {
      const source = fullSource(asString(asObject(entry).source) ?? name);
      return LISTED_PROVIDERS.includes(source)
        ? []
        : [`the provider ${source} is not listed, expected some of ${LISTED_PROVIDERS.join(', ')}`];
    }),
    ...blocks('data').flatMap(({ type, name }) =>
      FORBIDDEN_DATA.includes(type)
        ? [`data.${type}.${name} runs a program or asks the internet while Terraform plans`]
        : [],
    ),
    ...blocks('resource').flatMap(({ type, name, body }) =>
      hasProvisioner(body) ? [`${type}.${name} has a provisioner, which runs a program`] : [],
    ),
    ...Object.keys(asObject(configuration.module)).map(
      (name) => `module.${name} is a module, whose content nobody here reads`,
    ),
  ];
}

/** The source of a provider in full: `aws` and `registry.terraform.io/hashicorp/aws` are `hashicorp/aws`. */
export function fullSource(source: string): string {
  const parts = source.split('/');
  if (parts.length === 1) return `hashicorp/${source}`;
  return parts.length === 3 && parts[0] === 'registry.terraform.io' ? parts.slice(1).join('/') : source;
}

function hasProvisioner({ provisioner }: JsonObject): boolean {
  return provisioner !== undefined && asList(provisioner as Json).length > 0;
}
