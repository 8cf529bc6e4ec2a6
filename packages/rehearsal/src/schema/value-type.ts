import { type SourcePlace, unrecognised } from './embedded-source.ts';
import type { CtyType } from './schema.ts';

/** The parts of a member's code that show its type. */
export interface MemberCode {
  /** TypeScript type of the stored input, as in `string[]`; absent on members that cannot be set. */
  readonly declared: string | undefined;
  /** cdktf class of a computed collection, as in `cdktf.StringMap`. */
  readonly created: string | undefined;
  /** Whether a computed list class stands for a set. */
  readonly wrapsSet: string | undefined;
  /** The getter's expression, as in `this.getStringAttribute('arn')`. */
  readonly read: string;
}

const MAP_OF_STRINGS: CtyType = ['map', 'string'];
const LIST_OF_STRINGS: CtyType = ['list', 'string'];

/** The generator writes Terraform's `dynamic` as a map of any. */
const BY_READER: Readonly<Record<string, CtyType>> = {
  getStringAttribute: 'string',
  getNumberAttribute: 'number',
  getBooleanAttribute: 'bool',
  getListAttribute: LIST_OF_STRINGS,
  getNumberListAttribute: ['list', 'number'],
  getStringMapAttribute: MAP_OF_STRINGS,
  getNumberMapAttribute: ['map', 'number'],
  getBooleanMapAttribute: ['map', 'bool'],
  getAnyMapAttribute: 'dynamic',
};

/** Types without a reader of their own; the generator interpolates them and only the declaration tells them apart. */
const BY_DECLARATION: Readonly<Record<string, CtyType>> = {
  any: 'dynamic',
  '{ [key: string]: string[] } | cdktf.IResolvable': ['map', LIST_OF_STRINGS],
  '{ [key: string]: { [key: string]: string } } | cdktf.IResolvable': ['map', MAP_OF_STRINGS],
  '{ [key: string]: string }[] | cdktf.IResolvable': ['list', MAP_OF_STRINGS],
  'string[][] | cdktf.IResolvable': ['list', LIST_OF_STRINGS],
};

const BY_CLASS: Readonly<Record<string, CtyType>> = {
  'cdktf.StringMap': MAP_OF_STRINGS,
  'cdktf.NumberMap': ['map', 'number'],
  'cdktf.BooleanMap': ['map', 'bool'],
  'cdktf.AnyMap': 'dynamic',
  'cdktf.StringListMap': ['map', LIST_OF_STRINGS],
  'cdktf.StringMapList': ['list', MAP_OF_STRINGS],
};

const READ = /^(?:cdktf\.\w+\.\w+\(){0,2}this\.(?<reader>get\w+Attribute|interpolationForAttribute)\('\w+'\)\)*$/;

/** The Terraform type of a member that holds a plain value or a collection. */
export function readValueType(place: SourcePlace, code: MemberCode): CtyType {
  const type = code.created === undefined ? typeOfGetter(code) : BY_CLASS[code.created];
  if (type === undefined) {
    const shown = code.created ?? `${code.declared ?? 'nothing stored'}, read by ${code.read}`;
    throw unrecognised(place, `cannot tell the type of a member (${shown})`);
  }
  // Terraform sets have no index, so the generator turns each into a list when it is read.
  const isSet = code.wrapsSet === 'true' || code.read.includes('cdktf.Fn.tolist(');
  return isSet && typeof type !== 'string' && type[0] === 'list' ? ['set', type[1]] : type;
}

function typeOfGetter({ declared, read }: MemberCode): CtyType | undefined {
  const reader = READ.exec(read)?.groups?.reader;
  if (reader === undefined) return undefined;
  if (reader !== 'interpolationForAttribute') return BY_READER[reader];
  return declared === undefined ? 'dynamic' : BY_DECLARATION[declared];
}
