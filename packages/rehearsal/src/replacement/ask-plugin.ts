// Asks a real AWS plugin what replaces what, and writes the answers down. data/README.md says when.
//   npx --no tsx packages/rehearsal/src/replacement/ask-plugin.ts <plugin> [type …]
import { existsSync } from 'node:fs';
import { replacementByPlugin } from './derive-replacement.ts';
import { askedTypes, REPLACEMENT_FILE, writeReplacement } from './replacement-data.ts';

async function main([binary, ...added]: readonly string[]): Promise<void> {
  if (binary === undefined) throw new Error('no plugin given; name the file terraform-provider-aws_v… of a mirror');
  const types = new Set([...(existsSync(REPLACEMENT_FILE) ? askedTypes() : []), ...added]);
  const facts = await replacementByPlugin(binary, [...types], {});
  writeReplacement(facts);
  const unknown = [...types].filter((type) => !(type in facts));
  process.stdout.write(`${Object.keys(facts).length} types; unknown to the plugin: ${unknown.join(', ') || 'none'}\n`);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
