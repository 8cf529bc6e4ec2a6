import type { ObjectValue } from '../protocol/value.ts';
import { textOf } from './blocks.ts';

/** What can be told of a chart by the arguments of its release. */
export interface Chart {
  readonly name: string;
  /** Undefined where only the chart's own files say it. */
  readonly version: string | undefined;
  /** Whether `chart` names an archive or a folder on this machine, which is not looked up anywhere. */
  readonly isLocal: boolean;
  /** Whether it names an archive. */
  readonly isArchive: boolean;
}

/** An archive as `helm package` names it. https://helm.sh/docs/helm/helm_package/ */
const ARCHIVE = /^(?<name>.+?)-(?<version>v?\d+\.\d+\.\d+(?:[-+][0-9A-Za-z.+-]+)?)\.tgz$/;

/** The chart that a release names. */
export function chartOf(release: ObjectValue): Chart {
  const text = textOf(release.chart) ?? '';
  const base = text.replace(/\/+$/, '').split('/').at(-1) ?? '';
  const isArchive = text.endsWith('.tgz');
  const isLocal = isArchive ? !text.includes('://') : /^\.{0,2}\//.test(text) || text.startsWith('assets/');
  const found = ARCHIVE.exec(base)?.groups;
  return {
    name: found?.name ?? base,
    version: isArchive ? found?.version : textOf(release.version),
    isLocal,
    isArchive,
  };
}

/** Whether two versions are the same: charts may write `v1.2.3` for `1.2.3`. Source: provider, resource_helm_release.go, versionsEqual */
export function sameVersion(left: string, right: string): boolean {
  return left.replace(/^v/, '') === right.replace(/^v/, '');
}
