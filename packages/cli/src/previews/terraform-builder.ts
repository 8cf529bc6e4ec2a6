import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Preview } from '@smile/cluster-platform';
import type { Environment, PreviewSlot } from '@smile/core';
import { Redactor } from '@smile/delivery';
import { previewStackName, synthesizeNoPreview, synthesizePreview } from '@smile/estate';
import { CommandError } from '../command-error.ts';
import { StackWorkspace } from '../delivery/stack-workspace.ts';
import type { Surroundings } from '../delivery/surroundings.ts';
import type { TerraformSessions } from '../delivery/terraform-session.ts';
import type { PreviewBuilder } from './preview-work.ts';

export interface TerraformBuilderProps {
  readonly environment: Environment;
  /** Private folder of the run. */
  readonly work: string;
  readonly surroundings: Surroundings;
  readonly sessions: TerraformSessions;
}

/** What Terraform 1.11 says when the state moved between a plan and its apply. */
const STALE = /Saved plan is stale/;

/** How often a plan is made anew because another run applied in between. */
const TRIES = 3;

/** Brings previews up and down with Terraform, one stack for each slot. */
export class TerraformBuilder implements PreviewBuilder {
  private readonly props: TerraformBuilderProps;

  constructor(props: TerraformBuilderProps) {
    this.props = props;
  }

  up(preview: Preview, isStillWanted: () => Promise<boolean>): Promise<boolean> {
    const { environment } = this.props;
    return this.converge(preview.slot, isStillWanted, (outdir) =>
      synthesizePreview(environment, preview, { outdir, state: this.state }),
    );
  }

  down(slot: PreviewSlot, isStillWanted: () => Promise<boolean>): Promise<boolean> {
    const { environment } = this.props;
    return this.converge(slot, isStillWanted, (outdir) =>
      synthesizeNoPreview(environment, slot, { outdir, state: this.state }),
    );
  }

  /** Plans and applies what was synthesized for a slot. */
  private converge(
    slot: PreviewSlot,
    isStillWanted: () => Promise<boolean>,
    synthesize: (outdir: string) => string,
  ): Promise<boolean> {
    return this.inWorkspace(slot, synthesize, async (workspace) => {
      for (let attempt = 1; ; attempt += 1) {
        await workspace.plan();
        // Asked after the plan: whatever another run applies from now on makes this plan stale, and Terraform refuses it.
        if (!(await isStillWanted())) return false;
        try {
          await workspace.apply();
          return true;
        } catch (error) {
          if (!(error instanceof CommandError) || !STALE.test(error.message) || attempt === TRIES) throw error;
        }
      }
    });
  }

  private get state(): 's3' | 'local' {
    return this.props.surroundings.kind === 'real' ? 's3' : 'local';
  }

  private async inWorkspace(
    slot: PreviewSlot,
    synthesize: (outdir: string) => string,
    use: (workspace: StackWorkspace) => Promise<boolean>,
  ): Promise<boolean> {
    const { environment, work, surroundings, sessions } = this.props;
    mkdirSync(work, { recursive: true });
    const folder = mkdtempSync(join(work, `${slot}-`));
    try {
      const source = synthesize(join(folder, 'synthesized'));
      const context = { work: folder, surroundings, sessions, redactor: new Redactor() };
      return await use(new StackWorkspace(context, previewStackName(environment, slot), source));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}
