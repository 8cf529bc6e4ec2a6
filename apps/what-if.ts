import { type ChangedValue, changedEnvironment } from '@smile/core';
import { synthesizeApp } from '@smile/estate';
import { allEnvironments, selectEnvironments } from './environments.ts';

/**
 * Synthesizes environments with values that somebody tries out, for comparisons. It is not the app that `cdktf` deploys, so a
 * variable that is set by mistake changes nothing there.
 */
void synthesizeApp(
  async () => {
    const changes: readonly ChangedValue[] = JSON.parse(process.env.SMILE_WHAT_IF ?? '[]');
    const selected = selectEnvironments(await allEnvironments(), process.env.SMILE_ENV);
    return selected.map((environment) => changedEnvironment(environment, changes));
  },
  { standIns: false },
);
