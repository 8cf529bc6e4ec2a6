import type { Value } from '../protocol/value.ts';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

// Members of an IAM policy in which a single text and a list of it mean the same, and the order means nothing.
const POLICY_LISTS = new Set(['Action', 'NotAction', 'Resource', 'NotResource', 'AWS', 'Service', 'Federated']);

/**
 * Whether two texts are the same JSON document apart from spaces and the order of keys, as the provider compares policies.
 * In an IAM policy the order of actions, resources and principals does not matter either, nor that of condition values.
 */
export function sameJson(left: Value, right: Value): boolean {
  if (typeof left !== 'string' || typeof right !== 'string') return false;
  if (left === right) return true;
  if (!looksLikeJson(left) || !looksLikeJson(right)) return false;
  const [leftText, rightText] = [canonicalJson(left), canonicalJson(right)];
  return leftText !== undefined && leftText === rightText;
}

function looksLikeJson(text: string): boolean {
  return /^\s*[{[]/.test(text);
}

function canonicalJson(text: string): string | undefined {
  try {
    return JSON.stringify(ordered(JSON.parse(text) as Json));
  } catch (error) {
    // Text that is not JSON is compared as text, which the caller has done.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function ordered(json: Json, name = '', inCondition = false): Json {
  if (Array.isArray(json)) {
    const items = json.map((item) => ordered(item));
    if (POLICY_LISTS.has(name) || inCondition) return items.length === 1 ? (items[0] ?? null) : items.sort(byText);
    return name === 'Statement' && items.length === 1 ? (items[0] ?? null) : items;
  }
  if (typeof json !== 'object' || json === null) return json;
  const members = Object.keys(json)
    .sort()
    .map((key) => [key, ordered(json[key] ?? null, key, inCondition || key === 'Condition')]);
  return Object.fromEntries(members);
}

function byText(left: Json, right: Json): number {
  const [leftText, rightText] = [JSON.stringify(left), JSON.stringify(right)];
  return leftText < rightText ? -1 : leftText > rightText ? 1 : 0;
}
