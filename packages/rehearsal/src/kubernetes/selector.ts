import type { ObjectValue } from '../protocol/value.ts';
import { blocksOf, listOf, textOf, textsOf } from './blocks.ts';
import { type FieldProblem, required, unsupported } from './field-problem.ts';
import { labelProblems } from './metadata-rules.ts';

type Labels = { readonly [key: string]: string };

const OPERATORS = ['In', 'NotIn', 'Exists', 'DoesNotExist'];

/** Whether a label selector says anything. */
export function isEmptySelector(selector: ObjectValue): boolean {
  return Object.keys(textsOf(selector.match_labels)).length === 0 && blocksOf(selector.match_expressions).length === 0;
}

/** Whether labels fit a selector. https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#resources-that-support-set-based-requirements */
export function selects(selector: ObjectValue, labels: Labels): boolean {
  return (
    Object.entries(textsOf(selector.match_labels)).every(([key, value]) => labels[key] === value) &&
    blocksOf(selector.match_expressions).every((expression) => fits(expression, labels))
  );
}

/** What the API server refuses of a selector, wherever it stands. */
export function selectorProblems(selector: ObjectValue | undefined, field: string): FieldProblem[] {
  if (selector === undefined) return [];
  return [
    ...labelProblems(textsOf(selector.match_labels), `${field}.matchLabels`),
    ...blocksOf(selector.match_expressions).flatMap((expression, index) =>
      expressionProblems(expression, `${field}.matchExpressions[${index}]`),
    ),
  ];
}

function fits(expression: ObjectValue, labels: Labels): boolean {
  const value = labels[textOf(expression.key) ?? ''];
  const values = listOf(expression.values);
  switch (textOf(expression.operator)) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    default:
      return true;
  }
}

function expressionProblems(expression: ObjectValue, field: string): FieldProblem[] {
  const operator = textOf(expression.operator);
  if (operator === undefined) return [];
  if (!OPERATORS.includes(operator)) return [unsupported(`${field}.operator`, operator, OPERATORS)];
  const hasValues = Array.isArray(expression.values) && expression.values.length > 0;
  const wantsValues = operator === 'In' || operator === 'NotIn';
  if (wantsValues && !hasValues && Array.isArray(expression.values)) {
    return [required(`${field}.values`, "must be specified when `operator` is 'In' or 'NotIn'")];
  }
  return !wantsValues && hasValues
    ? [
        {
          field: `${field}.values`,
          reason: "Forbidden: may not be specified when `operator` is 'Exists' or 'DoesNotExist'",
        },
      ]
    : [];
}
