import type { EnvironmentValues } from './environment.ts';
import { keepsData } from './stages.ts';

/** Where data is kept, what holds it is removed one by one, by name. */
export function dataLossProblems({
  stage,
  allowDataLoss,
}: Pick<EnvironmentValues, 'stage' | 'allowDataLoss'>): string[] {
  if (!keepsData(stage) || !allowDataLoss) return [];
  return [
    `allowDataLoss: expected false in ${stage}, got true; remove what is not needed any more by itself: smile apply --allow-destroy <address>`,
  ];
}
