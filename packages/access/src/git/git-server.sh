#!/bin/bash
# Makes a GitLab server out of a new host. Whatever must outlive the host is on the data volume, so a host built anew
# with the same volume is the same server. Runs once, as root; its output is in /var/log/cloud-init-output.log.
set -euo pipefail
region='{{region}}'
host='{{host}}'
registry_host='{{registryHost}}'
bucket='{{bucket}}'
# Written last on the volume: whatever stopped the first configuration half-way, the next host does it again.
configured=/srv/gitlab/configured
root_password_secret='{{rootPasswordSecret}}'

# Data volume. Terraform attaches it once the host runs. It is formatted only if nothing at all is on it.
device=/dev/sdf
for _ in $(seq 120); do
  [ -b "$device" ] && break
  sleep 5
done
blkid --probe "$device" || [ $? -eq 2 ]
blkid --probe "$device" >/dev/null || mkfs.xfs -L gitlab "$device"
mkdir -p /srv/gitlab /etc/gitlab /var/opt/gitlab
echo "UUID=$(blkid -s UUID -o value "$device") /srv/gitlab xfs noatime,nofail,x-systemd.device-timeout=120 0 2" >>/etc/fstab
mount /srv/gitlab
xfs_growfs /srv/gitlab
mkdir -p /srv/gitlab/etc /srv/gitlab/data /srv/gitlab/config-backups
echo '/srv/gitlab/etc /etc/gitlab none bind,nofail,x-systemd.requires-mounts-for=/srv/gitlab 0 0' >>/etc/fstab
echo '/srv/gitlab/data /var/opt/gitlab none bind,nofail,x-systemd.requires-mounts-for=/srv/gitlab 0 0' >>/etc/fstab
mount /etc/gitlab
mount /var/opt/gitlab
# Without its volume GitLab must not start: it would begin anew on the system disk.
mkdir -p /etc/systemd/system/gitlab-runsvdir.service.d
printf '[Unit]\nRequiresMountsFor=/etc/gitlab /var/opt/gitlab\nConditionPathIsMountPoint=/var/opt/gitlab\n' \
  >/etc/systemd/system/gitlab-runsvdir.service.d/volume.conf

# Swap, which GitLab asks for beside 16 GB of memory.
dd if=/dev/zero of=/swapfile bs=1M count=4096 status=none
chmod 600 /swapfile
mkswap /swapfile
echo '/swapfile none swap sw 0 0' >>/etc/fstab
swapon /swapfile

# Packages. GitLab's repository is off otherwise, so that patching the host never upgrades GitLab by surprise.
cat >/etc/yum.repos.d/gitlab.repo <<'REPO'
[gitlab]
name=GitLab
baseurl=https://packages.gitlab.com/gitlab/gitlab-ce/amazon/2023/$basearch
enabled=0
gpgcheck=1
repo_gpgcheck=1
gpgkey=https://packages.gitlab.com/gpgkey/gpg.key
       https://packages.gitlab.com/gpgkey/gitlab/3D645A26AB9FBD22.pub.gpg
       https://packages.gitlab.com/gpgkey/gitlab/CB947AD886C8E8FD.pub.gpg
sslverify=1
REPO
dnf install --assumeyes amazon-cloudwatch-agent openssl
# On a volume with data the package would take itself for an upgrade, and configure before we do.
touch /etc/gitlab/skip-auto-reconfigure
dnf --enablerepo=gitlab install --assumeyes 'gitlab-ce-{{version}}-ce.0.amazon2023'
rm /etc/gitlab/skip-auto-reconfigure

# Certificate between the load balancer and the server. The load balancer does not check who signed it.
mkdir -p /etc/gitlab/ssl
if [ ! -f "/etc/gitlab/ssl/$host.key" ]; then
  openssl req -x509 -newkey rsa:3072 -nodes -days 3650 -subj "/CN=$host" \
    -addext "subjectAltName=DNS:$host${registry_host:+,DNS:$registry_host}" \
    -keyout "/etc/gitlab/ssl/$host.key" -out "/etc/gitlab/ssl/$host.crt"
  chmod 600 "/etc/gitlab/ssl/$host.key"
fi

cat >/etc/gitlab/gitlab.rb <<CONFIG
external_url 'https://$host'
letsencrypt['enable'] = false
nginx['redirect_http_to_https'] = true
nginx['ssl_certificate'] = '/etc/gitlab/ssl/$host.crt'
nginx['ssl_certificate_key'] = '/etc/gitlab/ssl/$host.key'
# Longer than the load balancer keeps an idle connection, or it would send into one that is closed.
nginx['keepalive_timeout'] = 930
nginx['real_ip_trusted_addresses'] = ['{{vpcCidr}}']
# Cloudflare is the last to write X-Forwarded-For before the load balancer; the visitor's address is in its own header.
nginx['real_ip_header'] = 'CF-Connecting-IP'
# Health checks of the load balancer come from its own address; every other request has the visitor's.
gitlab_rails['monitoring_whitelist'] = ['127.0.0.0/8', '{{vpcCidr}}']
gitlab_rails['time_zone'] = '{{timeZone}}'
gitlab_rails['gitlab_email_enabled'] = false
gitlab_rails['backup_path'] = '/var/opt/gitlab/backups'
gitlab_rails['backup_upload_connection'] = { 'provider' => 'AWS', 'region' => '$region', 'use_iam_profile' => true }
gitlab_rails['backup_upload_remote_directory'] = '$bucket'
gitlab_rails['backup_multipart_chunk_size'] = 104857600
# Repositories are streamed to S3 by Gitaly: nothing of them is staged on the volume.
# https://docs.gitlab.com/administration/gitaly/configure_gitaly/#configure-server-side-backups
gitaly['configuration'] = { backup: { go_cloud_url: 's3://$bucket?region=$region' } }
# Files on the volume belong to these numbers. Chosen by us, they are the same on a host built anew.
user['uid'] = 8001
user['gid'] = 8001
postgresql['uid'] = 8002
postgresql['gid'] = 8002
redis['uid'] = 8003
redis['gid'] = 8003
web_server['uid'] = 8004
web_server['gid'] = 8004
registry['uid'] = 8005
registry['gid'] = 8005
prometheus['uid'] = 8006
prometheus['gid'] = 8006
CONFIG
if [ -n "$registry_host" ]; then
  cat >>/etc/gitlab/gitlab.rb <<CONFIG
registry_external_url 'https://$registry_host'
registry_nginx['ssl_certificate'] = '/etc/gitlab/ssl/$host.crt'
registry_nginx['ssl_certificate_key'] = '/etc/gitlab/ssl/$host.key'
CONFIG
else
  echo "registry['enable'] = false" >>/etc/gitlab/gitlab.rb
fi
chmod 600 /etc/gitlab/gitlab.rb

# First password of root: made here, kept in Secrets Manager, never seen by Terraform.
if [ ! -f "$configured" ]; then
  password=$(aws secretsmanager get-secret-value --region "$region" --secret-id "$root_password_secret" \
    --query SecretString --output text 2>/dev/null || true)
  if [ -z "$password" ]; then
    password=$(openssl rand -base64 30)
    printf '%s' "$password" >/dev/shm/password
    aws secretsmanager put-secret-value --region "$region" --secret-id "$root_password_secret" \
      --secret-string file:///dev/shm/password >/dev/null
    rm /dev/shm/password
  fi
  GITLAB_ROOT_PASSWORD="$password" gitlab-ctl reconfigure
  # Accounts are made by administrators only, and no page offers a clone over SSH, which nothing lets through.
  gitlab-rails runner 'Gitlab::CurrentSettings.update!(signup_enabled: false, enabled_git_access_protocol: "http")'
  rm -f /etc/gitlab/initial_root_password
  touch "$configured"
else
  gitlab-ctl reconfigure
fi
systemctl daemon-reload

# Nightly backup. The archive holds no keys and is worthless without /etc/gitlab, which goes to a bucket of its own: who reads
# one of the two has nothing. Images of the registry and artifacts of jobs can be made anew, so they are left out.
cat >/usr/local/sbin/git-backup <<'BACKUP'
#!/bin/bash
set -euo pipefail
archives=/var/opt/gitlab/backups
keys=/srv/gitlab/config-backups
started=$(mktemp)
# Whatever comes of it, nothing of this run stays on the volume; what somebody put there to restore is older.
trap 'find "$archives" "$keys" -mindepth 1 -newer "$started" -delete; rm -f "$started"' EXIT
parts=$(du --summarize --bytes --total --exclude=artifacts --exclude=registry \
  /var/opt/gitlab/postgresql /var/opt/gitlab/gitlab-rails | tail -n 1 | cut -f 1)
free=$(df --output=avail --block-size=1 "$archives" | tail -n 1)
# Parts are copied, and then packed.
if [ "$free" -lt $((parts * 2)) ]; then
  echo "git-backup: $archives has $free bytes free and needs $((parts * 2)); enlarge the data volume" >&2
  exit 1
fi
gitlab-backup create CRON=1 REPOSITORIES_SERVER_SIDE=true SKIP=artifacts,registry
gitlab-ctl backup-etc --backup-path "$keys"
aws s3 cp --region '{{region}}' --recursive --only-show-errors "$keys" 's3://{{keysBucket}}/'
aws cloudwatch put-metric-data --region '{{region}}' --namespace '{{metricNamespace}}' --metric-name BackupsDone --unit Count --value 1
BACKUP
chmod 700 /usr/local/sbin/git-backup
printf '[Unit]\nDescription=Backup of GitLab\n[Service]\nType=oneshot\nExecStart=/usr/local/sbin/git-backup\n' \
  >/etc/systemd/system/git-backup.service
printf '[Timer]\nOnCalendar=*-*-* {{backupHour}}:00:00 {{timeZone}}\nPersistent=true\n[Install]\nWantedBy=timers.target\n' \
  >/etc/systemd/system/git-backup.timer

# Disk and memory, which EC2 cannot see from outside.
cat >/opt/aws/amazon-cloudwatch-agent/etc/amazon-cloudwatch-agent.json <<'AGENT'
{
  "agent": { "metrics_collection_interval": 60 },
  "metrics": {
    "namespace": "{{metricNamespace}}",
    "aggregation_dimensions": [["path"], []],
    "metrics_collected": {
      "disk": { "measurement": ["used_percent"], "resources": ["/", "/srv/gitlab"], "drop_device": true },
      "mem": { "measurement": ["used_percent"] }
    }
  }
}
AGENT
/opt/aws/amazon-cloudwatch-agent/bin/amazon-cloudwatch-agent-ctl -a fetch-config -m ec2 -s \
  -c file:/opt/aws/amazon-cloudwatch-agent/etc/amazon-cloudwatch-agent.json

systemctl daemon-reload
systemctl enable --now git-backup.timer
/usr/local/sbin/git-backup
