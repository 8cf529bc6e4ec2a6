import type { Json } from '@smile/inventory';

/** One way to get a value wrong. */
export interface Change {
  readonly operator: string;
  /** The wrong value; undefined takes it away. */
  readonly value: Json | undefined;
}

/** Words whose opposite somebody writes by mistake, or to get something done today. */
const OPPOSITES: Readonly<Record<string, string>> = {
  Allow: 'Deny',
  Deny: 'Allow',
  ENABLED: 'DISABLED',
  Enabled: 'Suspended',
  enabled: 'disabled',
  on: 'off',
  required: 'optional',
  block: 'log',
  strict: 'flexible',
  GREATER_THAN: 'LESS_THAN',
  GreaterThanThreshold: 'LessThanThreshold',
  GreaterThanOrEqualToThreshold: 'LessThanOrEqualToThreshold',
  LessThanThreshold: 'GreaterThanThreshold',
  LessThanOrEqualToThreshold: 'GreaterThanOrEqualToThreshold',
  StringEquals: 'StringNotEquals',
  StringLike: 'StringNotLike',
  ArnEquals: 'ArnNotEquals',
  ArnLike: 'ArnNotLike',
  Bool: 'BoolIfExists',
};

const CIDR = /^\d{1,3}(?:\.\d{1,3}){3}\/\d{1,2}$/;
const CIDR6 = /^[0-9a-f:]+\/\d{1,3}$/i;
const ACCOUNT = /(?<=:)\d{12}(?=:|$)/;
const REGION = /(?<=[:.-])(?:ap|eu|us)-[a-z]+-\d(?=[:.]|$)|^(?:ap|eu|us)-[a-z]+-\d$/;

/** Somebody else's account and another region than any of ours. */
const FOREIGN = { account: '999999999999', region: 'eu-west-1' };

const STAR = 'with * added';

/**
 * Ways to get one value wrong, whatever it means.
 *
 * @param argument where it stands. @default - anywhere
 */
export function changesOf(value: Json, argument = ''): readonly Change[] {
  if (typeof value === 'boolean') return [{ operator: 'flip', value: !value }];
  if (typeof value === 'number') return ofNumber(value);
  if (typeof value === 'string') return ofText(value);
  // Terraform refuses an address that is none before it plans.
  if (Array.isArray(value))
    return ofList(value).filter(({ operator }) => argument !== 'depends_on' || operator !== STAR);
  return [];
}

function ofNumber(value: number): readonly Change[] {
  if (value === 0) return [{ operator: 'one instead of zero', value: 1 }];
  return [
    { operator: 'ten times', value: value * 10 },
    { operator: 'a tenth', value: Math.floor(value / 10) },
  ];
}

function ofText(value: string): readonly Change[] {
  const opposite = OPPOSITES[value];
  if (opposite !== undefined) return [{ operator: `${opposite} instead of ${value}`, value: opposite }];
  if (CIDR.test(value)) return value === '0.0.0.0/0' ? [] : [{ operator: 'open to the world', value: '0.0.0.0/0' }];
  if (CIDR6.test(value)) return value === '::/0' ? [] : [{ operator: 'open to the world', value: '::/0' }];
  if (value.includes('${')) return [];
  const foreign = [
    { operator: 'another account', value: value.replace(ACCOUNT, FOREIGN.account) },
    { operator: 'another region', value: value.replace(REGION, FOREIGN.region) },
  ].filter((change) => change.value !== value);
  return foreign.length > 0 ? foreign : [{ operator: 'another text', value: `${value}x` }];
}

function ofList(value: readonly Json[]): readonly Change[] {
  const isText = value.every((one) => typeof one === 'string');
  return [
    ...(value.length > 1 ? [{ operator: 'without the last', value: value.slice(0, -1) }] : []),
    // Where references stand, nobody writes a star.
    ...(isText && value.length > 0 && !value.includes('*') && !JSON.stringify(value).includes('${')
      ? [{ operator: STAR, value: [...value, '*'] }]
      : []),
  ];
}
