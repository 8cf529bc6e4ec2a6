import { asObject, chartReleases, helmValues, type Json, type JsonObject } from '@smile/inventory';
import { Block } from '../../reading/block.ts';
import { allOf } from '../../reading/checks.ts';
import { eachObject } from '../../reading/kubernetes/objects.ts';
import type { Rule } from '../../rule.ts';

const DATA = ['data', 'stringData', 'binaryData', 'dataWo', 'binaryDataWo'] as const;

export const secretData: Rule = {
  id: 'SMILE_K8S_SECRET_DATA',
  family: 'kubernetes',
  severity: 'high',
  title: 'No Secret is made with data',
  what: 'No `kubernetes_secret_v1`, no object of a release and none in the values of a chart is a Secret with `data`, `stringData` or `binaryData`.',
  why: 'The value is in the plan, in the state and in the release, and the plan role reads releases.',
  remedy: 'Let External Secrets or cert-manager make it; an empty Secret that a controller fills may stay.',
  source: 'docs/adr/0008-no-live-credential-in-a-state.md',
  check: allOf(
    eachObject('Secret', ({ body }) => dataProblem(body), /^v1$/),
    ({ inventory }) =>
      chartReleases(inventory).flatMap((place) =>
        secretsBelow(helmValues(inventory, place) ?? {}, 'values').map((message) => ({
          place,
          message,
        })),
      ),
  ),
};

function dataProblem(body: JsonObject): string | undefined {
  const block = new Block(body);
  const given = DATA.filter(
    (name) => block.has(name) && (block.isUnknown(name) || Object.keys(asObject(block.raw(name))).length > 0),
  );
  return given.length === 0 ? undefined : `${given.join(', ')} must be empty`;
}

/** Secrets among the manifests that charts take through their values. */
function secretsBelow(value: Json, path: string): readonly string[] {
  if (value === null || typeof value !== 'object') return [];
  if (Array.isArray(value)) return value.flatMap((one: Json, index) => secretsBelow(one, `${path}[${index}]`));
  const body = value as JsonObject;
  const problem = body.kind === 'Secret' && body.apiVersion === 'v1' ? dataProblem(body) : undefined;
  const own = problem === undefined ? [] : [`${path}: ${problem}`];
  return [...own, ...Object.entries(body).flatMap(([key, inner]) => secretsBelow(inner, `${path}.${key}`))];
}
