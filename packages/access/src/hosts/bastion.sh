#!/bin/bash
# Clients for a look at a data store from within the VPC. They come from Amazon Linux's own repositories, which are on S3
# in the region, so the bastion needs no way to the internet. kubectl is not among them: it runs on the operator's
# machine, where its version follows the cluster.
set -euo pipefail

# Terraform may still be making the rule that lets the bastion out.
for _ in 1 2 3 4 5 6; do
  dnf install --assumeyes bind-utils mariadb105 nmap-ncat redis6 && exit 0
  sleep 20
done
exit 1
