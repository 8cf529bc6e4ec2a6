import { join } from 'node:path';
import { definitionTexts } from '@smile/artifacts';
import { CHARTS, type Chart } from '@smile/catalogue';
import { chartsCalled } from '../artifacts/names.ts';
import { CommandError, EXIT_CODES } from '../command-error.ts';
import { repositoryRoot } from '../repository-root.ts';
import { inTemporaryFolder } from '../temporary-folder.ts';
import { chartFolder, chartsIn } from './charts-verify.ts';

/** `smile charts crds`: prints the definitions of a chart that Helm does not upgrade, for kubectl. */
export async function chartsCrds(word: string, options: { readonly charts?: string }): Promise<number> {
  const [name] = chartsCalled([word]);
  if (name === undefined) throw new Error(`nothing is called ${word}`);
  const { crdUpgrade: upgrade, version } = CHARTS[name] as Chart;
  if (upgrade?.by !== 'people') {
    throw new CommandError(`${name} ${version}: ${REASONS[upgrade?.by ?? 'none']}; upgrade it as it is`);
  }
  const root = repositoryRoot(process.cwd());
  const texts = await inTemporaryFolder('crds', async (scratch) => {
    return definitionTexts(await chartFolder(name, chartsIn(root, options.charts), join(scratch, name)));
  });
  if (texts.length === 0) {
    throw new CommandError(
      `${name} ${version} has no folder crds with definitions; read in its release notes where they are, and correct crds in packages/catalogue`,
    );
  }
  process.stdout.write(texts.map((text) => `---\n${text.trim()}\n`).join(''));
  return EXIT_CODES.done;
}

/** Why there is nothing to apply. */
const REASONS = {
  none: 'the chart has no custom resource definitions',
  release: 'Helm upgrades its custom resource definitions with the release',
  hook: 'a hook of the chart applies its custom resource definitions before an upgrade',
} as const;
