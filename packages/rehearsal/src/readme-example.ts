import { Inventory } from '@smile/inventory';
import { rehearse } from '@smile/rehearsal';

/** Rehearses what was synthesized into a folder, and says which stacks are not as they should be. */
export async function failingStacks(folder: string, env: NodeJS.ProcessEnv): Promise<string[]> {
  const report = await rehearse({ synthesized: Inventory.fromSynth(folder), env });
  return report.stacks.filter(({ status }) => status !== 'passed').map(({ stack }) => stack);
}
