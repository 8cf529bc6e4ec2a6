import { type ReadBundle, summarize, summaryToMarkdown, summaryToText } from '@smile/delivery';
import { EXIT_CODES } from '../command-error.ts';

/** Prints what a bundle changes, and where it is. */
export function reportPlan(
  read: ReadBundle,
  options: { readonly json?: boolean; readonly markdown?: boolean },
): number {
  const summary = summarize(read);
  const form = options.markdown === true ? summaryToMarkdown : summaryToText;
  process.stdout.write(
    options.json === true ? `${JSON.stringify({ bundle: read.folder, ...summary }, null, 2)}\n` : form(summary),
  );
  process.stderr.write(`the bundle is in ${read.folder}\n`);
  return EXIT_CODES.done;
}
