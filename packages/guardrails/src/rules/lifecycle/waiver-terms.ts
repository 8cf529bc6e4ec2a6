import { inCode } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

/** A year, and the weeks in which it is renewed. */
const LONGEST_DAYS = 400;

/** Letters of a reason that an auditor can follow. */
const SHORTEST_REASON = 20;

const DAY = 24 * 60 * 60 * 1000;

export const waiverTerms: Rule = {
  id: 'SMILE_WAIVER_TERMS',
  family: 'lifecycle',
  severity: 'high',
  title: 'A waiver ends within a year, is for one construct, and says why',
  what: 'Every waiver expires at most 400 days from the day of the judgement, is written on a construct and not on a whole stack, and has a reason of a sentence and an owner.',
  why: 'A waiver until 2099 is a rule less, and one on a stack hides whatever comes into it.',
  remedy: 'Renew it every year, on the construct that needs it.',
  source: 'docs/adr/0015-guardrails-and-waivers.md',
  check: inCode(({ inventory, on }) =>
    inventory.stacks.flatMap(({ name: stack, waivers }) =>
      waivers.flatMap(({ rule, at, reason, owner, expires }) => {
        const place = { stack, address: 'waivers' };
        const days = on === undefined ? 0 : (Date.parse(expires) - Date.parse(on)) / DAY;
        return [
          ...(days > LONGEST_DAYS
            ? [`waiver of ${rule} on ${at} must end within ${LONGEST_DAYS} days, got ${expires}`]
            : []),
          ...(at.includes('/') ? [] : [`waiver of ${rule} must be on a construct, got the whole stack ${at}`]),
          ...(reason.trim().length < SHORTEST_REASON
            ? [`waiver of ${rule} on ${at} must have a reason of a sentence, got ${JSON.stringify(reason)}`]
            : []),
          ...(owner.trim() === '' ? [`waiver of ${rule} on ${at} must have an owner, got nothing`] : []),
        ].map((message) => ({ place, message }));
      }),
    ),
  ),
};
