/**
 * Parameter in which AWS keeps the newest image of Amazon Linux 2023, which has standard support until 2027-06-30.
 *
 * Newer ones: `aws ssm get-parameters-by-path --path /aws/service/ami-amazon-linux-latest --query 'Parameters[].Name'`.
 */
export const AMAZON_LINUX_2023_PARAMETER = '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64';

/**
 * GitLab Community Edition, installed when a server boots for the first time.
 *
 * A running server is upgraded in place, stopping at x.2, x.5, x.8 and x.11 (docs/runbooks/git-server-restore.md);
 * then this value follows, so that a server built anew has the version of its data. Newer ones, on the server:
 * `dnf --enablerepo gitlab --showduplicates list gitlab-ce`. https://docs.gitlab.com/update/upgrade_paths/
 */
export const GITLAB_VERSION = '19.4.2';
