export { AccessLogBucket, type AccessLogBucketProps } from './buckets/access-log-bucket.ts';
export { LoadBalancerLogBucket, type LoadBalancerLogBucketProps } from './buckets/load-balancer-log-bucket.ts';
export { WorkloadBuckets, type WorkloadBucketsProps } from './buckets/workload-buckets.ts';
export { ContainerRegistry, type ContainerRegistryProps } from './registry/container-registry.ts';
export { PlatformRegistry, type PlatformRegistryProps } from './registry/platform-registry.ts';
export { PullThroughCache, type PullThroughCacheProps } from './registry/pull-through-cache.ts';
export { REPOSITORIES, type RepositoryName } from './registry/repositories.ts';
export { Repository, type RepositoryProps } from './registry/repository.ts';
