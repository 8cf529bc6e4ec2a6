import type { Stack } from '@smile/inventory';
import { Block } from './block.ts';

/** Tags that the AWS provider of a stack gives to everything; empty where it has none, as in a state. */
export function defaultTagsOf({ providers }: Pick<Stack, 'providers'>): Block {
  return new Block(providers?.aws ?? {}).block('default_tags').block('tags');
}
