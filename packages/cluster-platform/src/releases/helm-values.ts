import { Token } from 'cdktf';
import { literalText } from './literal-text.ts';

/** A value of a chart: JSON, in which references to other resources may stand as texts. */
export type HelmValue = string | number | boolean | null | undefined | readonly HelmValue[] | HelmValues;

/** Values of a chart by key. `null` removes a default of the chart. */
export interface HelmValues {
  readonly [key: string]: HelmValue;
}

/**
 * Values as one text that survives synth, Terraform and Helm: JSON, which is YAML too.
 *
 * Nothing else may write values of a release. A text with `${env:X}` or `%{x}` breaks Terraform's parser or, worse, is
 * replaced; `Fn.yamlencode` leaves quotes unescaped. References are texts only: cdktf stands a number in for a number that
 * it does not know yet, and JSON would keep the stand-in.
 *
 * @throws Error for a reference to a number or a list, which is a bug of the caller.
 */
export function helmValues(values: object): string {
  refuseHiddenReferences(values, []);
  return literalText(JSON.stringify(values));
}

function refuseHiddenReferences(value: unknown, path: readonly string[]): void {
  if (typeof value === 'number' && Token.isUnresolved(value)) {
    throw new Error(`${path.join('.')} refers to a number; pass it as a text, with Token.asString`);
  }
  if (Array.isArray(value) && typeof value[0] === 'string' && value[0].startsWith('#{TfToken[')) {
    throw new Error(`${path.join('.')} refers to a list; name its members`);
  }
  if (typeof value !== 'object' || value === null) return;
  for (const [key, child] of Object.entries(value)) refuseHiddenReferences(child, [...path, key]);
}
