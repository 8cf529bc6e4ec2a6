import { type BindingSource, type SourcePlace, unrecognised } from './embedded-source.ts';
import type { CtyType } from './schema.ts';
import { readValueType } from './value-type.ts';

/** One attribute or block of a binding class. */
export interface BindingMember {
  /** Terraform's name, as in `vpc_id`. */
  readonly name: string;
  readonly computed: boolean;
  readonly optional: boolean;
  readonly required: boolean;
  readonly content: ValueContent | StructureContent;
  readonly place: SourcePlace;
}

/** A member that holds a plain value or a collection of them. */
interface ValueContent {
  readonly kind: 'value';
  readonly type: CtyType;
}

/** A member whose content is described by another class of the same module. */
export interface StructureContent {
  readonly kind: 'structure';
  readonly className: string;
  /** Whether a list class stands for a Terraform set. */
  readonly wrapsSet: boolean;
}

/** One class of a binding module. */
export interface BindingClass {
  readonly name: string;
  readonly base: string;
  /** What the constructor hands to its base class; tells `x.y` from `x[0].y`. */
  readonly superArguments: string;
  readonly members: readonly BindingMember[];
  /** What `get(index)` of a list or map class returns. */
  readonly elementClass: string | undefined;
  readonly place: SourcePlace;
}

/** A binding module, read. */
export interface BindingModule {
  /** Terraform's name of the type, as in `aws_vpc`. */
  readonly type: string;
  readonly classes: ReadonlyMap<string, BindingClass>;
  /** The class of the resource or data source itself. */
  readonly root: BindingClass;
  /**
   * Per structure written as a list or set, whether it is a block (true) or an attribute (false) in Terraform.
   * The generated code passes it to `listMapper`; `isBlock` in the HCL tables is true for both.
   */
  readonly listIsBlock: ReadonlyMap<string, boolean>;
}

const CLASS = /^export class (\w+) extends cdktf\.(\w+) \{\n([\s\S]*?)^\}/gm;
const FLAGS = /^ {2}\/\/ \S+ - computed: /gm;
const MEMBER = new RegExp(
  [
    /^ {2}\/\/ (?<name>\S+) - computed: (?<computed>true|false), optional: (?<optional>true|false), required: (?<required>true|false)\n/,
    /(?: {2}private _\w+(?:\?: (?<declared>.+?);| = new (?<created>[\w.]+)\(this, "\w+"(?:, (?<wrapsSet>true|false))?\);) ?\n)?/,
    /(?: {2}public get \w+\(\) \{\n {4}return (?<read>.+);\n)/,
  ]
    .map((part) => part.source)
    .join(''),
  'gm',
);
const ROOTS = ['TerraformResource', 'TerraformDataSource'];
const STRUCTURES = ['ComplexObject', 'ComplexList', 'ComplexMap'];

/** Reads the classes of a binding module. Anything that does not have the generator's usual form is an error. */
export function readBindingModule(sources: readonly [BindingSource, ...BindingSource[]]): BindingModule {
  const classes = sources.flatMap(readClasses);
  const roots = classes.filter(({ base }) => ROOTS.includes(base));
  const [root] = roots;
  if (root === undefined || roots.length !== 1) {
    throw unrecognised(
      { source: sources[0], offset: 0 },
      `expected one resource or data source class, found ${roots.length}`,
    );
  }
  return {
    type: /^ {2}public static readonly tfResourceType = "(\w+)";$/m.exec(sources[0].text)?.[1] ?? '',
    classes: new Map(classes.map((bindingClass) => [bindingClass.name, bindingClass])),
    root,
    listIsBlock: readListMappers(sources),
  };
}

function readClasses(source: BindingSource): readonly BindingClass[] {
  const matches = [...source.text.matchAll(CLASS)];
  const starts = new Set(matches.map(({ index }) => index));
  const unread = [...source.text.matchAll(/^export class /gm)].find(({ index }) => !starts.has(index));
  if (unread !== undefined) throw unrecognised({ source, offset: unread.index }, 'cannot read a class');

  return matches.map((match) => {
    const [whole, name = '', base = '', body = ''] = match;
    if (!ROOTS.includes(base) && !STRUCTURES.includes(base)) {
      throw unrecognised({ source, offset: match.index }, `class ${name} extends cdktf.${base}, which is not known`);
    }
    return {
      name,
      base,
      superArguments: /^ {4}super\((.+)\);?$/m.exec(body)?.[1] ?? '',
      members: readMembers(name, body, { source, offset: match.index + whole.indexOf(body) }),
      elementClass: /^ {2}public get\(\w+: \w+\): (\w+) \{/m.exec(body)?.[1],
      place: { source, offset: match.index },
    };
  });
}

function readMembers(className: string, body: string, start: SourcePlace): BindingMember[] {
  const placeAt = (index: number) => ({ source: start.source, offset: start.offset + index });
  const members = [...body.matchAll(MEMBER)].map((match) => readMember(match, placeAt(match.index)));

  const read = new Set(members.map(({ place }) => place.offset));
  const unread = [...body.matchAll(FLAGS)].find(({ index }) => !read.has(placeAt(index).offset));
  if (unread !== undefined) throw unrecognised(placeAt(unread.index), `cannot read a member of ${className}`);

  // Every getter is a member, a member's input, or `internalValue`: one more would be an attribute without a comment.
  const count = (pattern: RegExp) => [...body.matchAll(pattern)].length;
  const getters = count(/^ {2}public get \w+\(\)/gm);
  const others = count(/^ {2}\/\/ Temporarily expose input value|^ {2}public get internalValue\(\)/gm);
  if (getters !== members.length + others) {
    const known = members.length + others;
    throw unrecognised(start, `${className} has ${getters} getters, of which only ${known} are recognised`);
  }
  return members;
}

function readMember(match: RegExpExecArray, place: SourcePlace): BindingMember {
  const { name = '', computed, optional, required, declared, created, wrapsSet, read = '' } = match.groups ?? {};
  return {
    name,
    computed: computed === 'true',
    optional: optional === 'true',
    required: required === 'true',
    content:
      created === undefined || created.startsWith('cdktf.')
        ? { kind: 'value', type: readValueType(place, { declared, created, wrapsSet, read }) }
        : { kind: 'structure', className: created, wrapsSet: wrapsSet === 'true' },
    place,
  };
}

function readListMappers(sources: readonly BindingSource[]): ReadonlyMap<string, boolean> {
  const mappers = new Map<string, boolean>();
  for (const source of sources) {
    for (const match of source.text.matchAll(/listMapper\((\w+)ToTerraform, (true|false)\)/g)) {
      const [, structure = '', isBlock] = match;
      const before = mappers.get(structure);
      if (before !== undefined && before !== (isBlock === 'true')) {
        throw unrecognised(
          { source, offset: match.index },
          `${structure} is written both as a block and as an attribute`,
        );
      }
      mappers.set(structure, isBlock === 'true');
    }
  }
  return mappers;
}
