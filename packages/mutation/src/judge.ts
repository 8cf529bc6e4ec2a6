import { checkGuardrails, waiverProblems } from '@smile/guardrails';
import { Inventory } from '@smile/inventory';
import { checkRequirements, type JudgedEnvironment, type RepositoryFacts } from '@smile/requirements';
import type { Mutant, Stacks } from './mutant.ts';

export interface JudgeOptions {
  /** The one environment that the stacks are of. */
  readonly environment: JudgedEnvironment;
  /** Day of the judgement. */
  readonly at: Date;
  /** @default - not known, so parts about the code stay open */
  readonly repository?: RepositoryFacts;
}

/**
 * Tells whether guardrails or requirements say anything of a mutant that they do not say of the stacks as they are.
 *
 * One environment is judged alone, so that a rule which only compares it with another does not stand in for one that knows.
 */
export class Judge {
  private readonly stacks: Stacks;
  private readonly options: JudgeOptions;
  private readonly before: ReadonlySet<string>;
  /** All stacks but one are the same in every mutant, and are read once. */
  private readonly known = new WeakMap();

  constructor(stacks: Stacks, options: JudgeOptions) {
    this.stacks = stacks;
    this.options = options;
    this.before = new Set(this.complaints(stacks));
  }

  /** What is said of a mutant and of nothing else: ids of rules and requirements with their messages. Empty when unnoticed. */
  newComplaints({ stack, body }: Pick<Mutant, 'stack' | 'body'>): readonly string[] {
    return this.complaints({ ...this.stacks, [stack]: body }).filter((one) => !this.before.has(one));
  }

  private complaints(stacks: Stacks): readonly string[] {
    const { environment, at, repository } = this.options;
    const inventory = Inventory.fromStacks(stacks, this.known);
    const guardrails = checkGuardrails(inventory, { at });
    const failed = guardrails.findings.filter(({ status }) => status === 'failed');
    const requirements = checkRequirements(inventory, { environments: [environment], repository });
    return [
      ...failed.map(({ rule, resource, message }) => `${rule.id} ${resource.stack} ${resource.address}: ${message}`),
      ...waiverProblems(guardrails).map(({ stack, message }) => `SMILE_WAIVERS ${stack}: ${message}`),
      ...guardrails.obstacles.map(({ message }) => `input: ${message}`),
      ...requirements.flatMap(({ id, problems }) => problems.map((problem) => `${id} ${problem}`)),
    ];
  }
}
