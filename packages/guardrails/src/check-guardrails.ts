import { closest, throwIfAny } from '@smile/core';
import {
  groupedBy,
  type Inventory,
  type Obstacle,
  obstaclesTo,
  oncePer,
  readKubernetes,
  type Waiver,
} from '@smile/inventory';
import { CODE_DIFFERENCE } from './code-difference-rule.ts';
import { codeDifferences } from './code-differences.ts';
import type { Place, Rule, RuleContext, Severity, Violation } from './rule.ts';
import { RULES } from './rules.ts';

export interface CheckOptions {
  /** Day of the judgement. @default - nothing that depends on the day is judged: end of support, expired waivers */
  readonly at?: Date;
  /** Ids of the rules to check. @default - all */
  readonly rules?: readonly string[];
  /**
   * A fresh synthesis of the same commit, for a plan or a state: what differs from it comes first. Not with {@link rules}.
   * @default - not compared
   */
  readonly code?: Inventory;
}

/** One breach of a rule, and what became of it. */
export interface Finding {
  readonly rule: Rule;
  readonly severity: Severity;
  /** `warned` is for what will fail one day, `waived` for what is allowed until the waiver's last day. */
  readonly status: 'failed' | 'warned' | 'waived';
  readonly resource: Place;
  /** What was found and what is allowed. */
  readonly message: string;
  /** The waiver that covers it; with `failed`, one that has expired. @default - none */
  readonly waiver?: Waiver;
}

/** A waiver that is itself a problem, with the stack that it is in. */
export interface WaiverProblem {
  readonly stack: string;
  readonly waiver: Waiver;
  readonly message: string;
}

/** A type that no rule asks for by its name. */
interface UnjudgedType {
  /** As in `aws_dynamodb_table`. */
  readonly type: string;
  readonly count: number;
  /** Address of the first, after its stack. */
  readonly example: string;
}

/** What the guardrails say of an estate. */
export interface GuardrailReport {
  /** Day of the judgement, as an ISO date. @default - without a day */
  readonly on?: string;
  /** What was read: code, plan or state. */
  readonly source: Inventory['source'];
  /** Environments that were read. */
  readonly environments: readonly string[];
  /** How many rules were judged. */
  readonly rules: number;
  /** Rules that were asked for, judged or not. */
  readonly checked: readonly Rule[];
  /** Rules that make no sense for what was read, as the comparison of two environments where one is missing. */
  readonly notJudged: readonly Rule[];
  /** Types of resources of which no rule reads an argument, so that nothing said of them means nothing; empty where only some rules were asked for. */
  readonly unjudgedTypes: readonly UnjudgedType[];
  /** By status, severity and place. */
  readonly findings: readonly Finding[];
  readonly waivers: readonly { readonly stack: string; readonly waiver: Waiver }[];
  readonly expiredWaivers: readonly WaiverProblem[];
  /** Nothing breaks their rule any more; empty unless code was read. */
  readonly unusedWaivers: readonly WaiverProblem[];
  /** Their rule does not exist. */
  readonly unknownWaivers: readonly WaiverProblem[];
  /** Why the judgement says less than it seems to, such as a plan that ended with errors. */
  readonly obstacles: readonly Obstacle[];
}

/**
 * Judges an inventory by the rules, and the waivers in it by whether they hold and are needed.
 *
 * @throws ValidationError for an unknown rule in the options.
 */
export function checkGuardrails(inventory: Inventory, options: CheckOptions = {}): GuardrailReport {
  throwIfAny('guardrails', unknownRules(options.rules ?? []));
  const on = options.at?.toISOString().slice(0, 10);
  const context = contextOf(inventory, undefined);
  const selected = RULES.filter(({ id }) => options.rules?.includes(id) ?? true);
  const judged = selected.map((rule) => ({
    rule,
    // Only support ends on a day; what the others say holds for every question about the inventory.
    violations: violationsOf(rule, rule.family === 'lifecycle' ? contextOf(inventory, on) : context),
  }));
  const findings = judged.flatMap(({ rule, violations = [] }) =>
    violations.map((violation) => judge(rule, violation, on)),
  );
  const obstacles = obstaclesTo(inventory);
  // A file that cannot be judged differs from the code in everything; why it cannot be judged says more.
  const isCompared = options.rules === undefined && obstacles.length === 0;
  const differences = isCompared ? differencesFrom(inventory, options.code) : undefined;
  const waivers = inventory.stacks.flatMap(({ name, waivers: list }) =>
    list.map((waiver) => ({ stack: name, waiver })),
  );
  return {
    on,
    source: inventory.source,
    environments: [...new Set(inventory.stacks.flatMap(({ environment }) => environment ?? []))].sort(),
    rules: judged.filter(({ violations }) => violations !== undefined).length,
    checked: differences === undefined ? selected : [CODE_DIFFERENCE, ...selected],
    unjudgedTypes: options.rules === undefined ? unjudgedTypes(context) : [],
    notJudged: judged.flatMap(({ rule, violations }) => (violations === undefined ? [rule] : [])),
    findings: [...(differences ?? []), ...findings.sort(byWeight)],
    waivers,
    expiredWaivers: waivers.flatMap((one) => expired(one, on)),
    unusedWaivers: unused(waivers, { context, judged, findings, on }),
    unknownWaivers: waivers.flatMap(unknown),
    obstacles,
  };
}

function unjudgedTypes({ inventory, asked = new Set() }: AskedContext): readonly UnjudgedType[] {
  const byType = groupedBy(inventory.resources({ mode: 'managed' }), ({ type }) => [type]);
  // These are judged as objects, by their kind.
  const objects = new Set(readKubernetes(inventory).objects.map(({ resource }) => resource.type));
  return [...byType]
    .filter(([type]) => !asked.has(type) && !objects.has(type))
    .map(([type, resources]) => ({
      type,
      count: resources.length,
      example: resources[0] === undefined ? '' : `${resources[0].stack} ${resources[0].address}`,
    }))
    .sort((a, b) => a.type.localeCompare(b.type, 'en'));
}

/** What differs from the code, as findings; undefined where there is no code to compare with. */
function differencesFrom(inventory: Inventory, code: Inventory | undefined): readonly Finding[] | undefined {
  if (code === undefined || inventory.source === 'synth') return undefined;
  const { severity } = CODE_DIFFERENCE;
  return codeDifferences(inventory, code).map((difference) => ({
    rule: CODE_DIFFERENCE,
    severity,
    status: 'failed',
    ...difference,
  }));
}

/** Whether all was judged and nothing failed: no finding, and no waiver that has expired, is not needed, or names no rule. */
export function hasPassed(report: GuardrailReport): boolean {
  return (
    report.obstacles.length === 0 &&
    report.findings.every(({ status }) => status !== 'failed') &&
    waiverProblems(report).length === 0
  );
}

/** Everything that is wrong with waivers. */
export function waiverProblems(report: GuardrailReport): readonly WaiverProblem[] {
  return [...report.expiredWaivers, ...report.unusedWaivers, ...report.unknownWaivers];
}

function unknownRules(ids: readonly string[]): string[] {
  return ids.flatMap((id) => (RULES.some((rule) => rule.id === id) ? [] : [`no rule ${id}${didYouMean(id)}`]));
}

function didYouMean(id: string): string {
  const guess = closest(
    id,
    RULES.map((rule) => rule.id),
  );
  return guess === undefined ? '; smile guardrails --list shows all' : `; did you mean ${guess}?`;
}

/** By day; what rules found out about an inventory is worth keeping for the next question about it. */
const contexts = oncePer((_: Inventory) => new Map<string | undefined, AskedContext>());

function contextOf(inventory: Inventory, on: string | undefined): AskedContext {
  const byDay = contexts(inventory);
  const known = byDay.get(on) ?? newContext(inventory, on);
  byDay.set(on, known);
  return known;
}

/** What rules said in a context, by id. */
const saidIn = oncePer((_: RuleContext) => new Map<string, readonly Violation[] | undefined>());

function violationsOf(rule: Rule, context: RuleContext): readonly Violation[] | undefined {
  const said = saidIn(context);
  if (!said.has(rule.id)) said.set(rule.id, rule.check(context));
  return said.get(rule.id);
}

/** A context that remembers which types rules asked for by name. */
interface AskedContext extends RuleContext {
  readonly asked?: ReadonlySet<string>;
}

function newContext(inventory: Inventory, on: string | undefined): AskedContext {
  const asked = new Set<string>();
  const remembered = new Map<string, ReturnType<RuleContext['resources']>>();
  const read = (mode: 'managed' | 'data') => (types: string | readonly string[]) => {
    if (mode === 'managed') for (const type of [types].flat()) asked.add(type);
    const key = `${mode} ${[types].flat().join(' ')}`;
    const known = remembered.get(key);
    if (known !== undefined) return known;
    const found = inventory
      .resources({ mode, type: types })
      .filter(({ change }) => change?.action !== 'delete' && change?.action !== 'forget');
    remembered.set(key, found);
    return found;
  };
  return { inventory, resources: read('managed'), dataSources: read('data'), on, asked };
}

function judge(rule: Rule, { place, message, status = 'failed' }: Violation, on: string | undefined): Finding {
  const covering = waiversOf(place).filter((waiver) => waiver.rule === rule.id);
  const waiver = covering.find(({ expires }) => on === undefined || expires >= on);
  const base = { rule, severity: rule.severity, resource: place, message };
  if (waiver !== undefined) return { ...base, status: 'waived', waiver };
  return { ...base, status, ...(covering[0] === undefined ? {} : { waiver: covering[0] }) };
}

function waiversOf(place: Place): readonly Waiver[] {
  return 'waivers' in place ? place.waivers : [];
}

interface PlacedWaiver {
  readonly stack: string;
  readonly waiver: Waiver;
}

function expired({ stack, waiver }: PlacedWaiver, on: string | undefined): readonly WaiverProblem[] {
  if (on === undefined || waiver.expires >= on) return [];
  const message = `waiver of ${waiver.rule} on ${waiver.at} expired on ${waiver.expires}; mend what it allows, or ask ${waiver.owner} to renew it`;
  return [{ stack, waiver, message }];
}

function unknown({ stack, waiver }: PlacedWaiver): readonly WaiverProblem[] {
  const [problem] = unknownRules([waiver.rule]);
  return problem === undefined ? [] : [{ stack, waiver, message: `waiver on ${waiver.at}: ${problem}` }];
}

interface Judgement {
  readonly context: RuleContext;
  readonly judged: readonly { readonly rule: Rule; readonly violations: readonly Violation[] | undefined }[];
  readonly findings: readonly Finding[];
  readonly on: string | undefined;
}

/** Only code has every stack of an environment as it is meant to be, so only there can a waiver be missed by nobody. */
function unused(
  waivers: readonly PlacedWaiver[],
  { context, judged, findings, on }: Judgement,
): readonly WaiverProblem[] {
  const { source, stacks } = context.inventory;
  if (source !== 'synth') return [];
  const environments = new Map(stacks.map(({ name, environment }) => [name, environment]));
  const answered = new Map(
    judged
      .filter(({ rule, violations }) => violations !== undefined && (on !== undefined || rule.family !== 'lifecycle'))
      .map(({ rule }) => [rule.id, { environments: rule.judges?.(context) }]),
  );
  const needed = new Set(
    findings.flatMap(({ rule, resource }) => waiversOf(resource).map(({ at }) => `${rule.id} ${at}`)),
  );
  const isJudged = ({ stack, waiver }: PlacedWaiver) => {
    const rule = answered.get(waiver.rule);
    return rule !== undefined && (rule.environments?.includes(environments.get(stack) ?? '') ?? true);
  };
  const isNeeded = ({ waiver }: PlacedWaiver) => needed.has(`${waiver.rule} ${waiver.at}`);
  return waivers
    .filter((one) => isJudged(one) && !isNeeded(one))
    .map(({ stack, waiver }) => {
      const message = `waiver of ${waiver.rule} on ${waiver.at} is not needed: nothing there breaks the rule; remove it`;
      return { stack, waiver, message };
    });
}

const STATUS_ORDER = ['failed', 'warned', 'waived'];
const SEVERITY_ORDER = ['high', 'medium', 'low'];

function byWeight(a: Finding, b: Finding): number {
  return (
    STATUS_ORDER.indexOf(a.status) - STATUS_ORDER.indexOf(b.status) ||
    SEVERITY_ORDER.indexOf(a.severity) - SEVERITY_ORDER.indexOf(b.severity) ||
    a.rule.id.localeCompare(b.rule.id, 'en') ||
    a.resource.stack.localeCompare(b.resource.stack, 'en') ||
    a.resource.address.localeCompare(b.resource.address, 'en')
  );
}
