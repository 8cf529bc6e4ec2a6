#!/usr/bin/env bash
# Formats the node's local disks if they are empty and mounts them by UUID, before the kubelet starts.
# A disk that holds anything else is left alone, and the node does not join its cluster.
set -Eeuo pipefail

LAYOUT='{{layout}}'         # disks: one volume per disk; raid: one volume of all disks
EXPECTED_DISKS='{{disks}}'  # what the instance type has
CLASS='{{class}}'           # folder that the volume provisioner looks into
TEST_ROOT="${TEST_ROOT:-}"  # where tests keep their file system
ARRAY="${TEST_ROOT}/dev/md/data"
DONE=/var/lib/local-disks-mounted

say() { echo "local disks: $*"; }

refuse() {
  say "FAILED: $*; this node does not join its cluster" | tee -a "${TEST_ROOT}/dev/console" >&2
  exit 1
}
trap 'refuse "unexpected error in line ${LINENO}"' ERR

# A node without its disks would take pods and lose what they write. Until everything is mounted, systemd refuses to
# start what starts the kubelet, even if this script is killed; EKS then reports NodeCreationFailure.
hold_kubelet() {
  local service folder
  for service in nodeadm-run kubelet; do
    folder="${TEST_ROOT}/etc/systemd/system/${service}.service.d"
    mkdir -p "${folder}"
    printf '[Unit]\nAssertPathExists=%s\n' "${DONE}" >"${folder}/local-disks.conf"
  done
  systemctl daemon-reload
}

release_kubelet() {
  mkdir -p "${TEST_ROOT}${DONE%/*}"
  touch "${TEST_ROOT}${DONE}"
}

find_disks() {
  udevadm settle || true
  find "${TEST_ROOT}/dev/disk/by-id/" -name 'nvme-Amazon_EC2_NVMe_Instance_Storage_*' -exec readlink -f {} + | sort -u
}

# What a device holds: a type, or nothing. blkid -p reads the device itself; lsblk would ask udev, which may not have
# looked yet. blkid cannot tell an empty device from an unreadable one, so that is asked first.
content_of() {
  local found type status=0
  head -c 1048576 "$1" >/dev/null || refuse "$1 cannot be read"
  found="$(blkid -p -o export "$1")" || status=$?
  case "${status}" in
    0)
      type="$(sed -n 's/^TYPE=//p; s/^PTTYPE=//p' <<<"${found}" | head -n 1)"
      echo "${type:-something unknown}"
      ;;
    2) ;;
    *) echo "something ambiguous (blkid ${status})" ;;
  esac
}

format_if_empty() {
  local device="$1" content
  content="$(content_of "${device}")"
  case "${content}" in
    '')
      say "formatting ${device}, which is empty"
      # No discard: it takes minutes on a hard disk and brings nothing on an empty one.
      mkfs.xfs -q -K "${device}"
      ;;
    xfs) say "${device} holds a file system; keeping it" ;;
    *) refuse "${device} holds ${content}, which is not ours to overwrite" ;;
  esac
}

# chattr comes with e2fsprogs, which a minimal image may lack; a node without data would be worse than one without this.
make_immutable() {
  if command -v chattr >/dev/null; then chattr +i "$1"; else say "no chattr; $1 stays writable while nothing is mounted"; fi
}

mount_by_uuid() {
  local device="$1" uuid path unit
  uuid="$(blkid -p -s UUID -o value "${device}")"
  [[ -n "${uuid}" ]] || refuse "${device} has no UUID"
  path="/mnt/local-pv/${CLASS}/${uuid}"
  mkdir -p "${TEST_ROOT}${path}"
  # Nobody can write into the folder itself: when a disk is missing after a reboot, pods fail instead of filling the
  # system disk.
  mountpoint -q "${TEST_ROOT}${path}" || make_immutable "${TEST_ROOT}${path}"
  unit="$(systemd-escape --path --suffix=mount "${path}")"
  cat >"${TEST_ROOT}/etc/systemd/system/${unit}" <<UNIT
[Unit]
Description=Local disk ${uuid}
Before=kubelet.service

[Mount]
What=/dev/disk/by-uuid/${uuid}
Where=${path}
Type=xfs
Options=defaults,noatime

[Install]
WantedBy=multi-user.target
UNIT
  systemctl daemon-reload
  systemctl enable --now "${unit}"
  mountpoint -q "${TEST_ROOT}${path}" || refuse "${device} is not mounted at ${path}"
  say "${device} is at ${path}"
}

# All disks are members of one array, or none is; anything between is a broken array, which a person has to look at.
assemble_array() {
  local disk content members=0
  for disk in "$@"; do
    content="$(content_of "${disk}")"
    case "${content}" in
      linux_raid_member) members=$((members + 1)) ;;
      '') ;;
      *) refuse "${disk} holds ${content}, which is not ours to overwrite" ;;
    esac
  done
  if ((members == 0)); then
    say "making an array of $# empty disks"
    # Nothing to copy from disk to disk: XFS reads nothing that it has not written.
    mdadm --create "${ARRAY}" --run --level=10 --assume-clean --homehost=any --name=data --raid-devices="$#" "$@"
  elif ((members == $#)); then
    [[ -e "${ARRAY}" ]] || mdadm --assemble "${ARRAY}" "$@"
  else
    refuse "${members} of $# disks belong to an array, the others are empty"
  fi
  mdadm --detail --scan >"${TEST_ROOT}/etc/mdadm.conf"
}

main() {
  local disks device
  hold_kubelet
  mapfile -t disks < <(find_disks)
  ((${#disks[@]} == EXPECTED_DISKS)) || refuse "found ${#disks[@]} disks, expected ${EXPECTED_DISKS}"
  if [[ "${LAYOUT}" == raid ]]; then
    assemble_array "${disks[@]}"
    disks=("${ARRAY}")
  fi
  for device in "${disks[@]}"; do
    format_if_empty "${device}"
    mount_by_uuid "${device}"
  done
  release_kubelet
}

main
