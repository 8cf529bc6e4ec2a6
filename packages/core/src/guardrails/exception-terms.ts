import { TerraformStack } from 'cdktf';
import type { IConstruct } from 'constructs';

/** What every exception in the code says of itself. */
export interface ExceptionTerms {
  /** Why it is right here, in a sentence that an auditor accepts. */
  readonly reason: string;
  /** Who answers for it: a team or an e-mail address. */
  readonly owner: string;
  /** Last day on which it holds, as an ISO date. */
  readonly expires: string;
}

/**
 * What is wrong with the terms of an exception.
 *
 * @param name what it is called in the code, as in `waiver`.
 * @param texts what must not be empty, by name.
 * @param remedy what to do about an empty text.
 */
export function exceptionProblems(
  name: string,
  texts: Readonly<Record<string, string>>,
  expires: string,
  remedy: string,
): string[] {
  const empty = Object.entries(texts).filter(([, text]) => text.trim() === '');
  return [
    ...empty.map(([field]) => `${name}.${field} is empty; ${remedy}`),
    ...(isDate(expires) ? [] : [`${name}.expires must be a date such as 2027-06-30, got ${JSON.stringify(expires)}`]),
  ];
}

/** Whether a text is a day of the calendar; `Date` alone would read 2027-02-30 as a day in March. */
function isDate(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/**
 * Writes an exception of a construct into the comment (`//`) of its stack, below a name. Terraform ignores it, so that writing or renewing
 * one changes nothing in the cloud.
 *
 * Not into the comment of each resource: cdktf writes its own over that of a data source.
 *
 * @param kind of the construct metadata that holds those of a stack, as in `smile:waiver`.
 */
export function noteException(
  construct: IConstruct,
  { kind, name }: { readonly kind: string; readonly name: string },
  terms: ExceptionTerms,
): void {
  const stack = TerraformStack.of(construct);
  stack.node.addMetadata(kind, { ...terms, at: construct.node.path });
  const all = stack.node.metadata.filter(({ type }) => type === kind).map(({ data }) => data);
  stack.addOverride(`//.${name}`, all);
}
