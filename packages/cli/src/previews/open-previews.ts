import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { previewGround } from '@smile/cluster-platform';
import { type Environment, PREVIEW_SLOTS, stateBucketName } from '@smile/core';
import { synthesizePreview } from '@smile/estate';
import { Inventory } from '@smile/inventory';
import { findTerraform } from '@smile/rehearsal';
import { FolderStore, type ObjectStore } from '@smile/states';
import { s3Store } from '../delivery/record-places.ts';
import { statesFolder } from '../delivery/run-folders.ts';
import { pretendSurroundings, realSurroundings, type Surroundings } from '../delivery/surroundings.ts';
import { TerraformSessions, withoutKilling } from '../delivery/terraform-session.ts';
import { inTemporaryFolder } from '../temporary-folder.ts';
import { PreviewHouse } from './preview-house.ts';
import type { PreviewWork } from './preview-work.ts';
import { TerraformBuilder } from './terraform-builder.ts';

/** Options of every command on previews. */
export interface PreviewsOptions {
  readonly offline?: boolean;
  /** Folder of the states of a run without a cloud. @default - `.smile/offline` */
  readonly states?: string;
}

export interface PreviewsRun {
  /** The repository. */
  readonly root: string;
  readonly environment: Environment;
  readonly options: PreviewsOptions;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** @default - the clock */
  readonly now?: () => Date;
}

const PAUSE = 500;

/** The slots of an environment, to look at. */
export function openHouse({ environment, options, root }: PreviewsRun): PreviewHouse {
  previewGround(environment);
  return new PreviewHouse(environment, objectsOf(environment, root, options));
}

/** The slots of an environment, to change; Terraform is never killed meanwhile. */
export function withPreviews<Result>(run: PreviewsRun, use: (work: PreviewWork) => Promise<Result>): Promise<Result> {
  const house = openHouse(run);
  return inTemporaryFolder('preview', async (folder) => {
    const terraform = await findTerraform(run.env);
    const surroundings = await surroundingsOf(run, folder, terraform.version);
    const logs = join(folder, 'logs');
    mkdirSync(logs, { recursive: true });
    const sessions = new TerraformSessions(terraform, surroundings.env, logs);
    const builder = new TerraformBuilder({
      environment: run.environment,
      work: join(folder, 'work'),
      surroundings,
      sessions,
    });
    try {
      return await withoutKilling(sessions, () =>
        use({
          house,
          builder,
          now: run.now ?? (() => new Date()),
          pause: () => setTimeout(PAUSE),
          say: (line) => process.stderr.write(`${line}\n`),
        }),
      );
    } finally {
      surroundings.close();
    }
  });
}

function objectsOf(environment: Environment, root: string, options: PreviewsOptions): ObjectStore {
  const folder = statesFolder(root, options);
  if (options.offline === true) return new FolderStore(join(resolve(folder), '.state'));
  return s3Store({
    bucket: stateBucketName(environment),
    prefix: '',
    region: environment.region,
    account: environment.account.id,
    of: 'previews',
    whoMay: 'the role of previews, which pods of Jenkins have, or break-glass',
  });
}

/** Stand-ins serve what any preview is made of, which one synthesis shows. */
async function surroundingsOf(run: PreviewsRun, folder: string, terraformVersion: string): Promise<Surroundings> {
  const { environment, options, root, env } = run;
  if (options.offline !== true) return realSurroundings(env);
  const outdir = join(folder, 'sample');
  const [slot] = PREVIEW_SLOTS;
  const at = '2000-01-01T00:00:00.000Z';
  const sample = {
    project: 'a/b',
    branch: 'c',
    commit: '0'.repeat(40),
    owner: 'a@b',
    images: {},
    created: at,
    expires: at,
  };
  synthesizePreview(environment, { slot, ...sample }, { outdir, state: 'local' });
  const states = statesFolder(root, options);
  return pretendSurroundings({ synthesized: Inventory.fromSynth(outdir), states, env, terraformVersion });
}
