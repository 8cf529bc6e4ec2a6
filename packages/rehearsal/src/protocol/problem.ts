import type { AttributePathMessage, DiagnosticMessage, PathStepMessage } from './messages.ts';

/** Where in an object: attribute names, and list indexes. A map key is `{ key }`. */
export type Path = readonly (string | number | { readonly key: string })[];

/** Something wrong that Terraform shows to the user, with the argument it concerns. */
export interface Problem {
  readonly summary: string;
  /** What was given, what is allowed, what to do. @default - the summary says it all */
  readonly detail?: string;
  /** Argument that Terraform points at. @default - the whole resource */
  readonly path?: Path;
  /** @default 'error' */
  readonly severity?: 'error' | 'warning';
  /** Whether it is only that something is missing, which a store that does not hold everything cannot tell. @default false */
  readonly isForWant?: boolean;
}

/** The message form of a problem. */
export function diagnosticOf(problem: Problem): DiagnosticMessage {
  return {
    severity: problem.severity === 'warning' ? 2 : 1,
    summary: problem.summary,
    ...(problem.detail === undefined ? {} : { detail: problem.detail }),
    ...(problem.path === undefined ? {} : { attribute: pathMessage(problem.path) }),
  };
}

/** The message form of a path. */
export function pathMessage(path: Path): AttributePathMessage {
  return { steps: path.map(stepMessage) };
}

function stepMessage(step: Path[number]): PathStepMessage {
  if (typeof step === 'string') return { attribute_name: step };
  if (typeof step === 'number') return { element_key_int: step };
  return { element_key_string: step.key };
}
