import type { Construct } from 'constructs';
import { EstateStack } from '../estate-stack.ts';

/** A construct's path below its stack as one word for a construct id, as in `EndpointsSts`. */
export function wordsOf(construct: Construct): string {
  const stack = EstateStack.ofConstruct(construct);
  const path = construct.node.path.slice(stack.node.path.length + 1);
  return path
    .split('/')
    .filter((id) => id !== 'Default')
    .join('');
}
