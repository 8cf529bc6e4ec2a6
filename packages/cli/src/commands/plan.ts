import { CommandError } from '../command-error.ts';

export interface PlanCommandOptions {
  /** Patterns of stack names. @default - every stack of the environment */
  readonly stack?: readonly string[];
  /** Empty folder for the bundle. @default - a new one in `.smile/plans` */
  readonly out?: string;
  /** Hours for which the bundle may be applied. */
  readonly expires: number;
  /** The one stack whose destruction is planned. @default - none */
  readonly destroy?: string;
  /** Stacks and environments that are applied and have left the code on purpose. */
  readonly without?: readonly string[];
  readonly offline?: boolean;
  /** Folder of the states of a run without a cloud. @default - `.smile/offline` */
  readonly states?: string;
  readonly atOnce?: number;
  readonly json?: boolean;
  readonly markdown?: boolean;
}

/** `smile plan`: saves a plan of each stack of an environment, for review. */
export async function plan(_word: string, _options: PlanCommandOptions): Promise<number> {
  throw new CommandError('smile plan is not there yet');
}
