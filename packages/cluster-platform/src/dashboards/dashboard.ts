import { SOURCES } from '../addons/grafana/data-sources.ts';
import type { Panel } from './panel.ts';

/** A page of Grafana. */
export interface Dashboard {
  /** Part of its address, and of the name of its ConfigMap: never changed. At most 40 characters. */
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  /** How often an open page asks again, as in `30s`. */
  readonly refresh: string;
  /** Rows from top to bottom, each with panels of equal width. */
  readonly rows: readonly DashboardRow[];
  /** Choices at the top of the page. @default - none */
  readonly variables?: readonly Variable[];
}

export interface DashboardRow {
  readonly title: string;
  readonly panels: readonly Panel[];
  /** In Grafana's units of 30 pixels. @default 8 */
  readonly height?: number;
}

/** A choice whose values Prometheus knows; queries use it as `$name`. */
interface Variable {
  readonly name: string;
  readonly label: string;
  /** As in `label_values(up, namespace)`. */
  readonly query: string;
}

/** Width of a page in Grafana's units. */
const WIDTH = 24;

/** A dashboard as Grafana stores it. */
export function dashboardJson({ uid, title, description, refresh, rows, variables = [] }: Dashboard) {
  return {
    uid,
    title,
    description,
    refresh,
    schemaVersion: 39,
    editable: false,
    tags: ['smile'],
    time: { from: 'now-6h', to: 'now' },
    templating: { list: variables.map(variable) },
    panels: placed(rows),
  };
}

function variable({ name, label, query }: Variable) {
  return {
    name,
    label,
    type: 'query',
    datasource: { uid: SOURCES.metrics },
    query: { query, refId: name },
    refresh: 2,
    includeAll: true,
    multi: true,
    allValue: '.+',
    current: { text: 'All', value: '$__all' },
  };
}

/** Panels with their places: each row a title, and below it panels side by side. */
function placed(rows: readonly DashboardRow[]) {
  let y = 0;
  let id = 0;
  return rows.flatMap(({ title, panels, height = 8 }) => {
    const top = y;
    y += 1 + height;
    const width = Math.floor(WIDTH / panels.length);
    id += 1;
    const head = { id, type: 'row', title, collapsed: false, gridPos: { x: 0, y: top, w: WIDTH, h: 1 }, panels: [] };
    const body = panels.map((panel, index) => {
      id += 1;
      return { ...panel, id, gridPos: { x: index * width, y: top + 1, w: width, h: height } };
    });
    return [head, ...body];
  });
}
