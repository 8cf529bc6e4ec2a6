import type { Resource } from '@smile/inventory';
import type { Rule, RuleContext } from '../rule.ts';
import { Block } from './block.ts';

/** What a judgement of one resource says: a message, several, or nothing when all is well. */
export type Verdict = string | readonly (string | undefined)[] | undefined;

/** A check that judges each managed resource of some types by itself. */
export function each(
  types: string | readonly string[],
  judge: (block: Block, resource: Resource, context: RuleContext) => Verdict,
): Rule['check'] {
  return (context) =>
    context
      .resources(types)
      .flatMap((place) =>
        [judge(Block.of(place), place, context)]
          .flat()
          .flatMap((message) => (message === undefined ? [] : [{ place, message }])),
      );
}

/** Several checks of one rule; none of them judged means that the rule did not. */
export function allOf(...checks: readonly Rule['check'][]): Rule['check'] {
  return (context) => {
    const judged = checks.flatMap((check) => {
      const violations = check(context);
      return violations === undefined ? [] : [violations];
    });
    return judged.length === 0 ? undefined : judged.flat();
  };
}

/** A check of what only code shows: lifecycle blocks, and arguments before AWS fills in others. */
export function inCode(check: Rule['check']): Rule['check'] {
  return (context) => (context.inventory.source === 'synth' ? check(context) : undefined);
}

/** A check that makes no sense for one source, such as states, which hold what the provider filled in. */
export function notIn(source: 'plan' | 'state', check: Rule['check']): Rule['check'] {
  return (context) => (context.inventory.source === source ? undefined : check(context));
}

/** A check of lifecycle blocks, which code has, and plans and states that were completed from code. */
export function withLifecycles(check: Rule['check']): Rule['check'] {
  return (context) => {
    const { source, stacks } = context.inventory;
    return source === 'synth' || stacks.some(({ constructPath }) => constructPath !== undefined)
      ? check(context)
      : undefined;
  };
}

/** Says that a switch is not as it must be; nothing when it is, or when it is known later. */
export function mustBe(block: Block, name: string, wanted: boolean, absent = false): string | undefined {
  const found = block.flag(name, absent);
  return found === undefined || found === wanted ? undefined : `${name} must be ${wanted}, got ${block.show(name)}`;
}

/** Says that an argument is missing. */
export function mustHave(block: Block, name: string, what: string): string | undefined {
  return block.has(name) ? undefined : `${name} must be ${what}, got nothing`;
}

/** Says that an argument is there which must not be. */
export function mustLack(block: Block, name: string, instead: string): string | undefined {
  return block.has(name) ? `${name} must be left out; ${instead}` : undefined;
}

/** Says that a known number is out of bounds. */
export function mustReach(block: Block, name: string, least: number, absent?: number): string | undefined {
  const found = block.number(name) ?? (block.has(name) ? undefined : absent);
  return found === undefined || found >= least
    ? undefined
    : `${name} must be at least ${least}, got ${block.show(name)}`;
}

/** Says that a known text, or an absent one, is none of those allowed. */
export function mustBeOneOf(
  block: Block,
  name: string,
  allowed: readonly string[],
  absent?: string,
): string | undefined {
  const found = block.text(name) ?? (block.has(name) ? undefined : (absent ?? ''));
  return found === undefined || allowed.includes(found)
    ? undefined
    : `${name} must be ${allowed.join(' or ')}, got ${block.show(name)}`;
}
