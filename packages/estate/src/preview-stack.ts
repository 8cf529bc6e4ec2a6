import { join } from 'node:path';
import { type Preview, previewGround, previewRelease, previewUrls, SurroundingCluster } from '@smile/cluster-platform';
import {
  type Environment,
  keepState,
  type PreviewSlot,
  previewLabel,
  previewStateKey,
  STATE_CONTEXT,
} from '@smile/core';
import { App, TerraformOutput, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';

/**
 * The preview of one branch in one slot (ENV-DEV): one release, with a state of its own below the prefix of previews.
 *
 * Outside the estate's manifest, since branches come and go: its name and its state are those of the slot, and its outputs say whose it is. It takes
 * nothing of another stack, so that whoever brings it up reads no other state.
 */
class PreviewStack extends TerraformStack {
  /** @param preview what is in the slot; undefined for nothing, which destroys what was. */
  constructor(scope: Construct, environment: Environment, slot: PreviewSlot, preview: Preview | undefined) {
    super(scope, previewStackName(environment, slot));
    const ground = previewGround(environment);
    keepState(this, environment, previewStateKey(environment, slot));
    this.addOverride('//.metadata.environment', environment.id);
    new SurroundingCluster(this, 'Access');
    if (preview === undefined) return;
    previewRelease(this, ground, preview);
    this.tell({
      project: preview.project,
      branch: preview.branch,
      commit: preview.commit,
      owner: preview.owner,
      created: preview.created,
      expires: preview.expires,
      label: previewLabel(preview),
      urls: previewUrls(ground, preview).join(' '),
    });
  }

  private tell(facts: Readonly<Record<string, string>>): void {
    for (const [name, value] of Object.entries(facts)) {
      new TerraformOutput(this, name, { value, description: `${name} of the preview in this slot` });
    }
  }
}

/** Name of the stack of a slot, as in `<country>-dev-preview-1`. */
export function previewStackName({ stackPrefix }: Environment, slot: PreviewSlot): string {
  return `${stackPrefix}-${slot}`;
}

export interface PreviewSynthesis {
  /** Folder to synthesize into. */
  readonly outdir: string;
  /** Where the state is kept: in the environment's bucket, or in files. */
  readonly state: 's3' | 'local';
}

/**
 * Writes the stack of a slot with a preview in it.
 *
 * @returns its folder.
 * @throws ValidationError where the environment has no previews, or a setting of a service leads to a store of the environment.
 */
export function synthesizePreview(environment: Environment, preview: Preview, options: PreviewSynthesis): string {
  return synthesize(environment, preview.slot, preview, options);
}

/**
 * Writes the stack of a slot with nothing in it: applied, it destroys what the state has, whichever commit brought that up.
 *
 * @returns its folder.
 */
export function synthesizeNoPreview(environment: Environment, slot: PreviewSlot, options: PreviewSynthesis): string {
  return synthesize(environment, slot, undefined, options);
}

function synthesize(
  environment: Environment,
  slot: PreviewSlot,
  preview: Preview | undefined,
  { outdir, state }: PreviewSynthesis,
): string {
  const app = new App({ context: { [STATE_CONTEXT]: state }, outdir });
  new PreviewStack(app, environment, slot, preview);
  app.synth();
  return join(app.outdir, 'stacks', previewStackName(environment, slot));
}
