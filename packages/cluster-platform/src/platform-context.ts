import {
  IMAGES,
  type ImageName,
  imageReference,
  imageRepository,
  imageTag,
  type RegistryOwner,
} from '@smile/catalogue';
import type { Component, Environment, PlatformValues } from '@smile/core';
import type { NodePlace } from '@smile/eks';
import type { Vpc } from '@smile/network';
import type { Construct } from 'constructs';
import { type NamedBlocks, Pods } from './namespaces/pods.ts';

/** The cluster that a platform is installed into. */
export interface PlatformCluster {
  /** What it is for; `shared` is one cluster for both. */
  readonly role: 'application' | 'data' | 'shared';
  readonly clusterName: string;
  /** The same, as Terraform knows it once the cluster exists. */
  readonly clusterReference: string;
  /** Kubernetes version, as in `1.35`. */
  readonly version: string;
  /** Block of the addresses of Services. */
  readonly serviceCidr: string;
  readonly vpc: Vpc;
}

/** An image as most charts ask for it. A type and not an interface: only types count as values of a chart, whose keys are any text. */
type ChartImage = {
  readonly registry: string;
  /** Repository within the registry. */
  readonly repository: string;
  /** Tag, with the digest where one was reviewed. */
  readonly tag: string;
};

export interface PlatformContextProps {
  /** Construct that network policies of the platform belong to. */
  readonly owner: Construct;
  readonly environment: Environment;
  readonly values: PlatformValues;
  readonly cluster: PlatformCluster;
  /** Nodes of a component. */
  readonly placeOf: (component: Component) => NodePlace;
  /** Every kind of nodes that the cluster has: what runs on each of them must do with their processors. */
  readonly allPlaces: readonly NodePlace[];
}

/** What add-ons know of the cluster that they are installed into. */
export class PlatformContext {
  readonly owner: Construct;
  readonly environment: Environment;
  readonly values: PlatformValues;
  readonly cluster: PlatformCluster;
  readonly allPlaces: readonly NodePlace[];
  readonly placeOf: (component: Component) => NodePlace;

  constructor(props: PlatformContextProps) {
    this.owner = props.owner;
    this.environment = props.environment;
    this.values = props.values;
    this.cluster = props.cluster;
    this.placeOf = props.placeOf;
    this.allPlaces = props.allPlaces;
  }

  /** Nodes of the platform itself. */
  get place(): NodePlace {
    return this.placeOf('platform');
  }

  /** `several` where the environment has several copies of each part, else one. */
  copies(several: number): number {
    return this.values.copies === 'several' ? several : 1;
  }

  /** Whether parts have several copies, and so may be taken down one by one. */
  get hasCopies(): boolean {
    return this.values.copies === 'several';
  }

  /** An image of the catalogue, from the registry of the environment's own account. */
  image(name: ImageName): ChartImage {
    const [registry = '', ...path] = imageRepository(name, this.registryOwner).split('/');
    return { registry, repository: path.join('/'), tag: imageTag(name) };
  }

  /** The same for charts that take registry and repository as one. */
  imageWithHost(name: ImageName): Pick<ChartImage, 'repository' | 'tag'> {
    return { repository: imageRepository(name, this.registryOwner), tag: imageTag(name) };
  }

  /** The same as a pod names it. */
  imageReference(name: ImageName): string {
    return imageReference(name, this.registryOwner);
  }

  /** Version of an image without what the registry adds, as charts compare it. */
  imageVersion(name: ImageName): string {
    return IMAGES[name].tag;
  }

  /**
   * Addresses of the Kubernetes API, before and after the address of its Service was translated: the first of the Services,
   * and the control plane's interfaces in the intra subnets.
   */
  get kubernetesApi(): NamedBlocks {
    return { name: 'KubernetesApi', cidrs: [firstAddress(this.cluster.serviceCidr), ...this.intraCidrs] };
  }

  /** Interfaces of the control plane, from which webhooks and metrics of pods are called. */
  get controlPlane(): NamedBlocks {
    return { name: 'ControlPlane', cidrs: this.intraCidrs };
  }

  /** Interface endpoints of AWS services, in the intra subnets. */
  get awsEndpoints(): NamedBlocks {
    return { name: 'AwsEndpoints', cidrs: this.intraCidrs };
  }

  /** Managed data stores, in the intra subnets. */
  get dataStores(): NamedBlocks {
    return { name: 'DataStores', cidrs: this.intraCidrs };
  }

  /** The load balancer of telemetry between clusters, in the intra subnets. */
  get telemetryLoadBalancer(): NamedBlocks {
    return { name: 'TelemetryLoadBalancer', cidrs: this.intraCidrs };
  }

  /** Load balancers, in the public subnets. */
  get loadBalancers(): NamedBlocks {
    return { name: 'LoadBalancers', cidrs: this.cluster.vpc.subnets('public').map(({ cidr }) => cidr) };
  }

  /** Nodes, and pods in the network of their node. */
  get nodes(): NamedBlocks {
    return { name: 'Nodes', cidrs: this.cluster.vpc.subnets('eks-private').map(({ cidr }) => cidr) };
  }

  /** Prometheus of this cluster, which reads metrics of everything. */
  get prometheus(): Pods {
    return new Pods({
      owner: this.owner,
      namespace: 'monitoring',
      name: 'prometheus',
      labels: { 'app.kubernetes.io/name': 'prometheus' },
    });
  }

  /** Every address outside the VPC: S3, whose gateway endpoint has public addresses, and AWS services without an endpoint. */
  get outsideVpc(): NamedBlocks {
    return { name: 'OutsideVpc', cidrs: ['0.0.0.0/0'], except: [this.cluster.vpc.cidr] };
  }

  private get registryOwner(): RegistryOwner {
    const { account, region, namePrefix } = this.environment;
    return { accountId: account.id, region, namePrefix };
  }

  private get intraCidrs(): readonly string[] {
    return this.cluster.vpc.subnets('intra').map(({ cidr }) => cidr);
  }
}

/** The Kubernetes API answers at the first address of the Services. */
function firstAddress(serviceCidr: string): string {
  const [network = ''] = serviceCidr.split('/');
  return `${network.replace(/\.0$/, '.1')}/32`;
}
