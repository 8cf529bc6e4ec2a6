import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { interruptible } from '../interruption.ts';
import { repositoryRoot } from '../repository-root.ts';
import { synthesize } from '../synthesize.ts';
import { inTemporaryFolder } from '../temporary-folder.ts';
import { GENERATED_PAGES } from './generated-pages.ts';

/** Writes every generated page. Run it after a change of the estate, and read the difference. */
async function main(): Promise<void> {
  const root = repositoryRoot(process.cwd());
  const estate = await interruptible((signal) =>
    inTemporaryFolder('docs', async (out) => (await synthesize({ root, out, ids: [], signal })).inventory),
  );
  for (const { path, render } of GENERATED_PAGES) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), await render(estate));
    console.log(path);
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
