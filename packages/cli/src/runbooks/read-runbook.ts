/** A page of commands, as people follow it from its top to its end. */
export interface Runbook {
  /** File name, as in `bootstrap.md`. */
  readonly name: string;
  readonly text: string;
  /** Blocks of shell commands, in order. */
  readonly blocks: readonly string[];
}

/** Reads a page; blocks in lists lose their indentation. */
export function readRunbook(name: string, text: string): Runbook {
  const blocks = [...text.matchAll(/^( *)```sh\n([\s\S]*?)^\1```/gm)].map(([, indent = '', block = '']) =>
    block.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
  );
  return { name, text, blocks };
}

/** What a person fills in, as in `<account>`: one plain word for the shell. */
export function filledIn(block: string): string {
  return block.replaceAll(/<[A-Za-z][\w .-]*>/g, 'FILLED').replaceAll('…', 'FILLED');
}
