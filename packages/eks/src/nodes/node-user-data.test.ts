import { afterEach, describe, expect, test } from 'vitest';
import { FakeNode, type NodeRun } from './fixtures/fake-node.ts';
import { type LocalDiskLayout, nodeUserData } from './node-user-data.ts';

const [head, script = ''] = nodeUserData({ maxPods: 110, localDisks: { layout: 'disks', count: 4 } }).split(
  /--smile-node\nContent-Type: text\/x-shellscript; charset="us-ascii"\n\n/,
);

test('a node without local disks reads one part: how many pods it runs, and time for them to end', () => {
  expect(nodeUserData({ maxPods: 58 })).toBe(
    [
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary="smile-node"',
      '',
      '--smile-node',
      'Content-Type: application/node.eks.aws',
      '',
      '---',
      'apiVersion: node.eks.aws/v1alpha1',
      'kind: NodeConfig',
      'spec:',
      '  kubelet:',
      '    config:',
      '      maxPods: 58',
      // 11 MiB a pod and 255: getMemoryMebibytesToReserve in
      // https://github.com/awslabs/amazon-eks-ami/blob/main/nodeadm/internal/kubelet/config.go
      '      kubeReserved:',
      '        memory: 893Mi',
      '      shutdownGracePeriod: 120s',
      '      shutdownGracePeriodCriticalPods: 60s',
      '',
      '--smile-node--',
      '',
    ].join('\n'),
  );
});

test('a node with local disks reads a script too, after its configuration, with nothing left open', () => {
  expect(head).toContain('maxPods: 110');
  expect(script).toMatch(/^#!\/usr\/bin\/env bash\n/);
  expect(script).toMatch(/\nmain\n\n--smile-node--\n$/);
  expect(script).not.toContain('{{');
  expect(Buffer.byteLength(head + script)).toBeLessThan(16 * 1024);
});

test.each([
  [20, '475Mi'],
  [110, '1465Mi'],
  [250, '3005Mi'],
])('a node of %i pods keeps %s for its kubelet, whatever its interfaces would allow', (maxPods, memory) => {
  expect(nodeUserData({ maxPods })).toContain(`kubeReserved:\n        memory: ${memory}\n`);
});

describe('the script', () => {
  const nodes: FakeNode[] = [];
  afterEach(() => {
    for (const node of nodes.splice(0)) node.remove();
  });

  function nodeWith(disks: readonly string[]): FakeNode {
    const node = new FakeNode(disks);
    nodes.push(node);
    return node;
  }

  function start(node: FakeNode, layout: LocalDiskLayout = 'disks', count = 2): NodeRun {
    const [, text = ''] = nodeUserData({ maxPods: 110, localDisks: { layout, count } }).split('charset="us-ascii"\n\n');
    return node.run(text.replace(/\n--smile-node--\n$/, ''));
  }

  const callsOf = ({ calls }: NodeRun, command: string) => calls.filter((call) => call.startsWith(`${command} `));

  // EKS builds its images on al2023-ami-minimal and installs mdadm, not e2fsprogs:
  // https://github.com/awslabs/amazon-eks-ami/blob/main/templates/al2023/provisioners/install-worker.sh
  test('joins on an image without chattr all the same, and says so', () => {
    const run = start(nodeWith(['', '']).lacks('chattr'));
    expect(run).toMatchObject({ exitCode: 0, mayJoin: true });
    expect(run.mounted).toHaveLength(2);
    expect(run.output).toContain(
      'local disks: no chattr; /mnt/local-pv/local-disk/uuid-of-nvme1n1 stays writable while nothing is mounted',
    );
  });

  test('formats empty disks and mounts each by its UUID', () => {
    const node = nodeWith(['', '']);
    const run = start(node);
    expect(run).toMatchObject({ exitCode: 0, mayJoin: true });
    expect(callsOf(run, 'mkfs.xfs')).toEqual(['mkfs.xfs -q -K /dev/nvme1n1', 'mkfs.xfs -q -K /dev/nvme2n1']);
    expect(run.mounted).toEqual([
      '/mnt/local-pv/local-disk/uuid-of-nvme1n1',
      '/mnt/local-pv/local-disk/uuid-of-nvme2n1',
    ]);
    expect(node.read('etc/systemd/system/mnt-local\\x2dpv-local\\x2ddisk-uuid\\x2dof\\x2dnvme1n1.mount')).toBe(
      [
        '[Unit]',
        'Description=Local disk uuid-of-nvme1n1',
        'Before=kubelet.service',
        '',
        '[Mount]',
        'What=/dev/disk/by-uuid/uuid-of-nvme1n1',
        'Where=/mnt/local-pv/local-disk/uuid-of-nvme1n1',
        'Type=xfs',
        'Options=defaults,noatime',
        '',
        '[Install]',
        'WantedBy=multi-user.target',
        '',
      ].join('\n'),
    );
  });

  test('makes the folders unwritable, so that a missing disk is not taken for an empty one', () => {
    expect(callsOf(start(nodeWith(['', ''])), 'chattr')).toEqual([
      'chattr +i /mnt/local-pv/local-disk/uuid-of-nvme1n1',
      'chattr +i /mnt/local-pv/local-disk/uuid-of-nvme2n1',
    ]);
  });

  test('keeps a file system that is there', () => {
    const run = start(nodeWith(['xfs uuid-old', '']));
    expect(callsOf(run, 'mkfs.xfs')).toEqual(['mkfs.xfs -q -K /dev/nvme2n1']);
    expect(run).toMatchObject({ exitCode: 0, mayJoin: true });
    expect(run.mounted).toContain('/mnt/local-pv/local-disk/uuid-old');
  });

  test('does nothing twice', () => {
    const node = nodeWith(['', '']);
    start(node);
    const again = start(node);
    expect(again).toMatchObject({ exitCode: 0, mayJoin: true });
    expect([...callsOf(again, 'mkfs.xfs'), ...callsOf(again, 'chattr')]).toEqual([]);
  });

  test.each([
    ['an ext4 file system', ['ext4 u1', ''], '/dev/nvme1n1 holds ext4, which is not ours to overwrite'],
    ['a partition table', ['gpt u1', ''], '/dev/nvme1n1 holds gpt, which is not ours to overwrite'],
    [
      'a member of an array',
      ['linux_raid_member u1', ''],
      '/dev/nvme1n1 holds linux_raid_member, which is not ours to overwrite',
    ],
    [
      'two things at once',
      ['ambiguous u1', ''],
      '/dev/nvme1n1 holds something ambiguous (blkid 8), which is not ours to overwrite',
    ],
    ['a thing without a type', ['odd u1', ''], '/dev/nvme1n1 holds something unknown, which is not ours to overwrite'],
    ['a disk too few', [''], 'found 1 disks, expected 2'],
    ['no disk', [], 'found 0 disks, expected 2'],
    ['a disk too many', ['', '', ''], 'found 3 disks, expected 2'],
  ])('touches nothing on a node with %s, which does not join', (_, disks, problem) => {
    const node = nodeWith(disks);
    const run = start(node);
    expect(run).toMatchObject({ exitCode: 1, mayJoin: false });
    expect(run.output).toContain(`local disks: FAILED: ${problem}; this node does not join its cluster`);
    expect(node.read('dev/console')).toContain(problem);
    expect(callsOf(run, 'mkfs.xfs')).toEqual([]);
  });

  test('holds the kubelet back before it touches a disk', () => {
    const node = nodeWith(['ext4 u1', '']);
    start(node);
    for (const service of ['nodeadm-run', 'kubelet']) {
      expect(node.read(`etc/systemd/system/${service}.service.d/local-disks.conf`)).toBe(
        '[Unit]\nAssertPathExists=/var/lib/local-disks-mounted\n',
      );
    }
  });

  test.each([
    ['mkfs', 'unexpected error in line'],
    ['mount', '/dev/nvme1n1 is not mounted at /mnt/local-pv/local-disk/uuid-of-nvme1n1'],
  ] as const)('does not let a node join whose %s fails', (step, problem) => {
    const run = start(nodeWith(['', '']).breaks(step));
    expect(run).toMatchObject({ exitCode: 1, mayJoin: false });
    expect(run.output).toContain(problem);
  });

  describe('with an array', () => {
    test('makes one RAID 10 of empty disks and mounts it', () => {
      const node = nodeWith(['', '', '', '']);
      const run = start(node, 'raid', 4);
      expect(run).toMatchObject({
        exitCode: 0,
        mayJoin: true,
        mounted: ['/mnt/local-pv/local-raid/uuid-of-data'],
      });
      expect(callsOf(run, 'mdadm')).toEqual([
        'mdadm --create /dev/md/data --run --level=10 --assume-clean --homehost=any --name=data --raid-devices=4 /dev/nvme1n1 /dev/nvme2n1 /dev/nvme3n1 /dev/nvme4n1',
        'mdadm --detail --scan',
      ]);
      expect(callsOf(run, 'mkfs.xfs')).toEqual(['mkfs.xfs -q -K /dev/md/data']);
      expect(node.read('etc/mdadm.conf')).toBe('ARRAY /dev/md/data name=any:data\n');
    });

    test('puts an array together that is there, and keeps what is on it', () => {
      const run = start(nodeWith(['linux_raid_member a', 'linux_raid_member a']), 'raid');
      expect(run).toMatchObject({ exitCode: 0, mayJoin: true });
      expect(callsOf(run, 'mdadm')[0]).toBe('mdadm --assemble /dev/md/data /dev/nvme1n1 /dev/nvme2n1');
      expect(callsOf(run, 'mkfs.xfs')).toEqual([]);
    });

    test.each([
      [['linux_raid_member a', ''], '1 of 2 disks belong to an array, the others are empty'],
      [['xfs u1', ''], '/dev/nvme1n1 holds xfs, which is not ours to overwrite'],
    ])('leaves disks alone that hold %j', (disks, problem) => {
      const run = start(nodeWith(disks), 'raid');
      expect(run).toMatchObject({ exitCode: 1, mayJoin: false });
      expect(run.output).toContain(problem);
      expect(callsOf(run, 'mdadm')).toEqual([]);
    });
  });
});
