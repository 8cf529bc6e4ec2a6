export type { Chart, CrdUpgrade, KubernetesRange } from './charts/chart.ts';
export { chartArchive } from './charts/chart-archive.ts';
export { CHART_NAMES, CHARTS, type ChartName } from './charts/charts.ts';
export { CACHED_REGISTRIES, type CachedRegistry, cachedRegistryOf } from './images/cached-registries.ts';
export type { Architecture, Image } from './images/image.ts';
export { imageRepository, platformRepository, type RegistryOwner, registryHost } from './images/image-repository.ts';
export { IMAGE_NAMES, IMAGES, type ImageName } from './images/images.ts';
export { CHART_LOCK, type ChartLock, type LockedChart, lockedSha256, unpinnedCharts } from './locks/chart-lock.ts';
export {
  IMAGE_LOCK,
  type ImageLock,
  imageReference,
  imageTag,
  type LockedImage,
  lockedDigest,
  unpinnedImages,
} from './locks/image-lock.ts';
