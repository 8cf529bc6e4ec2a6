import { type HarmlessList, isHarmlessByName } from '@smile/delivery';
import type { Inventory } from '@smile/inventory';
import { type BlockSchema, schemasFor } from '@smile/rehearsal';

/**
 * The list of attributes whose texts plans and states may show, for the types that the estate uses: by name, and not what a
 * provider calls sensitive. Read the difference when it changes: every line is something that reports print.
 */
export function harmlessAttributes(estate: Inventory): string {
  const schemas = schemasFor(estate);
  const types = schemas.flatMap(({ resources, dataSources }) => [
    ...[...resources].map(([type, block]) => ({ type, name: type, block })),
    ...[...dataSources].map(([type, block]) => ({ type, name: `data.${type}`, block })),
  ]);
  const names = [...types.map(({ block }) => block), ...schemas.map(({ provider }) => provider)].flatMap(namesIn);
  const list: HarmlessList = {
    attributes: Object.fromEntries(
      types
        .sort((one, other) => (one.name < other.name ? -1 : 1))
        .map(({ type, name, block }) => [name, harmlessPaths(block, type)]),
    ),
    names: [...new Set(names)].sort(),
  };
  return `${JSON.stringify(list, null, 1)}\n`;
}

function harmlessPaths(block: BlockSchema, type: string, prefix = ''): string[] {
  const own = block.attributes.flatMap((attribute) => {
    const path = `${prefix}${attribute.name}`;
    const isText = JSON.stringify(attribute.type).includes('string');
    const isHidden = attribute.sensitive === true || attribute.writeOnly === true;
    return isText && !isHidden && isHarmlessByName(type, path) ? [path] : [];
  });
  const nested = block.blocks.flatMap((one) => harmlessPaths(one.block, type, `${prefix}${one.name}.`));
  return [...own, ...nested].sort();
}

function namesIn(block: BlockSchema): string[] {
  return [
    ...block.attributes.flatMap(({ name, type }) => [name, ...namesInType(type)]),
    ...block.blocks.flatMap((one) => [one.name, ...namesIn(one.block)]),
  ];
}

/** Names inside a type such as `["list", ["object", { … }]]`. */
function namesInType(type: BlockSchema['attributes'][number]['type']): string[] {
  if (typeof type === 'string') return [];
  const [kind, inner] = type;
  if (kind === 'object') return Object.entries(inner).flatMap(([name, one]) => [name, ...namesInType(one)]);
  return kind === 'tuple' ? inner.flatMap(namesInType) : namesInType(inner);
}
