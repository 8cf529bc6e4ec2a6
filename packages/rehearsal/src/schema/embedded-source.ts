import { readFileSync } from 'node:fs';

const MARKER = '//# sourceMappingURL=data:application/json;base64,';

/** The generated TypeScript of one binding module, and how to name a place in it. */
export interface BindingSource {
  /** Names the module in messages, as in `@cdktf/provider-aws 21.22.1 lib/vpc/index.js`. */
  readonly label: string;
  readonly text: string;
}

/**
 * Reads the TypeScript that a binding module was compiled from, out of the source map at the end of its `index.js`.
 * The compiled code drops the comments on settable arguments (`// engine - computed: true, optional: true, …`), which
 * alone tell an optional argument from an optional and computed one; the embedded source keeps all of them.
 */
export function readEmbeddedSource(file: string, label: string): BindingSource {
  const compiled = readFileSync(file);
  const start = compiled.lastIndexOf(MARKER, undefined, 'latin1');
  if (start === -1) throw new Error(`${label} has no embedded source map; reinstall the bindings with pnpm install`);

  const json = Buffer.from(compiled.toString('latin1', start + MARKER.length), 'base64').toString('utf8');
  const { sourcesContent } = JSON.parse(json) as { readonly sourcesContent?: readonly (string | null)[] };
  const text = sourcesContent?.[0];
  if (text === undefined || text === null || sourcesContent?.length !== 1) {
    throw new Error(`the source map of ${label} must embed exactly one source, got ${sourcesContent?.length ?? 0}`);
  }
  return { label, text };
}

/** A place in a binding source, to name its line in messages. */
export interface SourcePlace {
  readonly source: BindingSource;
  readonly offset: number;
}

/** An error about a construct that the derivation does not recognise, with the line it is on. */
export function unrecognised({ source, offset }: SourcePlace, what: string): Error {
  const line = source.text.slice(0, offset).split('\n').length;
  return new Error(
    `${what}, in line ${line} of the source embedded in ${source.label}; teach packages/rehearsal/src/schema to read it`,
  );
}
