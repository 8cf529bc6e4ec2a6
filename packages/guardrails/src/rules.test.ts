import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Inventory } from '@smile/inventory';
import { ARGUMENT_RULES } from '@smile/rehearsal';
import { describe, expect, test } from 'vitest';
import { checkGuardrails } from './check-guardrails.ts';
import { asPlan, asState, asSynth, type Example, isSynthOnly } from './fixtures/example.ts';
import { EXAMPLES } from './fixtures/examples.ts';
import { FAMILIES, type Rule } from './rule.ts';
import { RULES } from './rules.ts';

const AT = new Date('2026-11-25T00:00:00Z');

/** What one rule says of an inventory; undefined when it does not judge it. */
function messages(rule: Rule, inventory: Inventory): readonly string[] | undefined {
  const { findings, notJudged } = checkGuardrails(inventory, { at: AT, rules: [rule.id] });
  return notJudged.length > 0 ? undefined : findings.map(({ message }) => message);
}

/** An example as a plan and as a state, where they can express it. */
function observedForms(example: Example, forms?: 'code only' | 'not in a state'): readonly Inventory[] {
  if (isSynthOnly(example) || forms === 'code only') return [];
  return forms === 'not in a state' ? [asPlan(example)] : [asPlan(example), asState(example)];
}

describe.each(RULES.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  const examples = EXAMPLES[id];

  test('has examples that fail and that pass', () => {
    expect(examples?.fails).not.toEqual([]);
    expect(examples?.passes).not.toEqual([]);
  });

  const fails = examples?.fails.map(([example, message, forms]) => [message, example, forms] as const) ?? [];

  test.each(fails)('refuses: %s', (message, example, forms) => {
    expect(messages(rule, asSynth(example))).toContain(message);
    for (const observed of observedForms(example, forms)) {
      expect(messages(rule, observed) ?? [message]).toContain(message);
    }
  });

  test.each(examples?.passes.map((example) => [example]) ?? [])('accepts example %#', (example) => {
    expect(messages(rule, asSynth(example))).toEqual([]);
    for (const observed of observedForms(example)) expect(messages(rule, observed) ?? []).toEqual([]);
  });

  test('says what it judges, why, what to do, and where that is written', () => {
    const { title, what, why, remedy, source } = rule;
    for (const text of [title, what, why, remedy, source]) expect(text.length).toBeGreaterThan(5);
    for (const sentence of [what, why, remedy]) expect(sentence).toMatch(/^\S.*[.)]$/s);
    expect(title).not.toMatch(/\.$/);
  });
});

describe('the rules', () => {
  test('have ids of their own, in the form that waivers name them by', () => {
    const ids = RULES.flatMap(({ id, includes = [] }) => [id, ...includes]);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    expect(ids.filter((id) => !/^(?:CKV2?_AWS_\d+|SMILE_[A-Z0-9_]+)$/.test(id))).toEqual([]);
  });

  test('are at least 75, in all families', () => {
    expect(RULES.length).toBeGreaterThanOrEqual(75);
    expect([...new Set(RULES.map(({ family }) => family))].sort()).toEqual([...FAMILIES].sort());
  });

  test('are one file each, in the folder of their family', () => {
    const files = FAMILIES.flatMap((family) => readdirSync(join(__dirname, 'rules', family)).map(() => family));
    expect(files.sort()).toEqual(RULES.map(({ family }) => family).sort());
  });

  test('have no example without a rule', () => {
    expect(Object.keys(EXAMPLES).sort()).toEqual(RULES.map(({ id }) => id).sort());
  });

  test('take in every rule that the stand-in providers refuse arguments by', () => {
    const texts = FAMILIES.flatMap((family) => {
      const folder = join(__dirname, 'rules', family);
      return readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'));
    });
    const forgotten = ARGUMENT_RULES.filter(({ id }) => !texts.some((text) => text.includes(`'${id}'`)));
    expect(forgotten.map(({ id }) => id)).toEqual([]);
  });
});
