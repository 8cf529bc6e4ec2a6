import { CHARTS, chartArchive, imageReference } from '@smile/catalogue';

/** What a release of Loki names: the archive in the cache of charts, and an image in our registry. */
export function lokiRelease() {
  const registry = { accountId: '111111111111', region: 'eu-central-1', namePrefix: 'smile-prd' };
  return {
    archive: chartArchive('loki'),
    appVersion: CHARTS.loki.appVersion,
    image: imageReference('loki', registry),
  };
}
