/** An error or warning as Terraform prints it with `-json`. */
export interface Diagnostic {
  readonly severity: 'error' | 'warning';
  readonly summary: string;
  readonly detail: string;
  /** Resource that it concerns, as in `aws_vpc.Main`. @default - Terraform names none */
  readonly address?: string;
  /** Block of the configuration that it points at, as in `resource.aws_vpc.Main`. @default - Terraform points at none */
  readonly context?: string;
}

/** One resource that a plan changes, or that was found changed. */
export interface ResourceChange {
  readonly address: string;
  /** As in `create`, `update`, `replace`, `delete`. */
  readonly action: string;
}

/** How many resources an operation touched. */
export interface ChangeCounts {
  readonly add: number;
  readonly change: number;
  readonly remove: number;
}

/** A line of `terraform … -json` that matters to a rehearsal. */
export type TerraformEvent =
  | { readonly type: 'diagnostic'; readonly diagnostic: Diagnostic }
  | { readonly type: 'planned_change' | 'resource_drift'; readonly change: ResourceChange }
  | { readonly type: 'change_summary'; readonly counts: ChangeCounts; readonly operation: string }
  | { readonly type: 'apply_complete' | 'apply_errored'; readonly address: string; readonly action: string };

/** The shape of the lines; every field may be missing. Source: Terraform, "machine-readable UI", format 1.2. */
interface Line {
  readonly type?: string;
  readonly diagnostic?: {
    readonly severity?: string;
    readonly summary?: string;
    readonly detail?: string;
    readonly address?: string;
    readonly snippet?: { readonly context?: string | null } | null;
  };
  readonly change?: { readonly resource?: { readonly addr?: string }; readonly action?: string };
  readonly changes?: {
    readonly add?: number;
    readonly change?: number;
    readonly remove?: number;
    readonly operation?: string;
  };
  readonly hook?: { readonly resource?: { readonly addr?: string }; readonly action?: string };
}

/** Reads one line; undefined for a line that is no event, or one that a rehearsal has no use for. */
export function parseEvent(text: string): TerraformEvent | undefined {
  const line = parseLine(text);
  if (line === undefined) return undefined;
  const { diagnostic, change, changes, hook } = line;
  if (line.type === 'diagnostic' && diagnostic !== undefined) {
    return { type: 'diagnostic', diagnostic: toDiagnostic(diagnostic) };
  }
  if ((line.type === 'planned_change' || line.type === 'resource_drift') && change !== undefined) {
    const address = change.resource?.addr ?? '';
    return { type: line.type, change: { address, action: change.action ?? '' } };
  }
  if (line.type === 'change_summary' && changes !== undefined) {
    const { add = 0, change: changed = 0, remove = 0, operation = '' } = changes;
    return { type: 'change_summary', counts: { add, change: changed, remove }, operation };
  }
  if ((line.type === 'apply_complete' || line.type === 'apply_errored') && hook !== undefined) {
    return { type: line.type, address: hook.resource?.addr ?? '', action: hook.action ?? '' };
  }
  return undefined;
}

function parseLine(text: string): Line | undefined {
  if (!text.startsWith('{')) return undefined;
  try {
    return JSON.parse(text) as Line;
  } catch {
    // Terraform was stopped in the middle of a line; the exit code tells the rest.
    return undefined;
  }
}

function toDiagnostic(found: NonNullable<Line['diagnostic']>): Diagnostic {
  return {
    severity: found.severity === 'warning' ? 'warning' : 'error',
    summary: found.summary ?? '',
    detail: found.detail ?? '',
    address: found.address,
    context: found.snippet?.context ?? undefined,
  };
}
