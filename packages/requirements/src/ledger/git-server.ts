import type { EnvironmentExamination } from '../examination.ts';

/** The host of GitLab, and the disk that holds everything people have ever pushed. */
export function hasGitServer(one: EnvironmentExamination): void {
  const host = one.one('Git server', one.named('aws_instance', 'git'));
  if (host === undefined) return;
  one.equal(host, 'instance_type', 't3.xlarge');
  one.equal(host, 'associate_public_ip_address', false);
  const attachment = one.one('disk that stays', one.referrers(host, 'aws_volume_attachment', 'instance_id'));
  const disk = attachment === undefined ? undefined : one.refers(attachment, 'volume_id', 'aws_ebs_volume');
  if (disk === undefined) return;
  one.equal(disk, 'encrypted', true);
  one.holds(disk, 'the tag backup=daily', disk.tagsAll.backup ?? 'nothing', disk.tagsAll.backup === 'daily');
}
