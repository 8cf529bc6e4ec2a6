import { type ResourceChange as PlannedChange, resourceChanges as plannedChanges } from '@smile/delivery';
import type { Inventory, JsonObject } from '@smile/inventory';
import { dotted } from './compare/follow-references.ts';
import { countsOf, losesData } from './compare-estates.ts';
import type { DiffReport, ResourceChange } from './diff-report.ts';
import { effectOf } from './effects/effect-of.ts';

/** A stack that Terraform planned. */
export interface PlannedStack {
  readonly name: string;
  /** The plan as `terraform show -json` prints it, redacted. */
  readonly plan: JsonObject;
  /** The synthesized stack. */
  readonly configuration: JsonObject;
}

export interface ReportOfPlansOptions {
  /** What the code is compared with, and what the code is, as in `the states of smile offline`. */
  readonly before: string;
  readonly after: string;
  /** What was planned. */
  readonly code: Inventory;
  readonly stacks: readonly PlannedStack[];
  readonly notes: readonly string[];
}

/** What plans of Terraform change: the last word where there are states. */
export function reportOfPlans({ before, after, code, stacks, notes }: ReportOfPlansOptions): DiffReport {
  const changes = stacks.flatMap(({ name, plan, configuration }) =>
    plannedChanges({ stack: { name, sources: {} }, plan, configuration }).map((change) => changeOf(change, code)),
  );
  const nothing = { added: [], gone: [], changed: [] };
  return {
    schema: 1,
    before,
    after,
    judge: 'plan',
    environments: [...new Set(code.stacks.flatMap(({ environment }) => environment ?? []))].sort(),
    counts: countsOf(changes),
    losesData: losesData(changes),
    changes,
    settings: [],
    guardrails: nothing,
    requirements: [],
    connections: nothing,
    pictures: [],
    notes: [...notes, 'guardrails, requirements, connections and pictures are compared between two commits only'],
  };
}

function changeOf(change: PlannedChange, code: Inventory): ResourceChange {
  const { stack, address, action, constructPath, holdsData, previousAddress, attributes } = change;
  const resource = code.byAddress(stack, address);
  const type = address.split('.')[0] ?? '';
  return {
    stack,
    address,
    type,
    ...(constructPath === undefined ? {} : { construct: constructPath }),
    action,
    holdsData,
    newOneFirst: resource?.lifecycle.createBeforeDestroy ?? false,
    ...(previousAddress === undefined ? {} : { movedFrom: previousAddress }),
    attributes: attributes.map(({ path, before, after, forcesReplacement }) => ({
      path,
      before,
      after,
      replaces: forcesReplacement,
      ignored: false,
      ...(action === 'update' ? { effect: effectOf(type, dotted(path), resource?.values ?? {}) } : {}),
    })),
  };
}
