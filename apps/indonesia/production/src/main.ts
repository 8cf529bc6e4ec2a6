import { synthesizeApp } from '@smile/estate';

/** Synthesizes this environment alone, into `cdktf.out` or `CDKTF_OUTDIR`. */
void synthesizeApp(async () => [(await import('./environment.ts')).environment], {
  state: process.env.SMILE_STATE,
  standIns: process.env.TF_REATTACH_PROVIDERS !== undefined,
});
