import type { Json, JsonObject } from '@smile/inventory';
import type { PathStep } from './differences.ts';

/** Whether a mask of Terraform (`after_unknown`, `before_sensitive`) says `true` at a path or above it. */
export function isMarked(mask: Json | undefined, steps: readonly PathStep[]): boolean {
  return maskAt(mask, steps) === true;
}

/** The part of a mask at a path. */
export function maskAt(mask: Json | undefined, steps: readonly PathStep[]): Json | undefined {
  let here = mask;
  for (const step of steps) {
    if (here === true) return true;
    if (typeof here !== 'object' || here === null) return undefined;
    here = (here as JsonObject)[step];
  }
  return here;
}

/** Whether anything in a mask is `true`. */
export function hasMark(mask: Json | undefined): boolean {
  if (typeof mask !== 'object' || mask === null) return mask === true;
  return Object.values(mask).some(hasMark);
}
