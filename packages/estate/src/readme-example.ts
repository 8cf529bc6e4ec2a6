import type { Environment } from '@smile/core';
import { estateApp } from '@smile/estate';

/** Writes every stack of an environment to `cdktf.out`. */
export function synthesize(environment: Environment): void {
  estateApp([environment]).synth();
}
