import type { ChangeCounts, ResourceChange } from './terraform-events.ts';

/** What a rehearsal does to a stack, in order. */
export const STEPS = ['init', 'plan', 'apply', 're-plan', 'real-plan', 'drift', 'requirements', 'destroy'] as const;

/** One of {@link STEPS}. */
export type Step = (typeof STEPS)[number];

/** Something that went wrong, with where it is in the code. */
export interface Finding {
  /** Terraform's summary, or ours. */
  readonly summary: string;
  readonly detail: string;
  /** Terraform address. @default - it concerns no single resource */
  readonly address?: string;
  /** Path of the construct that made the resource. @default - not known */
  readonly constructPath?: string;
}

/** How a step went. */
export interface StepResult {
  readonly step: Step;
  readonly status: 'passed' | 'failed' | 'skipped';
  readonly seconds: number;
  readonly counts?: ChangeCounts;
  /** Why it failed, or one entry with why it was skipped. */
  readonly findings: readonly Finding[];
  /** What somebody should know although nothing failed. @default - nothing */
  readonly notes?: readonly Finding[];
}

/** How a stack fared. */
export interface StackReport {
  readonly stack: string;
  readonly environment: string;
  readonly status: 'passed' | 'failed' | 'skipped';
  readonly steps: readonly StepResult[];
  /** Resources in the state after apply, by type. */
  readonly resources: Readonly<Record<string, number>>;
  /** What the plan after apply would still change; empty when all is well. */
  readonly pending: readonly ResourceChange[];
  /** Folder with configuration, plan and state, when it was kept. @default - removed */
  readonly folder?: string;
}

/** Which providers planned for real beside the stand-ins. */
export interface RealProvidersReport {
  readonly providers: readonly { readonly name: string; readonly version: string; readonly pinned?: string }[];
  /** Those that stayed stand-ins, and why. */
  readonly standIns: readonly { readonly name: string; readonly reason: string }[];
}

/** How a rehearsal went. */
export interface RehearsalReport {
  readonly status: 'passed' | 'failed' | 'interrupted';
  readonly terraformVersion: string;
  readonly seconds: number;
  /** In the order in which they can be deployed. */
  readonly stacks: readonly StackReport[];
  /** The second judge. @default - stand-ins alone */
  readonly real?: RealProvidersReport;
  /** Folder with all stacks' folders, when it was kept. @default - removed */
  readonly folder?: string;
}

/** Total number of resources in a stack's state. */
export function resourceCount(report: StackReport): number {
  return Object.values(report.resources).reduce((sum, count) => sum + count, 0);
}
