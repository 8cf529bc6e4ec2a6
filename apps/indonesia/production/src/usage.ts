import type { UsageValues } from '@smile/core';

/**
 * What `smile cost` assumes that people and services use in a month. None of it is measured: these are estimates from before the
 * first apply. Replace each by what Cost Explorer shows after a month.
 */
export const USAGE: UsageValues = {
  internetOutGb: 2000,
  betweenZonesGb: 5000,
  natGatewayGb: 1000,
  interfaceEndpointGb: 2000,
  loadBalancerCapacityUnits: 2,
  // Control planes 60, web ACLs 20, resolver 30, trail 10, databases 5; kept for three months, compressed to 15%.
  logsIngestedGb: 125,
  logsStoredGb: 56,
  // Backups of the data platform 2,000, logs of pods 500, traces 200, application 500, all other logs 300.
  bucketStorageGb: 3500,
  bucketWritesMillions: 5,
  bucketReadsMillions: 5,
  imageStorageGb: 200,
  webAclRequestsMillions: 30,
  dnsQueriesMillions: 10,
  keyRequestsMillions: 2,
  secretRequestsMillions: 0.2,
  configItems: 20_000,
  configEvaluations: 20_000,
  securityChecks: 60_000,
  managementEventsMillions: 5,
  flowAndDnsLogsGb: 100,
  bucketEventsMillions: 5,
  insightEventsMillions: 2,
  trailDataEventsMillions: 1,
  newImages: 100,
  imageRescans: 3000,
  backupStorageGb: 1000,
  databaseBackupsGb: 200,
};
