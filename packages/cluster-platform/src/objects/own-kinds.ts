import type { ObjectMeta, ObjectOfKind } from './object-meta.ts';

/**
 * Registers the pods of a Service in a target group of ELB. Without `networking`, so that the controller leaves security groups
 * alone. https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/targetgroupbinding/spec/
 */
export type TargetGroupBinding = ObjectOfKind<
  'elbv2.k8s.aws/v1beta1',
  'TargetGroupBinding',
  {
    targetGroupARN: string;
    targetType: 'ip';
    vpcID: string;
    serviceRef: { name: string; port: number };
  }
>;

/**
 * How snapshots of volumes are made. Its fields are at the top, not below `spec`.
 * https://kubernetes.io/docs/concepts/storage/volume-snapshot-classes/
 */
export interface VolumeSnapshotClass {
  readonly apiVersion: 'snapshot.storage.k8s.io/v1';
  readonly kind: 'VolumeSnapshotClass';
  readonly metadata: ObjectMeta;
  readonly driver: string;
  readonly deletionPolicy: 'Delete' | 'Retain';
  /** Of the driver. @default - its own */
  readonly parameters?: Readonly<Record<string, string>>;
}
