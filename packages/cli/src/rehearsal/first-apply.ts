import { type Environment, FIRST_APPLY_STAGES, STACK_LAYERS } from '@smile/core';
import type { FromEmpty } from '@smile/rehearsal';

/**
 * How empty accounts are filled: environment after environment, and in each layer after layer, as docs/runbooks/bootstrap.md says;
 * and what people make by hand before.
 */
export function firstApply(environments: readonly Environment[]): FromEmpty {
  const ordered = FIRST_APPLY_STAGES.flatMap((stage) => environments.filter((one) => one.stage === stage));
  return {
    order: ordered.flatMap(({ stackPrefix }) => STACK_LAYERS.map((layer) => `${stackPrefix}-${layer}`)),
    byHand: environments.flatMap(({ deployment, edge }) => [
      // IAM users with a hardware MFA device, step 1 of the runbook.
      ...deployment.breakGlassPrincipals,
      // Uploaded to Cloudflare by docs/runbooks/origin-pull-certificate.md.
      ...(edge === undefined ? [] : [edge.originPull.certificateId]),
    ]),
  };
}
