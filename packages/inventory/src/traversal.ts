/** One step of a traversal: `.name`, `[0]`, `["key"]`, or a splat or computed index. */
export type Step =
  | { readonly kind: 'attribute'; readonly name: string }
  | { readonly kind: 'index'; readonly key: string | number }
  | { readonly kind: 'any' };

/** A root name and the steps after it, as in `aws_vpc.Main.id`. */
export interface Traversal {
  readonly root: string;
  readonly steps: readonly Step[];
}

/** A traversal found in an attribute. */
export interface Link {
  /** Attribute path it is written at. */
  readonly path: string;
  readonly traversal: Traversal;
  /** Whether the attribute is this traversal and nothing else, so that further steps apply to what it points at. */
  readonly exact: boolean;
  /** Module that the traversal starts in, where it is an address from the root. @default - the module it is written in */
  readonly module?: string;
}

const PLAIN_NAME = /^[\p{L}_][\p{L}\p{N}_-]*$/u;

/** Writes steps as Terraform does: `.name`, `[0]`, `["key"]`, `[*]`; the first attribute has no dot. */
export function formatSteps(steps: readonly Step[]): string {
  let text = '';
  for (const step of steps) {
    if (step.kind === 'attribute') text += text === '' ? step.name : `.${step.name}`;
    else text += step.kind === 'any' ? '[*]' : `[${formatKey(step.key)}]`;
  }
  return text;
}

/** Writes a key as HCL does, in which `${` and `%{` begin an interpolation unless their first character is doubled. */
function formatKey(key: string | number): string {
  return JSON.stringify(key).replaceAll('${', '$${').replaceAll('%{', '%%{');
}

/** Writes a traversal as Terraform does. */
export function formatTraversal({ root, steps }: Traversal): string {
  return formatSteps([{ kind: 'attribute', name: root }, ...steps]);
}

/** Extends an attribute path by a list index or a key; a key that is no plain name is quoted. */
export function extendPath(path: string, key: string | number): string {
  if (typeof key === 'number') return `${path}[${key}]`;
  if (!PLAIN_NAME.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === '' ? key : `${path}.${key}`;
}

/** Writes a path that Terraform holds as a list of names and indexes, as in `["ingress", 0, "cidr_blocks"]`. */
export function formatPathSteps(steps: readonly unknown[]): string {
  return steps.reduce<string>(
    (path, step) => (typeof step === 'string' || typeof step === 'number' ? extendPath(path, step) : path),
    '',
  );
}
