import { type Environment, STATE_CONTEXT, throwIfAny } from '@smile/core';
import { App } from 'cdktf';
import { Estate } from './estate.ts';

/**
 * Where states are kept: in each environment's bucket; in files, until the bucket exists; or in files of `smile offline`, which
 * hold nothing real.
 */
export const STATE_LOCATIONS = ['s3', 'local', 'offline'] as const;

export interface EstateAppOptions {
  /** One of {@link STATE_LOCATIONS}; apps pass `SMILE_STATE`. @default 's3' */
  readonly state?: string;
  /** Whether Terraform would talk to stand-in providers; apps pass whether `TF_REATTACH_PROVIDERS` is set. @default false */
  readonly standIns?: boolean;
  /** Folder to synthesize into. @default - `CDKTF_OUTDIR`, or `cdktf.out` in the working directory */
  readonly outdir?: string;
}

/**
 * A cdktf app with every stack of the environments; `synth()` writes it out.
 *
 * @throws ValidationError for an unknown place for states, and for real states with stand-ins attached or the reverse.
 */
export function estateApp(environments: readonly Environment[], options: EstateAppOptions = {}): App {
  const state = options.state ?? 's3';
  throwIfAny('SMILE_STATE', problemsOf(state, options.standIns === true));
  const context = { [STATE_CONTEXT]: state === 's3' ? 's3' : 'local' };
  const app = new App({ context, outdir: options.outdir });
  for (const environment of environments) new Estate(app, environment);
  return app;
}

/** Real states and stand-in providers must never meet: either would destroy what the other one means. */
function problemsOf(state: string, standIns: boolean): string[] {
  if (!(STATE_LOCATIONS as readonly string[]).includes(state)) {
    return [`expected one of ${STATE_LOCATIONS.join(', ')}, got ${JSON.stringify(state)}; leave it unset to deploy`];
  }
  if (standIns && state !== 'offline') {
    return [
      `got ${JSON.stringify(state)} while TF_REATTACH_PROVIDERS attaches other providers, so real states would be filled with what they invent; unset TF_REATTACH_PROVIDERS to deploy, or run the command as smile offline -- <command>`,
    ];
  }
  if (!standIns && state === 'offline') {
    return [
      'got "offline" without stand-in providers; run the command as smile offline -- <command>, or unset it to deploy',
    ];
  }
  return [];
}
