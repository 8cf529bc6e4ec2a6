import { CommandError } from '../command-error.ts';

export interface ApplyCommandOptions {
  /** Folder that `smile plan` wrote. */
  readonly bundle: string;
  /** Digest that was approved. */
  readonly digest: string;
  /** E-mail of who approved. @default - nobody; refused off a terminal */
  readonly approver?: string;
  /** E-mail of who started the run. @default - nobody; refused off a terminal */
  readonly starter?: string;
  readonly commit?: string;
  readonly account?: string;
  /** Addresses that hold data and may be destroyed or replaced. */
  readonly allowDestroy?: readonly string[];
  readonly resume?: boolean;
  readonly offline?: boolean;
  /** Folder of the states of a run without a cloud. @default - `.smile/offline` */
  readonly states?: string;
  readonly atOnce?: number;
  readonly json?: boolean;
}

/** `smile apply`: applies the plans of a bundle. */
export async function apply(_options: ApplyCommandOptions): Promise<number> {
  throw new CommandError('smile apply is not there yet');
}
