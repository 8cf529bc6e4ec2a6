import { EbsVolume } from '@cdktf/provider-aws/lib/ebs-volume';
import { VolumeAttachment } from '@cdktf/provider-aws/lib/volume-attachment';
import {
  BACKUP_DAILY,
  type Deletion,
  type EncryptionKey,
  type Gibibytes,
  inGibibytes,
  physicalName,
  protectionOf,
} from '@smile/core';
import { Construct } from 'constructs';
import { GIT_SERVER_NAME } from '../hosts/host-names.ts';
import type { ManagedHost } from '../hosts/managed-host.ts';

export interface DataVolumeProps {
  /** Host that the volume is attached to, as `/dev/sdf`. */
  readonly host: ManagedHost;
  readonly size: Gibibytes;
  /** Changing it replaces the volume, which Terraform refuses. */
  readonly encryption: EncryptionKey;
  /** Whether Terraform may delete the volume with its data. @default 'protected' */
  readonly deletion?: Deletion;
}

/**
 * A volume that outlives its host: encrypted, backed up daily, and detached only when the host is stopped.
 *
 * A block device written inside the instance would go with it, and any change of it would replace the instance (#21806).
 *
 * @stateful
 */
export class DataVolume extends Construct {
  constructor(scope: Construct, id: string, props: DataVolumeProps) {
    super(scope, id);
    const protection = protectionOf(this, props.deletion ?? 'protected');
    const volume = new EbsVolume(this, 'Default', {
      // The subnet's zone rather than the instance's: that one is unknown while the instance is being replaced, and
      // Terraform would want to replace the volume as well.
      availabilityZone: props.host.subnet.zoneName,
      size: inGibibytes(props.size),
      type: 'gp3',
      encrypted: true,
      kmsKeyId: props.encryption.keyArn,
      finalSnapshot: true,
      tags: {
        Name: physicalName(this, { max: 255, name: `${GIT_SERVER_NAME}-data` }),
        ...BACKUP_DAILY,
        ...protection.tags,
      },
      lifecycle: { preventDestroy: protection.isProtected },
    });
    new VolumeAttachment(this, 'Attachment', {
      deviceName: '/dev/sdf',
      volumeId: volume.id,
      instanceId: props.host.instanceId,
      // A file system that is pulled out while in use may be damaged.
      stopInstanceBeforeDetaching: true,
    });
  }
}
