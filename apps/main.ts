import { synthesizeApp } from '@smile/estate';
import { allEnvironments, selectEnvironments } from './environments.ts';

/** Synthesizes every environment, or those in `SMILE_ENV`, into one manifest: what `cdktf list|plan|apply` work on. */
void synthesizeApp(async () => selectEnvironments(await allEnvironments(), process.env.SMILE_ENV), {
  state: process.env.SMILE_STATE,
  standIns: process.env.TF_REATTACH_PROVIDERS !== undefined,
});
