import type { Resource } from './model.ts';

/** Whether a plan or a state holds an argument that the code of the resource leaves out: the provider filled it in, and nobody asked for it. */
export function isFilledIn({ written }: Resource, argument: string): boolean {
  return written !== undefined && !written.includes(argument);
}
