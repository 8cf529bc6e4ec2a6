import { ValidationError } from '@smile/core';
import { estateApp } from '@smile/estate';
import { allEnvironments, selectEnvironments } from './environments.ts';

/** Synthesizes every environment, or those in `SMILE_ENV`, into one manifest: what `cdktf list|plan|apply` work on. */
async function main(): Promise<void> {
  const environments = selectEnvironments(await allEnvironments(), process.env.SMILE_ENV);
  const standIns = process.env.TF_REATTACH_PROVIDERS !== undefined;
  estateApp(environments, { state: process.env.SMILE_STATE, standIns }).synth();
}

main().catch((error: unknown) => {
  console.error(error instanceof ValidationError ? error.message : error);
  process.exitCode = 1;
});
