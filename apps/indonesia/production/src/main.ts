import { estateApp } from '@smile/estate';
import { environment } from './environment.ts';

/** Synthesizes this environment alone, into `cdktf.out` or `CDKTF_OUTDIR`. */
estateApp([environment], {
  state: process.env.SMILE_STATE,
  standIns: process.env.TF_REATTACH_PROVIDERS !== undefined,
}).synth();
