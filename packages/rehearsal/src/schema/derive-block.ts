import type { BindingClass, BindingMember, BindingModule, StructureContent } from './binding-classes.ts';
import { unrecognised } from './embedded-source.ts';
import type { AttributeSchema, BlockSchema, CtyType, NestedBlockSchema } from './schema.ts';

/** What the classes do not say and the caller knows about one type. */
export interface DerivationFacts {
  /**
   * Whether the real provider has nested attributes (plugin protocol 6: helm, cloudflare). They are served as blocks,
   * because protocol 5 has none and an object-typed attribute would refuse an object that leaves a key out.
   */
  readonly hasNestedAttributes: boolean;
  readonly isResource: boolean;
  /** Whether the value at a path, as in `set_sensitive.value`, is a secret. */
  readonly isSensitive: (path: string) => boolean;
}

/** How often a structure occurs; `first` is a list of at most one, which references address as `x[0].y`. */
type Occurrence = 'single' | 'first' | 'list' | 'set' | 'map';

interface Structure {
  readonly occurrence: Occurrence;
  readonly element: BindingClass;
}

/** Derives the schema of a resource or data source from its binding module. */
export function deriveBlock(module: BindingModule, facts: DerivationFacts): BlockSchema {
  return blockOf(module, module.root, facts, []);
}

function blockOf(
  module: BindingModule,
  owner: BindingClass,
  facts: DerivationFacts,
  path: readonly string[],
): BlockSchema {
  const attributes: AttributeSchema[] = [];
  const blocks: NestedBlockSchema[] = [];
  for (const member of owner.members) {
    const memberPath = [...path, member.name];
    const { content } = member;
    if (content.kind === 'value') {
      attributes.push(attributeOf(member, content.type, facts, memberPath));
      continue;
    }
    const structure = structureOf(module, member, content);
    if (isWriteOnly(member, facts)) {
      // A block cannot be write-only, so the whole nested attribute (helm's `set_wo`) is one value of any type.
      attributes.push(attributeOf(member, 'dynamic', facts, memberPath));
    } else if (isBlock(module, member, structure, facts)) {
      blocks.push(nestedBlockOf(member, structure, blockOf(module, structure.element, facts, memberPath)));
    } else {
      attributes.push(attributeOf(member, structureType(module, structure), facts, memberPath));
    }
  }
  return { attributes, blocks };
}

function attributeOf(
  member: BindingMember,
  type: CtyType,
  facts: DerivationFacts,
  path: readonly string[],
): AttributeSchema {
  const writeOnly = isWriteOnly(member, facts);
  return {
    name: member.name,
    type,
    // A few nested attributes inherit `computed` from their parent although they are required; required wins.
    ...(member.required ? { required: true } : {}),
    ...(!member.required && member.optional ? { optional: true } : {}),
    ...(!member.required && member.computed && !writeOnly ? { computed: true } : {}),
    ...(facts.isSensitive(path.join('.')) ? { sensitive: true } : {}),
    ...(writeOnly ? { writeOnly: true } : {}),
  };
}

function isWriteOnly(member: BindingMember, facts: DerivationFacts): boolean {
  return facts.isResource && member.name.endsWith('_wo') && (member.optional || member.required);
}

/**
 * Whether a structure is served as a nested block rather than as an attribute of object type.
 * What cannot be set is an attribute. With nested attributes, everything else is a block (see `hasNestedAttributes`).
 * Without them, the bindings themselves tell the two apart: lists and sets by what they hand to `listMapper`; a map is
 * always an attribute; a single structure that is computed cannot be a block; and any other single one is `timeouts`
 * or small enough that a block accepts the same configuration.
 */
function isBlock(
  module: BindingModule,
  member: BindingMember,
  { occurrence, element }: Structure,
  facts: DerivationFacts,
): boolean {
  if (!member.optional && !member.required) return false;
  if (facts.hasNestedAttributes || occurrence === 'first') return true;
  if (occurrence === 'map') return false;
  if (occurrence === 'single') return !member.computed;
  const structName = element.name.replace(/OutputReference$/, '');
  const listIsBlock = module.listIsBlock.get(structName.charAt(0).toLowerCase() + structName.slice(1));
  if (listIsBlock === undefined) {
    throw unrecognised(member.place, `${member.name} can be set, but no code writes it as a list`);
  }
  return listIsBlock;
}

function nestedBlockOf(member: BindingMember, { occurrence }: Structure, block: BlockSchema): NestedBlockSchema {
  const { name } = member;
  const minItems = member.required ? 1 : 0;
  switch (occurrence) {
    case 'single':
      // Terraform wants both limits of a single block to be equal: 0 means optional, 1 required.
      return { name, nesting: 'single', block, minItems, maxItems: minItems };
    case 'first':
      return { name, nesting: 'list', block, minItems, maxItems: 1 };
    case 'map':
      // Terraform refuses limits on a map of blocks.
      return { name, nesting: 'map', block };
    case 'list':
      return { name, nesting: 'list', block, minItems };
    case 'set':
      // Terraform refuses a set block with a value of any type in it: it could not tell its elements apart.
      return { name, nesting: holdsDynamic(block) ? 'list' : 'set', block, minItems };
  }
}

function structureOf(module: BindingModule, member: BindingMember, content: StructureContent): Structure {
  const target = module.classes.get(content.className);
  switch (target?.base) {
    case 'ComplexObject':
      return { occurrence: occurrenceOfObject(target), element: target };
    case 'ComplexList':
      return { occurrence: content.wrapsSet ? 'set' : 'list', element: elementOf(module, target) };
    case 'ComplexMap':
      return { occurrence: 'map', element: elementOf(module, target) };
    default:
      throw unrecognised(member.place, `${member.name} is made of ${content.className}, which is not a structure`);
  }
}

/** The constructor shows how references address the object: with a fixed index 0 (`x[0].y`), or with none (`x.y`). */
function occurrenceOfObject(target: BindingClass): 'single' | 'first' {
  switch (target.superArguments) {
    case 'terraformResource, terraformAttribute, false':
      return 'single';
    case 'terraformResource, terraformAttribute, false, 0':
      return 'first';
    default:
      throw unrecognised(target.place, `cannot tell how ${target.name} is addressed (${target.superArguments})`);
  }
}

function elementOf(module: BindingModule, collection: BindingClass): BindingClass {
  const element = module.classes.get(collection.elementClass ?? '');
  if (element === undefined) {
    throw unrecognised(collection.place, `${collection.name} has no element class`);
  }
  return element;
}

function structureType(module: BindingModule, { occurrence, element }: Structure): CtyType {
  const object: CtyType = [
    'object',
    Object.fromEntries(element.members.map((member) => [member.name, memberType(module, member)])),
  ];
  if (occurrence === 'single') return object;
  // Elements of one collection must share a type, which values of any type need not do.
  if (isDynamic(object)) return 'dynamic';
  return [occurrence === 'first' ? 'list' : occurrence, object];
}

function memberType(module: BindingModule, member: BindingMember): CtyType {
  const { content } = member;
  return content.kind === 'value' ? content.type : structureType(module, structureOf(module, member, content));
}

function holdsDynamic(block: BlockSchema): boolean {
  return (
    block.attributes.some(({ type }) => isDynamic(type)) || block.blocks.some((nested) => holdsDynamic(nested.block))
  );
}

function isDynamic(type: CtyType): boolean {
  if (typeof type === 'string') return type === 'dynamic';
  if (type[0] === 'object') return Object.values(type[1]).some(isDynamic);
  return type[0] === 'tuple' ? type[1].some(isDynamic) : isDynamic(type[1]);
}
