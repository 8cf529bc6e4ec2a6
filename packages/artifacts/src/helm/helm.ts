import { execFile } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ArtifactError } from '../artifact-error.ts';
import { inFolder } from '../in-folder.ts';

/** What a release is rendered with. */
export interface RenderProps {
  /** An archive, or a folder with the chart's source. */
  readonly chart: string;
  readonly release: string;
  readonly namespace: string;
  /** As in `1.35`. */
  readonly kubernetesVersion: string;
  /** APIs that the cluster serves besides its own, as in `monitoring.coreos.com/v1`. @default - none */
  readonly apiVersions?: readonly string[];
  /** Values as JSON, later ones over earlier ones. */
  readonly values: readonly string[];
}

/** Rendered output has megabytes where a chart brings definitions. */
const MAX_OUTPUT = 256 * 1024 * 1024;

/** A Helm program, run without plugins, repositories or settings of whoever runs it. */
export class Helm {
  private readonly program: string;
  private readonly signal: AbortSignal | undefined;

  constructor(program: string, signal?: AbortSignal) {
    this.program = program;
    this.signal = signal;
  }

  /**
   * Renders a release as YAML, definitions and hooks included.
   *
   * @throws ArtifactError with what Helm says, when it cannot.
   */
  render({ chart, release, namespace, kubernetesVersion, apiVersions = [], values }: RenderProps): Promise<string> {
    return inFolder(async (folder) => {
      const files = values.map((text, index) => {
        const file = join(folder, `values-${index}.json`);
        writeFileSync(file, text);
        return file;
      });
      return this.run(folder, [
        'template',
        release,
        chart,
        '--namespace',
        namespace,
        '--kube-version',
        `${kubernetesVersion}.0`,
        ...apiVersions.flatMap((version) => ['--api-versions', version]),
        ...files.flatMap((file) => ['--values', file]),
      ]);
    });
  }

  /** Packs the source of a chart. */
  pack(source: string): Promise<Uint8Array> {
    return inFolder(async (folder) => {
      await this.run(folder, ['package', source, '--destination', folder]);
      const [archive] = readdirSync(folder).filter((name) => name.endsWith('.tgz'));
      if (archive === undefined) throw new ArtifactError(`Helm packed ${source} into nothing`);
      return readFileSync(join(folder, archive));
    });
  }

  private async run(home: string, args: readonly string[]): Promise<string> {
    const env = { HOME: home, HELM_CACHE_HOME: home, HELM_CONFIG_HOME: home, HELM_DATA_HOME: home, HELM_PLUGINS: home };
    try {
      const { stdout } = await promisify(execFile)(this.program, args, {
        env,
        maxBuffer: MAX_OUTPUT,
        signal: this.signal,
      });
      return stdout;
    } catch (error) {
      const { code, stderr } = error as NodeJS.ErrnoException & { readonly stderr?: string };
      if (this.signal?.aborted === true) throw error;
      if (typeof code === 'string')
        throw new ArtifactError(`cannot run ${this.program} (${code}); name a Helm 3 with --helm`);
      throw new ArtifactError(`Helm refused: ${reasonIn(stderr ?? '')}`);
    }
  }
}

/** What Helm says, without its advice to whoever runs it by hand. */
function reasonIn(stderr: string): string {
  return stderr
    .replace(/^Error: /gm, '')
    .replace(/^Use --debug flag.*$/gm, '')
    .trim();
}
