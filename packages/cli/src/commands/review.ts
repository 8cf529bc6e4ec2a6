import { CommandError } from '../command-error.ts';

export interface ReviewCommandOptions {
  /** Patterns of stack names. @default - every stack of the bundle */
  readonly stack?: readonly string[];
  readonly digest?: string;
  readonly json?: boolean;
  readonly markdown?: boolean;
}

/** `smile review`: shows what a bundle changes. */
export function review(_folder: string, _options: ReviewCommandOptions): number {
  throw new CommandError('smile review is not there yet');
}
