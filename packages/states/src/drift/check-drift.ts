import type { Redactor } from '@smile/delivery';
import { type IgnoredDrift, type Inventory, InventoryError, type JsonObject } from '@smile/inventory';
import type { DriftReport, IdleRule, StackVerdict } from './drift-report.ts';
import { type DriftHistory, NO_HISTORY, type StateOfStack, withAges } from './history.ts';
import { judgePlan } from './judge-plan.ts';
import { unownedGrants } from './unowned-grants.ts';

/** A plan of one stack, or why there is none. */
export interface DriftPlan extends StateOfStack {
  readonly stack: string;
  /** What `terraform show -json` prints. @default - there is none, see `failure` */
  readonly plan?: JsonObject;
  /** Why there is no plan to judge. @default - there is one */
  readonly failure?: string;
}

export interface CheckDriftOptions {
  /** The code; of all stacks of the environments, for what one cannot tell alone. */
  readonly code: Inventory;
  readonly redactor: Redactor;
  readonly at: Date;
  /** @default - every drift is seen for the first time */
  readonly history?: DriftHistory;
}

/** What no plan and no state shows, with the commands that show it. */
const BLIND: readonly string[] = [
  'access entries and pod identity associations that somebody added: aws eks list-access-entries, aws eks list-pod-identity-associations',
  'IAM roles, users, access keys and identity providers that somebody added: aws iam list-roles, list-users, list-open-id-connect-providers, list-saml-providers',
  'cluster-admin bindings and pods that somebody added with kubectl: kubectl get clusterrolebindings -o wide',
  'what is changed by hand inside a Helm release: the provider compares it with the record that Helm keeps, not with the cluster',
  'resources that nobody imported; contents of buckets, databases and secrets',
];

/**
 * Judges plans of several stacks: drift and pending changes of each, what was granted beside the code, and rules of `ignoreDrift` that do
 * nothing any more.
 *
 * @throws InventoryError that lists every plan that is none.
 */
export function checkDrift(
  plans: readonly DriftPlan[],
  options: CheckDriftOptions,
): { readonly report: DriftReport; readonly history: DriftHistory } {
  const { code, redactor, at, history = NO_HISTORY } = options;
  checkPlans(plans);
  const on = at.toISOString().slice(0, 10);
  const verdicts = plans.map(({ stack, plan, failure }) => {
    if (plan === undefined) return unplanned(stack, failure ?? 'there is no plan of it', code);
    return judgePlan({ stack, plan, code, redactor, on });
  });
  const grants = unownedGrants(
    plans.flatMap(({ stack, plan }) => (plan === undefined ? [] : [{ stack, plan }])),
    { code, redactor },
  );
  const isWhole = environmentsAreWhole(verdicts, code);
  const withGrants = verdicts.map((verdict) => ({
    ...verdict,
    drift: [...verdict.drift, ...(isWhole ? grants.filter(({ stack }) => stack === verdict.stack) : [])],
  }));
  const states = Object.fromEntries(plans.map(({ stack, serial, lineage }) => [stack, { serial, lineage }]));
  const aged = withAges(withGrants, history, { at: at.toISOString(), states });
  const partly = isWhole ? [] : [PARTLY];
  const report = {
    stacks: aged.verdicts,
    idleRules: idleRules(aged.verdicts, code, on),
    blind: [...partly, ...BLIND],
    on,
  };
  return { report, history: aged.history };
}

const PARTLY =
  'policies and security-group rules beside the code: the resources that own them may be in a stack that was not judged; judge all stacks of the environment';

function checkPlans(plans: readonly DriftPlan[]): void {
  const problems = plans.flatMap(({ stack, plan }) => {
    if (plan === undefined) return [];
    if (plan.version === 4 || (plan.values !== undefined && plan.resource_changes === undefined)) {
      return [`stack ${stack}: this is a state, not a plan; pass what "terraform show -json <plan file>" prints`];
    }
    if (typeof plan.format_version !== 'string' || plan.configuration === undefined) {
      const keys = Object.keys(plan).join(', ');
      return [
        `stack ${stack}: this is not a plan, its keys are: ${keys}; pass what "terraform show -json <plan file>" prints`,
      ];
    }
    if (plan.format_version.startsWith('1.')) return [];
    return [
      `stack ${stack}: the plan has format_version ${plan.format_version}, only 1.x can be read; use a Terraform that writes it`,
    ];
  });
  if (problems.length > 0) throw new InventoryError(problems);
}

function unplanned(stack: string, failure: string, code: Inventory): StackVerdict {
  const environment = code.stacks.find(({ name }) => name === stack)?.environment;
  return { stack, environment, notJudged: [failure], drift: [], pending: [], ignored: [], computed: 0 };
}

/** Whether every stack of each environment that was judged was judged: a rule may be in any of them. */
function environmentsAreWhole(verdicts: readonly StackVerdict[], code: Inventory): boolean {
  const judged = new Set(verdicts.flatMap(({ stack, notJudged }) => (notJudged === undefined ? [stack] : [])));
  const environments = new Set(verdicts.map(({ environment }) => environment));
  return code.stacks.every(({ name, environment }) => !environments.has(environment) || judged.has(name));
}

function idleRules(verdicts: readonly StackVerdict[], code: Inventory, on: string): readonly IdleRule[] {
  const used = new Set(verdicts.flatMap(({ ignored }) => ignored.map(({ stack, rule }) => keyOf(stack, rule))));
  const judged = new Set(verdicts.flatMap(({ stack, notJudged }) => (notJudged === undefined ? [stack] : [])));
  return code.stacks.flatMap(({ name: stack, ignoredDrift = [] }) =>
    ignoredDrift.flatMap((rule): readonly IdleRule[] => {
      if (!judged.has(stack)) return [];
      if (rule.expires < on) return [{ stack, rule, problem: 'expired' }];
      return used.has(keyOf(stack, rule)) ? [] : [{ stack, rule, problem: 'unused' }];
    }),
  );
}

function keyOf(stack: string, { at, attribute }: IgnoredDrift): string {
  return `${stack}\n${at}\n${attribute}`;
}
