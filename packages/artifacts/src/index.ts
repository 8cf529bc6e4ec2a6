export { ArtifactError } from './artifact-error.ts';
export { type ChartFolder, openChartFolder } from './charts/chart-folder.ts';
export { unpackChart } from './charts/chart-source.ts';
export { type PullChartProps, type PulledChart, pullChart } from './charts/pull-chart.ts';
export { type Release, type VerifiedRelease, verifyRelease } from './charts/verify-release.ts';
export {
  type Definitions,
  definitionsAmong,
  definitionsInFiles,
  definitionsInFolder,
  definitionTexts,
} from './definitions/definitions.ts';
export { type JudgedCustomResources, judgeCustomResources } from './definitions/judge-custom-resources.ts';
export { type FindHelmProps, findHelm, HELM_VERSION } from './helm/find-helm.ts';
export { Helm, type RenderProps } from './helm/helm.ts';
export type { CopyOutcome } from './images/copy-image.ts';
export { type SyncImageProps, syncImage, upstreamDigest } from './images/sync-image.ts';
export type { Credentials } from './registry/registry-client.ts';
