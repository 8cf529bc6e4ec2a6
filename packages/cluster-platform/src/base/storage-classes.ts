import { StorageClassV1 } from '@cdktf/provider-kubernetes/lib/storage-class-v1';
import { BACKUP_DAILY } from '@smile/core';
import { Construct } from 'constructs';

export interface StorageClassesProps {
  /** Key that volumes are encrypted with. */
  readonly volumeKeyArn: string;
}

/** Default class: the volume goes with its claim. */
export const VOLUMES = 'gp3';
/** Class of what must outlive its claim; AWS Backup takes it daily. */
export const KEPT_VOLUMES = 'gp3-keep';

/**
 * Classes of EBS volumes, encrypted, made in the zone in which their pod starts. EKS brings none.
 * Parameters: https://github.com/kubernetes-sigs/aws-ebs-csi-driver/blob/master/docs/parameters.md
 *
 * A class is replaced when a parameter changes; volumes that exist keep what they were made with.
 */
export class StorageClasses extends Construct {
  constructor(scope: Construct, id: string, { volumeKeyArn }: StorageClassesProps) {
    super(scope, id);
    const common = {
      storageProvisioner: 'ebs.csi.aws.com',
      volumeBindingMode: 'WaitForFirstConsumer',
      allowVolumeExpansion: true,
    };
    const parameters = { type: 'gp3', encrypted: 'true', kmsKeyId: volumeKeyArn };
    new StorageClassV1(this, 'Default', {
      ...common,
      metadata: { name: VOLUMES, annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } },
      reclaimPolicy: 'Delete',
      parameters,
    });
    const [tag, value] = Object.entries(BACKUP_DAILY)[0] ?? [];
    new StorageClassV1(this, 'Kept', {
      ...common,
      metadata: { name: KEPT_VOLUMES },
      reclaimPolicy: 'Retain',
      parameters: { ...parameters, tagSpecification_1: `${tag}=${value}` },
    });
  }
}
