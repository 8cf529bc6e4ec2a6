import type { ICertificate } from '@kubernetes-models/cert-manager/cert-manager.io/v1/Certificate';
import type { IClusterIssuer } from '@kubernetes-models/cert-manager/cert-manager.io/v1/ClusterIssuer';
import type { IIssuer } from '@kubernetes-models/cert-manager/cert-manager.io/v1/Issuer';
import type { IClusterSecretStore } from '@kubernetes-models/external-secrets/external-secrets.io/v1/ClusterSecretStore';
import type { IExternalSecret } from '@kubernetes-models/external-secrets/external-secrets.io/v1/ExternalSecret';
import type { IPassword } from '@kubernetes-models/external-secrets/generators.external-secrets.io/v1alpha1/Password';
import type { IDestinationRule } from '@kubernetes-models/istio/networking.istio.io/v1/DestinationRule';
import type { IGateway } from '@kubernetes-models/istio/networking.istio.io/v1/Gateway';
import type { IServiceEntry } from '@kubernetes-models/istio/networking.istio.io/v1/ServiceEntry';
import type { IVirtualService } from '@kubernetes-models/istio/networking.istio.io/v1/VirtualService';
import type { IAuthorizationPolicy } from '@kubernetes-models/istio/security.istio.io/v1/AuthorizationPolicy';
import type { IPeerAuthentication } from '@kubernetes-models/istio/security.istio.io/v1/PeerAuthentication';
import type { IRequestAuthentication } from '@kubernetes-models/istio/security.istio.io/v1/RequestAuthentication';
import type { ITelemetry } from '@kubernetes-models/istio/telemetry.istio.io/v1/Telemetry';
import type { IPodMonitor } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/PodMonitor';
import type { IPrometheusRule } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/PrometheusRule';
import type { IServiceMonitor } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/ServiceMonitor';
import type { IAlertmanagerConfig } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1alpha1/AlertmanagerConfig';
import type { ClickHouseInstallation } from './clickhouse-kinds.ts';
import type { KafkaConnect, KafkaConnector } from './connect-kinds.ts';
import type { ObjectOfKind } from './object-meta.ts';
import type { TargetGroupBinding, VolumeSnapshotClass } from './own-kinds.ts';
import type { Kafka, KafkaNodePool, KafkaTopic, KafkaUser } from './strimzi-kinds.ts';

type Networking<Kind extends string, Model extends { spec?: unknown }> = ObjectOfKind<
  'networking.istio.io/v1',
  Kind,
  Specification<Model>
>;
type Security<Kind extends string, Model extends { spec?: unknown }> = ObjectOfKind<
  'security.istio.io/v1',
  Kind,
  Specification<Model>
>;
type Monitoring<Kind extends string, Model extends { spec?: unknown }> = ObjectOfKind<
  'monitoring.coreos.com/v1',
  Kind,
  Specification<Model>
>;
type Certificates<Kind extends string, Model extends { spec?: unknown }> = ObjectOfKind<
  'cert-manager.io/v1',
  Kind,
  Specification<Model>
>;
type Secrets<Kind extends string, Model extends { spec?: unknown }> = ObjectOfKind<
  'external-secrets.io/v1',
  Kind,
  Specification<Model>
>;
type Specification<Model extends { spec?: unknown }> = NonNullable<Model['spec']>;

type PeerAuthentication = Security<'PeerAuthentication', IPeerAuthentication>;
export type AuthorizationPolicy = Security<'AuthorizationPolicy', IAuthorizationPolicy>;
type RequestAuthentication = Security<'RequestAuthentication', IRequestAuthentication>;
type Gateway = Networking<'Gateway', IGateway>;
export type VirtualService = Networking<'VirtualService', IVirtualService>;
export type DestinationRule = Networking<'DestinationRule', IDestinationRule>;
type ServiceEntry = Networking<'ServiceEntry', IServiceEntry>;
type Telemetry = ObjectOfKind<'telemetry.istio.io/v1', 'Telemetry', Specification<ITelemetry>>;
export type Certificate = Certificates<'Certificate', ICertificate>;
type Issuer = Certificates<'Issuer', IIssuer>;
type ClusterIssuer = Certificates<'ClusterIssuer', IClusterIssuer>;
type ClusterSecretStore = Secrets<'ClusterSecretStore', IClusterSecretStore>;
export type ExternalSecret = Secrets<'ExternalSecret', IExternalSecret>;
type Password = ObjectOfKind<'generators.external-secrets.io/v1alpha1', 'Password', Specification<IPassword>>;
export type ServiceMonitor = Monitoring<'ServiceMonitor', IServiceMonitor>;
export type PodMonitor = Monitoring<'PodMonitor', IPodMonitor>;
export type PrometheusRule = Monitoring<'PrometheusRule', IPrometheusRule>;
export type AlertmanagerConfig = ObjectOfKind<
  'monitoring.coreos.com/v1alpha1',
  'AlertmanagerConfig',
  Specification<IAlertmanagerConfig>
>;

/**
 * A custom resource of one of the kinds that we use. Literals of it compile only with keys that the kind has: the models'
 * own check at run time lets misspelt keys pass, and so does the API server, which drops them.
 */
export type CustomResource =
  | PeerAuthentication
  | AuthorizationPolicy
  | RequestAuthentication
  | Gateway
  | VirtualService
  | DestinationRule
  | ServiceEntry
  | Telemetry
  | Certificate
  | Issuer
  | ClusterIssuer
  | ClusterSecretStore
  | ExternalSecret
  | Password
  | ServiceMonitor
  | PodMonitor
  | PrometheusRule
  | AlertmanagerConfig
  | ClickHouseInstallation
  | Kafka
  | KafkaConnect
  | KafkaConnector
  | KafkaNodePool
  | KafkaTopic
  | KafkaUser
  | TargetGroupBinding
  | VolumeSnapshotClass;
