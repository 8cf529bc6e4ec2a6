import type { Entrance } from '../../routes/entrance.ts';

const GROUPS = 'arn:aws:elasticloadbalancing:ap-southeast-3:222222222222:targetgroup';

/** A load balancer for visitors. */
export const TEST_WEB: Entrance = {
  name: 'web',
  admits: 'cloudflare',
  hosts: { App: 'app.smile.example', Auth: 'auth.smile.example', Api: 'api.smile.example' },
  targetGroups: [
    {
      targetGroupArn: `${GROUPS}/smile-uat-web/0123456789abcdef`,
      port: 443,
      health: { port: 15_021 },
      drainSeconds: 60,
    },
  ],
};

/** A load balancer for operators. */
export const TEST_OPERATORS: Entrance = {
  name: 'platform',
  admits: 'operators',
  hosts: {
    Grafana: 'grafana.smile.example',
    Jaeger: 'jaeger.smile.example',
    KeycloakAdmin: 'auth-admin.smile.example',
  },
  targetGroups: [
    {
      targetGroupArn: `${GROUPS}/smile-uat-platform/fedcba9876543210`,
      port: 443,
      health: { port: 15_021 },
      drainSeconds: 60,
    },
  ],
};
