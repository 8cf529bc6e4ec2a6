import { IMAGE_NAMES, IMAGES } from '@smile/catalogue';
import { EncryptionKey, type Environment, EstateStack } from '@smile/core';
import {
  AccessLogBucket,
  ContainerRegistry,
  LoadBalancerLogBucket,
  PlatformRegistry,
  PullThroughCache,
  WorkloadBuckets,
} from '@smile/storage';
import { TerraformOutput } from 'cdktf';
import type { Construct } from 'constructs';

/** What outlives compute: buckets, image repositories, and the keys of data and logs. */
export class StorageStack extends EstateStack {
  /** Encrypts buckets, images and data stores. */
  readonly dataKey: EncryptionKey;
  /** Encrypts logs and traces, in buckets and in CloudWatch. */
  readonly logsKey: EncryptionKey;
  readonly accessLogs: AccessLogBucket;
  readonly loadBalancerLogs: LoadBalancerLogBucket;
  /** Absent where nothing runs in clusters. */
  readonly buckets: WorkloadBuckets | undefined;
  /** Absent where nothing runs in clusters. */
  readonly registry: ContainerRegistry | undefined;
  /** Absent where the registry is, and where another environment owns the account. */
  readonly imageCache: PullThroughCache | undefined;

  constructor(scope: Construct, environment: Environment) {
    super(scope, environment, 'storage');
    const { storage } = environment;
    this.dataKey = new EncryptionKey(this, 'DataKey', { description: 'Application data', alias: 'data' });
    this.logsKey = new EncryptionKey(this, 'LogsKey', { description: 'Logs and traces', alias: 'logs' });
    this.logsKey.allowLogs();
    this.accessLogs = new AccessLogBucket(this, 'AccessLogs', { retention: storage.accessLogRetention });
    this.loadBalancerLogs = new LoadBalancerLogBucket(this, 'LoadBalancerLogs', {
      retention: storage.loadBalancerLogRetention,
      accessLogs: this.accessLogs.bucket,
    });
    this.buckets = this.createBuckets();
    this.registry = this.createRegistry();
    this.createPlatformRegistry();
    this.imageCache = this.createImageCache();
  }

  private createBuckets(): WorkloadBuckets | undefined {
    const { workloads } = this.environment.storage;
    if (workloads === undefined) return undefined;
    const { dataKey, logsKey, accessLogs } = this;
    return new WorkloadBuckets(this, 'Buckets', { ...workloads, dataKey, logsKey, accessLogs: accessLogs.bucket });
  }

  private createRegistry(): ContainerRegistry | undefined {
    const { registry } = this.environment.storage;
    if (registry === undefined) return undefined;
    const { account, region } = this.environment;
    new TerraformOutput(this, 'registry-url', {
      value: `${account.id}.dkr.ecr.${region}.amazonaws.com`,
      description: 'Where to push images: docker login takes it',
    });
    return new ContainerRegistry(this, 'Registry', { encryption: this.dataKey, ...registry });
  }

  /** Images of what runs in the clusters, where there are some. */
  private createPlatformRegistry(): void {
    const { clusters, storage } = this.environment;
    if (clusters === undefined || storage.registry === undefined) return;
    const images = IMAGE_NAMES.filter((name) => IMAGES[name].obtained !== 'cache');
    new PlatformRegistry(this, 'PlatformRegistry', { ...storage.registry, encryption: this.dataKey, images });
  }

  /** Caching is a setting of the whole account, so its owner makes it. */
  private createImageCache(): PullThroughCache | undefined {
    if (this.registry === undefined || !this.environment.account.ownsSingletons) return undefined;
    return new PullThroughCache(this, 'ImageCache', { encryption: this.dataKey });
  }
}
