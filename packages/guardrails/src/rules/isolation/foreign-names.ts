import { STAGE_ABBREVIATIONS } from '@smile/core';
import { stageOf } from '../../reading/environments.ts';
import { withoutGuests } from '../../reading/guests.ts';
import { textsIn } from '../../reading/texts.ts';
import type { Rule } from '../../rule.ts';

const OTHERS = Object.entries(STAGE_ABBREVIATIONS).flatMap(([stage, short]) => (stage === 'production' ? [] : [short]));

/** A prefix as in `smile-uat-`, or a domain as in `uat.smile.internal`. */
const FOREIGN = new RegExp(`\\bsmile-(?:${OTHERS.join('|')})-|\\b(?:${OTHERS.join('|')})\\.smile\\.internal\\b`, 'g');

export const foreignNames: Rule = {
  id: 'SMILE_ISOLATED_NAMES',
  family: 'isolation',
  severity: 'high',
  title: 'Production names nothing of another environment',
  what: 'No text of a production resource holds the name prefix of another stage (`smile-uat-`, `smile-dev-`, `smile-shared-`) or its private domain, the deployment roles of shared apart, which production deploys.',
  why: "A name is enough to reach a bucket, a role or a queue of staging, and to mix its data with patients'.",
  remedy: "Take the name from production's own stacks.",
  source: 'requirements ENV-PRD',
  check: (context) =>
    [...context.resources('**'), ...context.dataSources('**')]
      .filter(({ environment }) => stageOf(environment) === 'production')
      .flatMap((place) =>
        textsIn(place).flatMap(({ path, text }) =>
          [...new Set([...withoutGuests(text).matchAll(FOREIGN)].map(([name]) => name))].map((name) => ({
            place,
            message: `${path} must name nothing of another environment, got ${name}`,
          })),
        ),
      ),
};
