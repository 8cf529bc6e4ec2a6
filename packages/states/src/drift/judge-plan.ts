import type { Redactor } from '@smile/delivery';
import {
  asList,
  asObject,
  asString,
  covers,
  type IgnoredDrift,
  type Inventory,
  type Json,
  type JsonObject,
  matchesGlob,
  type Resource,
} from '@smile/inventory';
import { type Difference, formatPath, withoutPlaces } from './differences.ts';
import type { Drift, DriftedAttribute, IgnoredFinding, Pending, StackVerdict } from './drift-report.ts';
import { PlanConfiguration, withoutKeys } from './held-by-code.ts';
import { hasMark, maskAt } from './marks.ts';
import { type PlanChange, putsBack, readChanges } from './plan-changes.ts';
import { weightOfAttribute, weightOfLoss, worst } from './severity-of.ts';

/** What a plan is judged with. */
export interface JudgeOptions {
  readonly stack: string;
  /** What `terraform show -json` prints of a plan with a refresh. */
  readonly plan: JsonObject;
  /** The code, for construct paths, `lifecycle.ignoreChanges` and rules of `ignoreDrift`. @default - nothing is ignored */
  readonly code?: Inventory;
  readonly redactor: Redactor;
  /** Day of the judgement, as an ISO date. */
  readonly on: string;
}

/**
 * Judges the plan of one stack twice: what was changed outside Terraform (`resource_drift`), and which code was not applied
 * (`resource_changes`). Never by an exit code: that of Terraform 1.11 says "changes" of a refresh that found none
 * (hashicorp/terraform#36403), and an apply that would repair drift is no pending code.
 */
export function judgePlan(options: JudgeOptions): StackVerdict {
  const { stack, plan, code } = options;
  const environment = code?.stacks.find(({ name }) => name === stack)?.environment;
  const notJudged = whyIncomplete(plan);
  const judge = new PlanJudge(options);
  const drift = judge.drift();
  const base = { stack, environment, drift, ignored: judge.ignored, computed: judge.computed };
  return notJudged.length > 0 ? { ...base, notJudged, pending: [] } : { ...base, pending: judge.pending() };
}

/** Why a plan does not show everything; empty for one that does. */
function whyIncomplete(plan: JsonObject): readonly string[] {
  const deferred = asList(plan.deferred_changes).length;
  return [
    ...(plan.errored === true ? ['planning ended with errors; see what Terraform says, and plan again'] : []),
    ...(deferred > 0 ? [`Terraform put ${deferred} changes off to a later plan; apply, and plan again`] : []),
    ...(plan.complete === false && plan.errored !== true && deferred === 0
      ? ['the plan leaves resources out, as with -target; plan without it']
      : []),
  ];
}

class PlanJudge {
  private readonly found = new Map<string, IgnoredFinding>();
  /** Resources that differ only in what the code does not set. */
  computed = 0;
  private readonly options: JudgeOptions;
  private readonly configuration: PlanConfiguration;
  private readonly outside: readonly PlanChange[];
  private readonly planned: ReadonlyMap<string, PlanChange>;

  constructor(options: JudgeOptions) {
    this.options = options;
    this.configuration = new PlanConfiguration(options.plan.configuration);
    this.outside = readChanges(options.plan, 'resource_drift');
    const changes = readChanges(options.plan, 'resource_changes');
    this.planned = new Map(changes.map((change) => [change.address, change]));
  }

  get ignored(): readonly IgnoredFinding[] {
    return [...this.found.values()];
  }

  drift(): readonly Drift[] {
    return this.outside.flatMap((change) => (change.action === 'delete' ? this.gone(change) : this.changed(change)));
  }

  pending(): readonly Pending[] {
    const isRepair = this.outside.some(({ action, differences }) => action === 'delete' || differences.length > 0);
    const resources = [...this.planned.values()].flatMap((change) => this.waiting(change, isRepair));
    return isRepair ? resources : [...resources, ...this.pendingOutputs()];
  }

  private gone(change: PlanChange): Drift {
    const { severity, because } = weightOfLoss(change.type);
    const attribute = { path: '', severity, because, before: 'there', after: 'gone' };
    return { ...this.identity(change.address), type: change.type, change: 'gone', severity, attributes: [attribute] };
  }

  private changed(change: PlanChange): readonly Drift[] {
    const written = this.writtenAs(change.address);
    const held = change.differences.filter((one) => this.isHeld(change, one) && !isLeftToOthers(one, written));
    const counted = held.filter((one) => !this.isIgnored(change.address, one, written));
    if (held.length === 0) this.computed += 1;
    if (counted.length === 0) return [];
    const attributes = onceEach(counted.map((one) => this.attribute(change, one)));
    const severity = worst(attributes.map((one) => one.severity));
    return [{ ...this.identity(change.address), type: change.type, change: 'changed', severity, attributes }];
  }

  /**
   * Whether the code decides an attribute: it sets it, or Terraform plans to put it back because the provider has a default for what the
   * code leaves out.
   */
  private isHeld(change: PlanChange, one: Difference): boolean {
    if (this.configuration.sets(change.address, one.steps)) return true;
    const planned = this.planned.get(change.address);
    return planned?.differences.some((other) => putsBack(other, [one])) ?? false;
  }

  private isIgnored(address: string, { steps }: Difference, written: Resource | undefined): boolean {
    const rule = this.rules().find((one) => covers(one, written?.constructPath) && fits(one, steps));
    if (rule === undefined || rule.expires < this.options.on) return false;
    const path = formatPath(tagsOnce(steps));
    this.found.set(`${address} ${path}`, { stack: this.options.stack, address, path, rule });
    return true;
  }

  private rules(): readonly IgnoredDrift[] {
    return this.options.code?.stacks.find(({ name }) => name === this.options.stack)?.ignoredDrift ?? [];
  }

  private attribute(change: PlanChange, { steps, before, after }: Difference): DriftedAttribute {
    const named = tagsOnce(steps);
    const path = formatPath(named);
    const show = (value: Json | undefined, mask: Json | undefined) =>
      this.options.redactor.value(value, {
        type: change.type,
        path: steps.filter((step) => typeof step === 'string').join('.'),
        sensitive: maskAt(mask, steps),
      });
    return {
      path,
      ...weightOfAttribute(change.type, withoutPlaces(named)),
      before: show(before, change.beforeSensitive),
      after: show(after, change.afterSensitive),
    };
  }

  private waiting(change: PlanChange, isRepair: boolean): readonly Pending[] {
    const { address, action, differences } = change;
    const here = this.identity(address);
    if (action === 'no-op' || action === 'read') {
      if (change.isImport) return [{ ...here, action: 'import', attributes: [] }];
      return change.previousAddress === undefined ? [] : [{ ...here, action: 'move', attributes: [] }];
    }
    const outside = this.outside.find((one) => one.address === address);
    if (action === 'create' && outside?.action === 'delete') return [];
    if (action === 'create' || action === 'delete' || action === 'forget') return [{ ...here, action, attributes: [] }];
    const own = differences.filter(
      (one) => !putsBack(one, outside?.differences ?? []) && !isEchoOfTags(one, differences),
    );
    const attributes = [...new Set(own.map(({ steps }) => withoutPlaces(tagsOnce(steps))))];
    // What names something that is repaired is not known until then, as a policy whose document Terraform reads again after the repair.
    const isUnknown = this.hasUnknown(change) && !isRepair;
    return attributes.length > 0 || isUnknown || (action === 'replace' && !isRepair)
      ? [{ ...here, action, attributes }]
      : [];
  }

  /** Whether an argument that the code sets is not known before apply. */
  private hasUnknown({ address, afterUnknown }: PlanChange): boolean {
    return Object.entries(asObject(afterUnknown)).some(
      ([name, mask]) => hasMark(mask) && name !== 'tags_all' && this.configuration.sets(address, [name]),
    );
  }

  /** Outputs that change by themselves. Not asked where something is repaired, since they may follow from that. */
  private pendingOutputs(): readonly Pending[] {
    return Object.entries(asObject(this.options.plan.output_changes)).flatMap(([name, change]) => {
      const action = asString(asList(asObject(change).actions)[0]);
      if (action !== 'create' && action !== 'update' && action !== 'delete') return [];
      return [{ stack: this.options.stack, address: `output.${name}`, action, attributes: [] }];
    });
  }

  private identity(address: string) {
    return { stack: this.options.stack, address, constructPath: this.writtenAs(address)?.constructPath };
  }

  private writtenAs(address: string): Resource | undefined {
    return this.options.code?.byAddress(this.options.stack, withoutKeys(address));
  }
}

/** Whether `lifecycle.ignoreChanges` leaves an attribute to somebody else, as the size of a group to its autoscaler. */
function isLeftToOthers({ steps }: Difference, written: Resource | undefined): boolean {
  const path = withoutPlaces(steps);
  return (written?.lifecycle.ignoreChanges ?? []).some((left) => {
    const plain = left.replace(/\[\d+\]/g, '');
    return left === 'all' || path === plain || path.startsWith(`${plain}.`) || path.startsWith(`${plain}[`);
  });
}

function fits({ attribute }: IgnoredDrift, steps: readonly (string | number)[]): boolean {
  const pattern = attribute.replaceAll('*', '**');
  const named = tagsOnce(steps);
  return [formatPath(named), withoutPlaces(named)].some((path) => matchesGlob(pattern, path));
}

/** `tags_all` repeats `tags` with the tags of the provider, so both are called `tags`. */
function tagsOnce([first, ...rest]: readonly (string | number)[]): readonly (string | number)[] {
  return [first === 'tags_all' ? 'tags' : (first ?? ''), ...rest];
}

/** Whether a planned change of `tags_all` only repeats one of `tags`. */
function isEchoOfTags({ steps }: Difference, all: readonly Difference[]): boolean {
  const [first, key] = steps;
  return first === 'tags_all' && all.some((one) => one.steps[0] === 'tags' && one.steps[1] === key);
}

function onceEach(attributes: readonly DriftedAttribute[]): readonly DriftedAttribute[] {
  return [...new Map(attributes.map((one) => [one.path, one])).values()];
}
