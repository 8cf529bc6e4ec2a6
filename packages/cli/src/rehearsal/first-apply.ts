import { type Environment, FIRST_APPLY_STAGES, STACK_LAYERS } from '@smile/core';
import type { FromEmpty } from '@smile/rehearsal';

/**
 * How empty accounts are filled, as docs/runbooks/bootstrap.md says: the bootstrap of every account, since production's clusters
 * name the deployment roles of shared; then environment after environment, and in each layer after layer. And what people make by hand
 * before.
 */
export function firstApply(environments: readonly Environment[]): FromEmpty {
  const [first, ...others] = STACK_LAYERS;
  const ordered = FIRST_APPLY_STAGES.flatMap((stage) => environments.filter((one) => one.stage === stage));
  return {
    order: [
      ...ordered.map(({ stackPrefix }) => `${stackPrefix}-${first}`),
      ...ordered.flatMap(({ stackPrefix }) => others.map((layer) => `${stackPrefix}-${layer}`)),
    ],
    byHand: environments.flatMap(({ deployment, edge }) => [
      // IAM users with a hardware MFA device, step 1 of the runbook.
      ...deployment.breakGlassPrincipals,
      // Uploaded to Cloudflare by docs/runbooks/origin-pull-certificate.md.
      ...(edge === undefined ? [] : [edge.originPull.certificateId]),
    ]),
  };
}
