import { SsmAssociation } from '@cdktf/provider-aws/lib/ssm-association';
import { SsmMaintenanceWindow } from '@cdktf/provider-aws/lib/ssm-maintenance-window';
import { SsmMaintenanceWindowTarget } from '@cdktf/provider-aws/lib/ssm-maintenance-window-target';
import { SsmMaintenanceWindowTask } from '@cdktf/provider-aws/lib/ssm-maintenance-window-task';
import { SsmPatchBaseline, type SsmPatchBaselineApprovalRule } from '@cdktf/provider-aws/lib/ssm-patch-baseline';
import { SsmPatchGroup } from '@cdktf/provider-aws/lib/ssm-patch-group';
import { EstateStack, NAME_LIMITS, physicalName } from '@smile/core';
import { Construct } from 'constructs';
import { PATCH_GROUP_TAG, patchGroupOf } from './host-tags.ts';

export interface PatchingProps {
  /** When patches are installed, in the country's time zone, as in `cron(0 2 ? * SUN *)`. */
  readonly schedule: string;
}

/** Hosts one after the other, so that a bad patch stops at the first. */
const ONE_BY_ONE = { maxConcurrency: '1', maxErrors: '1' };

const WINDOW_HOURS = 3;

/** No patch starts in the last hour of the window, which is for restarts. */
const CUTOFF_HOURS = 1;

const PATCH_TIMEOUT_SECONDS = 3600;

/**
 * Keeps the environment's hosts up to date: patches in a weekly window, and every day a look at what is missing and what
 * is installed. Free of charge.
 *
 * Hosts are found by their `PatchGroup` tag. Missing patches show in Patch Manager's compliance report and in Security
 * Hub (SSM.2). A host restarts inside the window when a patch asks for it.
 */
export class Patching extends Construct {
  constructor(scope: Construct, id: string, props: PatchingProps) {
    super(scope, id);
    this.createBaseline();
    this.createWindow(props.schedule);
    this.createAssociation('Scan', 'AWS-RunPatchBaseline', 'rate(1 day)', { Operation: 'Scan' });
    this.createAssociation('Inventory', 'AWS-GatherSoftwareInventory', 'rate(1 day)', {
      applications: 'Enabled',
      networkConfig: 'Enabled',
      services: 'Enabled',
    });
    this.createAssociation('Agent', 'AWS-UpdateSSMAgent', 'rate(14 days)', {});
  }

  private createBaseline(): void {
    const baseline = new SsmPatchBaseline(this, 'Baseline', {
      name: physicalName(this, { ...NAME_LIMITS.patchBaseline, name: 'hosts' }),
      description: 'Patches for hosts: urgent ones after three days, others after two weeks',
      operatingSystem: 'AMAZON_LINUX_2023',
      approvalRule: [
        approve({ CLASSIFICATION: ['Security'], SEVERITY: ['Critical', 'Important'] }, 3, 'CRITICAL'),
        approve({ CLASSIFICATION: ['Security', 'Bugfix'], SEVERITY: ['*'] }, 14, 'MEDIUM'),
      ],
    });
    new SsmPatchGroup(this, 'PatchGroup', { baselineId: baseline.id, patchGroup: this.patchGroup });
  }

  private createWindow(schedule: string): void {
    const { country } = EstateStack.ofConstruct(this).environment;
    const window = new SsmMaintenanceWindow(this, 'Window', {
      name: physicalName(this, { ...NAME_LIMITS.maintenanceWindow, name: 'patching' }),
      description: 'Patches hosts',
      schedule,
      scheduleTimezone: country.timeZone,
      duration: WINDOW_HOURS,
      cutoff: CUTOFF_HOURS,
    });
    const target = new SsmMaintenanceWindowTarget(this, 'Hosts', {
      windowId: window.id,
      name: 'hosts',
      resourceType: 'INSTANCE',
      targets: this.targets,
    });
    new SsmMaintenanceWindowTask(this, 'Install', {
      windowId: window.id,
      name: 'install-patches',
      taskType: 'RUN_COMMAND',
      taskArn: 'AWS-RunPatchBaseline',
      targets: [{ key: 'WindowTargetIds', values: [target.id] }],
      ...ONE_BY_ONE,
      cutoffBehavior: 'CONTINUE_TASK',
      taskInvocationParameters: {
        runCommandParameters: {
          timeoutSeconds: PATCH_TIMEOUT_SECONDS,
          parameter: [
            { name: 'Operation', values: ['Install'] },
            { name: 'RebootOption', values: ['RebootIfNeeded'] },
          ],
        },
      },
    });
  }

  private createAssociation(id: string, document: string, schedule: string, parameters: Record<string, string>): void {
    new SsmAssociation(this, id, {
      name: document,
      associationName: physicalName(this, { max: 128, name: `hosts-${id}` }),
      scheduleExpression: schedule,
      targets: this.targets,
      parameters,
    });
  }

  private get targets() {
    return [{ key: `tag:${PATCH_GROUP_TAG}`, values: [this.patchGroup] }];
  }

  private get patchGroup(): string {
    return patchGroupOf(EstateStack.ofConstruct(this).environment);
  }
}

function approve(
  filters: Readonly<Record<string, string[]>>,
  approveAfterDays: number,
  complianceLevel: string,
): SsmPatchBaselineApprovalRule {
  return {
    approveAfterDays,
    complianceLevel,
    patchFilter: Object.entries(filters).map(([key, values]) => ({ key, values })),
  };
}
