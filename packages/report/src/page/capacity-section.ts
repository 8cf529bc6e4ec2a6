import type { GroupRoom, RoomAmount } from '@smile/inventory';
import type { ReportData } from '../report-data.ts';
import { type Html, html } from './html.ts';
import { badge, section, type Tone, table } from './pieces.ts';

/** Share of a group's room from which it is time to plan for more. */
const NEARLY_FULL = 0.85;

/** Room of the node groups, and what is meant to run there, after the loss that they must survive and at the most. */
export function capacitySection({ capacity }: ReportData): Html {
  const rows = capacity.flatMap(({ stack, groups }) =>
    groups.map((group) => ({
      cells: [
        stack,
        group.group,
        `${group.remainingNodes} x ${group.instanceType}`,
        fullness(group),
        used(group.asked, group.given),
        used(group.askedAtMost, group.givenAtMost),
      ],
    })),
  );
  const columns = ['Stack', 'Group', 'Nodes that are left', 'Fullest', 'At the start', 'At the most'];
  return section(
    'capacity',
    'Capacity',
    rows.length === 0
      ? html`<p>Nothing here says what runs on its nodes.</p>\n`
      : html`<p>Requests of all pods against what nodes give: pooled groups after the loss of a node or a zone, others whole.</p>
${table(
  'Room of node groups',
  columns.map((title) => ({ title })),
  rows,
)}`,
  );
}

function used(asked: RoomAmount, given: RoomAmount): string {
  return [
    `${cpus(asked)} of ${cpus(given)} CPUs`,
    `${gibibytes(asked)} of ${gibibytes(given)} GiB`,
    `${asked.pods} of ${given.pods} pods`,
  ].join(', ');
}

/** The share of whatever runs out first. */
function fullness({ asked, given }: GroupRoom): Html {
  const shares = [
    share(asked.cpuMillis, given.cpuMillis),
    share(asked.memoryMebibytes, given.memoryMebibytes),
    share(asked.pods, given.pods),
  ];
  const most = Math.max(...shares);
  const tone: Tone = most > 1 ? 'bad' : most >= NEARLY_FULL ? 'warning' : 'good';
  return badge(tone, `${Math.round(most * 100)} %`);
}

/** A group without nodes at the start is empty, not full. */
function share(asked: number, given: number): number {
  if (given === 0) return asked === 0 ? 0 : 2;
  return asked / given;
}

function cpus({ cpuMillis }: RoomAmount): string {
  return (cpuMillis / 1000).toFixed(1);
}

function gibibytes({ memoryMebibytes }: RoomAmount): string {
  return (memoryMebibytes / 1024).toFixed(1);
}
