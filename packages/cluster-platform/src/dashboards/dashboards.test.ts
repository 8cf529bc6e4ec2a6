import { ConfigMapV1 } from '@cdktf/provider-kubernetes/lib/config-map-v1';
import '@smile/testing/matchers';
import { describe, expect, test } from 'vitest';
import { DASHBOARDS } from '../addons/dashboards/dashboards.ts';
import { SOURCES } from '../addons/grafana/data-sources.ts';
import { telemetryOf } from '../telemetry/fixtures.ts';
import { dashboardJson } from './dashboard.ts';

const pages = Object.values(DASHBOARDS).map(dashboardJson);

describe.each(pages)('dashboard $title', (page) => {
  // https://grafana.com/docs/grafana/latest/dashboards/build-dashboards/view-dashboard-json-model/: a grid of 24 columns
  test('has panels beside and below each other, none over another, none over the edge', () => {
    const places = page.panels.map(({ gridPos }) => gridPos);
    expect(places.filter(({ x, w }) => x + w > 24)).toEqual([]);
    const overlaps = places.filter((one, index) =>
      places.slice(index + 1).some((other) => {
        const beside = one.x + one.w <= other.x || other.x + other.w <= one.x;
        const below = one.y + one.h <= other.y || other.y + other.h <= one.y;
        return !beside && !below;
      }),
    );
    expect(overlaps).toEqual([]);
  });

  test('asks data sources that Grafana has', () => {
    const asked = [...JSON.stringify(page).matchAll(/"uid":"([a-z]+)"/g)].map(([, uid]) => uid);
    expect(asked.filter((uid) => !Object.values<string | undefined>(SOURCES).includes(uid))).toEqual([]);
  });

  test('uses no choice that its top does not offer', () => {
    const offered = page.templating.list.map(({ name }) => name);
    const used = [...JSON.stringify(page.panels).matchAll(/\$([a-z]\w*)/g)].map(([, name = '']) => name);
    expect([...new Set(used)].filter((name) => !offered.includes(name))).toEqual([]);
  });

  // https://grafana.com/docs/grafana/latest/developers/http_api/dashboard/#identifier-id-vs-unique-identifier-uid
  test('has an address that Grafana takes', () => {
    expect(page.uid).toMatch(/^[\w-]{1,40}$/);
  });
});

test('what is paid for by query is asked every five minutes at most', () => {
  const paid = pages.filter((page) => JSON.stringify(page).includes('"cloudwatch"'));
  expect(paid.map(({ uid, refresh }) => ({ uid, refresh }))).toEqual([{ uid: 'smile-data-stores', refresh: '5m' }]);
});

test('is a ConfigMap that Grafana finds, and that Terraform leaves as it is', () => {
  const { stack } = telemetryOf();
  expect(stack).toHaveResource(ConfigMapV1, {
    metadata: { name: 'dashboard-smile-data-stores', namespace: 'monitoring', labels: { grafana_dashboard: '1' } },
    // Terraform writes `${` for it.
    data: { 'smile-data-stores.json': expect.stringContaining("$${PROP('Dim.DBInstanceIdentifier')}") },
  });
});
