import { Option } from 'commander';
import { collect } from './options.ts';

/** What a command that reads an inventory reads it from. */
export interface SourceOptions {
  readonly from: 'synth' | 'plan' | 'state';
  /** Plans or states: `stack=path`, a path that tells the stack, or a folder with a folder per stack. */
  readonly file?: readonly string[];
}

/** The options of {@link SourceOptions}, the same for every command. */
export function sourceOptions(): readonly Option[] {
  return [
    new Option('--from <source>', 'what to read').choices(['synth', 'plan', 'state']).default('synth'),
    new Option(
      '--file <file>',
      'plan or state as JSON, or a folder that smile rehearse --keep left; may be repeated. The stack is <stack> of <stack>=<file>, else the name of the file, else, for terraform.tfstate, plan.json and state.json, of its folder',
    ).argParser(collect),
  ];
}
