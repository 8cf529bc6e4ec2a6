import type { CtyType } from '../schema/schema.ts';
import type { Recipe } from './facts.ts';

/** The moment at which everything in a rehearsal happens: a clock would make two runs differ. */
export const FIXED_TIME = '2026-01-01T00:00:00Z';

// Arguments that identify a resource in most services, in order of preference.
const NAMES = ['name', 'bucket', 'identifier', 'cluster_name', 'function_name', 'resource_arn', 'arn'];

const TIMES = /(_time|_date|_at|_on|_timestamp|^created|^modified|^not_after|^not_before|expiration)$/;

/**
 * A recipe for an attribute that no fact covers, from its name and its type.
 * Undefined for everything but a text: numbers are 0, switches false, collections empty.
 */
export function fallbackRecipe(
  type: string,
  path: string,
  valueType: CtyType,
  attributes: ReadonlyMap<string, CtyType>,
): Recipe | undefined {
  if (valueType !== 'string') return undefined;
  const name = path.slice(path.lastIndexOf('.') + 1);
  if (name === 'id' && path === 'id') return idRecipe(type, attributes);
  if (name === 'name' && attributes.has('name_prefix')) return generatedName;
  if (name === 'name_prefix' || name.endsWith('_prefix')) return '';
  if (!type.startsWith('aws_')) return `${type}-${name}-{hex8}`;
  if (name === 'arn') return arnRecipe(type);
  if (name === 'owner_id' || name === 'account_id' || name === 'owner') return '{account}';
  if (TIMES.test(name)) return FIXED_TIME;
  if (name === 'kms_key_id' || name === 'kms_key_arn') return 'arn:{partition}:kms:{region}:{account}:key/{uuid}';
  return `${type}-${name}-{hex8}`;
}

/**
 * A name as the provider makes it: the given prefix or `terraform-`, then a time stamp and a counter of 26 digits.
 * Source: terraform-plugin-sdk v2, helper/id.
 */
const generatedName: Recipe = (context) => {
  const prefix = context.text('name_prefix');
  return context.fill(`${prefix === '' ? 'terraform-' : prefix}20260101000000{digits4}0000{hex4}`);
};

function idRecipe(type: string, attributes: ReadonlyMap<string, CtyType>): Recipe {
  const known = NAMES.find((name) => attributes.has(name));
  if (type.startsWith('cloudflare_')) return '{hex32}';
  const generated = `${type.replace(/^[a-z]+_/, '').replaceAll('_', '-')}-{hex17}`;
  if (known === undefined) return generated;
  return (context) => {
    const name = context.text(known);
    return name === '' ? context.fill(generated) : name;
  };
}

// aws_backup_vault -> arn:aws:backup:…:vault/<id>
function arnRecipe(type: string): Recipe {
  const [, service = 'aws', ...noun] = type.split('_');
  return `arn:{partition}:${service}:{region}:{account}:${noun.join('-')}${noun.length > 0 ? '/' : ''}{hex17}`;
}
