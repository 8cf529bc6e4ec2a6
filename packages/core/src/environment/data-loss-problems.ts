import type { EnvironmentValues } from './environment.ts';

/** In production, what holds data is removed one by one, by name. */
export function dataLossProblems({
  stage,
  allowDataLoss,
}: Pick<EnvironmentValues, 'stage' | 'allowDataLoss'>): string[] {
  if (stage !== 'production' || !allowDataLoss) return [];
  return [
    'allowDataLoss: expected false in production, got true; remove what is not needed any more by itself: smile apply --allow-destroy <address>',
  ];
}
