import { SIZES } from '../amendments.ts';
import type { Requirement } from '../requirement.ts';
import { hasApplicationCluster } from './clusters.ts';
import { hasApiGateway, hasLoadBalancers } from './load-balancers.ts';
import { hasRabbitMq, hasRedis } from './managed-stores.ts';
import { hasMainMysql, hasWmsMysql, isShared } from './mysql.ts';
import { scales } from './nodes.ts';
import { hasRepositories } from './repositories.ts';
import { hasSecrets } from './secrets.ts';
import { WORKLOADS } from './stages.ts';

/** What the application runs on. */
export const APPLICATION: readonly Requirement[] = [
  {
    id: 'APP-ECR',
    section: 'Application',
    title: 'Image repositories',
    statement:
      'Amazon ECR (plan for 1 TB stored, 1 TB transferred). Repositories: backend core, main, platform, auth, sync, warehouse; frontend web; WMS backend, frontend, mobile, BFF. Untagged images removed after 14 days.',
    stages: WORKLOADS,
    parts: [{ name: 'repositories', check: hasRepositories }],
  },
  {
    id: 'APP-EKS',
    section: 'Application',
    title: 'Application cluster',
    statement: 'One application EKS cluster.',
    stages: WORKLOADS,
    parts: [{ name: 'cluster', check: hasApplicationCluster }],
  },
  {
    id: 'APP-NODES',
    section: 'Application',
    title: 'Application nodes',
    statement: 'Main application nodes: 5 × m6g.2xlarge (8 vCPU, 32 GiB, Arm), 200 GB disk.',
    stages: WORKLOADS,
    parts: [
      {
        name: 'node group',
        check: scales({
          role: 'app',
          types: [SIZES.of('APP-NODES', 'instance_type', 'm6g.2xlarge')],
          count: SIZES.of('APP-NODES', 'count', 5),
          disk: SIZES.of('APP-NODES', 'disk', 200),
        }),
      },
    ],
  },
  {
    id: 'APP-WMS-NODES',
    section: 'Application',
    title: 'WMS nodes',
    statement: 'Nodes of the waste management system (WMS).',
    resolution: {
      contradiction:
        'The requirements table estimates two m6g.2xlarge with 200 GB each; the cluster section names m6g.xlarge as the type of the WMS nodes.',
      decision:
        'A group of two m6g.xlarge with 200 GB each that scales to four, which together are what the estimate would have been.',
    },
    stages: WORKLOADS,
    parts: [
      {
        name: 'node group',
        check: scales({
          role: 'wms',
          types: [SIZES.of('APP-WMS-NODES', 'instance_type', 'm6g.xlarge')],
          count: SIZES.of('APP-WMS-NODES', 'count', 2),
          limit: SIZES.of('APP-WMS-NODES', 'limit', 4),
          disk: SIZES.of('APP-WMS-NODES', 'disk', 200),
        }),
      },
    ],
  },
  {
    id: 'APP-RDS',
    section: 'Application',
    title: 'Main MySQL',
    statement: 'MySQL 8.0 on db.m5.4xlarge, shared by application and data. Daily backups, 7-day retention.',
    resolution: {
      contradiction: 'The requirements table asks for 1 TB; the database section says 500 GB.',
      decision: '500 GB are allocated, and storage grows by itself up to 1,000 GB.',
    },
    stages: WORKLOADS,
    parts: [
      { name: 'instance', check: hasMainMysql },
      { name: 'use by application and data', check: isShared },
    ],
  },
  {
    id: 'APP-WMS-RDS',
    section: 'Application',
    title: 'WMS MySQL',
    statement: 'MySQL 8.0 of the WMS. Daily backups, 7-day retention.',
    resolution: {
      contradiction:
        'The requirements table estimates db.m5.2xlarge; the database section says db.m5.xlarge with 200 GB.',
      decision: 'db.m5.xlarge with 200 GB. The estimate, db.m5.2xlarge, is the next size up: one value to change.',
    },
    stages: WORKLOADS,
    parts: [{ name: 'instance', check: hasWmsMysql }],
  },
  {
    id: 'APP-REDIS',
    section: 'Application',
    title: 'Redis',
    statement: 'ElastiCache Redis 6.2, cache.m5.xlarge: caching and sessions.',
    stages: WORKLOADS,
    parts: [{ name: 'replication group', check: hasRedis }],
  },
  {
    id: 'APP-MQ',
    section: 'Application',
    title: 'RabbitMQ',
    statement: 'Amazon MQ RabbitMQ 3.13, mq.m5.large: messaging and events.',
    stages: WORKLOADS,
    parts: [{ name: 'broker', check: hasRabbitMq }],
  },
  {
    id: 'APP-ALB',
    section: 'Application',
    title: 'Load balancers',
    statement: '4 Application Load Balancers.',
    resolution: {
      contradiction: 'Four are asked for, and none is named.',
      decision:
        'web (SMILE web and API, and the sign-in pages of Keycloak, which end users need), wms, platform (Grafana, Jaeger, Jenkins, administration of Keycloak: restricted) and data (consoles of the data cluster: restricted).',
    },
    stages: WORKLOADS,
    parts: [{ name: 'load balancers', check: hasLoadBalancers }],
  },
  {
    id: 'APP-APIGW',
    section: 'Application',
    title: 'API Gateway',
    statement: '1 API Gateway, not in use initially: fully defined, switched off by one value, and tested both ways.',
    stages: WORKLOADS,
    parts: [{ name: 'API Gateway', check: hasApiGateway }],
  },
  {
    id: 'APP-SECRETS',
    section: 'Application',
    title: 'Secrets',
    statement:
      '10 Secrets Manager secrets: MySQL main, MySQL WMS, Redis, RabbitMQ, ClickHouse, Debezium (CDC user), Grafana admin, Keycloak admin, GitLab (registry and runner token), Jenkins admin. The Cloudflare token is an input of the pipeline, never a resource.',
    stages: WORKLOADS,
    parts: [{ name: 'secrets', check: hasSecrets }],
  },
];
