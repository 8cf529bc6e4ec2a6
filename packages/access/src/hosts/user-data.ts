import { throwIfAny } from '@smile/core';
import type { Construct } from 'constructs';

/** Most bytes that EC2 takes. Source: EC2 guide, "user data". */
const MAX_BYTES = 16 * 1024;

/** Values of placeholders by name. A value may be a reference that Terraform resolves later. */
export type TemplateValues = Readonly<Record<string, string>>;

/**
 * A script from a template: every `{{name}}` becomes its value. Nothing else changes, so a template is plain Bash.
 *
 * @throws Error for a placeholder without a value or a value without a placeholder: the template and its caller differ.
 */
export function renderTemplate(template: string, values: TemplateValues): string {
  const wanted = [...new Set([...template.matchAll(PLACEHOLDER)].map(([, name]) => name ?? ''))];
  const missing = wanted.filter((name) => !(name in values));
  const unused = Object.keys(values).filter((name) => !wanted.includes(name));
  if (missing.length + unused.length > 0) {
    throw new Error(`the template lacks values for [${missing.join(', ')}] and does not use [${unused.join(', ')}]`);
  }
  return template.replace(PLACEHOLDER, (_, name: string) => values[name] ?? '');
}

/**
 * User data from a template. Terraform reads `${` and `%{` as its own, so those of the shell are escaped; values are
 * put in afterwards and may be references.
 *
 * User data is clear text in the state and for every process on the host: names of secrets, never secrets (P7).
 *
 * @throws ValidationError if the script is longer than EC2 takes.
 */
export function userData(host: Construct, template: string, values: TemplateValues): string {
  const bytes = Buffer.byteLength(renderTemplate(template, values));
  throwIfAny(
    host,
    bytes <= MAX_BYTES
      ? []
      : [`user data has ${bytes} bytes, allowed are ${MAX_BYTES}; move a part into a package or a document`],
  );
  return renderTemplate(template.replace(/([$%])\{(?!\{)/g, '$1$1{'), values);
}

const PLACEHOLDER = /\{\{(\w+)\}\}/g;
