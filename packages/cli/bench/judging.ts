import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkGuardrails } from '@smile/guardrails';
import { Inventory } from '@smile/inventory';
import { checkRequirements } from '@smile/requirements';
import { environmentsToJudge } from '../src/requirements/judge.ts';
import { repositoryFacts } from '../src/requirements/repository-facts.ts';
import { copiesOf, type StackTexts } from './copies.ts';

/** What judging an estate took: processor time, in which others on the machine count little. */
export interface Judging {
  readonly resources: number;
  readonly readSeconds: number;
  readonly judgeSeconds: number;
}

/** Reads and judges what is synthesized in a folder, as many times over as is asked, and prints {@link Judging} as JSON. */
function judge(root: string, folder: string, copies: number): Judging {
  const repository = repositoryFacts(root);
  const stacks = copies === 1 ? textsIn(folder) : copiesOf(textsIn(folder), countryIn(folder), copies);
  const start = process.cpuUsage();
  const inventory = Inventory.fromStacks(stacks);
  const read = process.cpuUsage(start);
  const environments = environmentsToJudge(inventory, []);
  const begun = process.cpuUsage();
  checkGuardrails(inventory, { at: new Date() });
  checkRequirements(inventory, { environments, synthesized: inventory, repository });
  const judged = process.cpuUsage(begun);
  return { resources: inventory.resources().length, readSeconds: seconds(read), judgeSeconds: seconds(judged) };
}

function textsIn(folder: string): StackTexts {
  const names = readdirSync(join(folder, 'stacks')).sort();
  return Object.fromEntries(
    names.map((name) => [name, readFileSync(join(folder, 'stacks', name, 'cdk.tf.json'), 'utf8')]),
  );
}

function countryIn(folder: string): string {
  const [{ environment = '' } = {}] = Inventory.fromSynth(folder).stacks;
  return environment.split('/')[0] ?? '';
}

function seconds({ user, system }: NodeJS.CpuUsage): number {
  return (user + system) / 1e6;
}

const [, , root = '', folder = '', copies = '1'] = process.argv;
process.stdout.write(`${JSON.stringify(judge(root, folder, Number(copies)))}\n`);
