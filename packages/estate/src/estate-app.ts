import { type Environment, STATE_CONTEXT, throwIfAny } from '@smile/core';
import { App } from 'cdktf';
import { Estate } from './estate.ts';

/** Where states are kept: in each environment's bucket, or in files for work without a cloud. */
export const STATE_LOCATIONS = ['s3', 'local'] as const;

export interface EstateAppOptions {
  /** One of {@link STATE_LOCATIONS}; apps pass `SMILE_STATE`. @default 's3' */
  readonly state?: string;
  /** Folder to synthesize into. @default - `CDKTF_OUTDIR`, or `cdktf.out` in the working directory */
  readonly outdir?: string;
}

/**
 * A cdktf app with every stack of the environments; `synth()` writes it out.
 *
 * @throws ValidationError for an unknown place for states.
 */
export function estateApp(environments: readonly Environment[], options: EstateAppOptions = {}): App {
  const state = options.state ?? 's3';
  throwIfAny(
    'SMILE_STATE',
    (STATE_LOCATIONS as readonly string[]).includes(state)
      ? []
      : [`expected one of ${STATE_LOCATIONS.join(', ')}, got ${JSON.stringify(state)}; leave it unset to deploy`],
  );
  const app = new App({ context: { [STATE_CONTEXT]: state }, outdir: options.outdir });
  for (const environment of environments) new Estate(app, environment);
  return app;
}
