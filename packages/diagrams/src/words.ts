/** Words that people write differently from a construct's id. Longer ids first, since they are looked up in this order. */
const WRITTEN: Readonly<Record<string, string>> = {
  'api gateway': 'API Gateway',
  'rabbit mq': 'RabbitMQ',
  'click house': 'ClickHouse',
  'zoo keeper': 'ZooKeeper',
  'rising wave': 'RisingWave',
  'guard duty': 'GuardDuty',
  'dynamo db': 'DynamoDB',
  'web acl': 'web ACL',
  'kafka connect': 'Kafka Connect',
  'cert manager': 'cert-manager',
  'kube dns': 'kube-dns',
  alb: 'ALB',
  altinity: 'Altinity',
  api: 'API',
  aws: 'AWS',
  clickhouse: 'ClickHouse',
  cloudflare: 'Cloudflare',
  cdc: 'CDC',
  cni: 'CNI',
  dns: 'DNS',
  dynamodb: 'DynamoDB',
  ec2: 'EC2',
  ipv4: 'IPv4',
  ipv6: 'IPv6',
  ecr: 'ECR',
  eks: 'EKS',
  etl: 'ETL',
  git: 'Git',
  gitlab: 'GitLab',
  grafana: 'Grafana',
  iam: 'IAM',
  jenkins: 'Jenkins',
  kafka: 'Kafka',
  keycloak: 'Keycloak',
  keycloakx: 'Keycloak',
  kms: 'KMS',
  loki: 'Loki',
  mysql: 'MySQL',
  nat: 'NAT',
  oauth2: 'OAuth2',
  olap: 'OLAP',
  opentelemetry: 'OpenTelemetry',
  pentaho: 'Pentaho',
  rabbitmq: 'RabbitMQ',
  redis: 'Redis',
  risingwave: 'RisingWave',
  s3: 'S3',
  sql: 'SQL',
  ssm: 'SSM',
  strimzi: 'Strimzi',
  tempo: 'Tempo',
  vpc: 'VPC',
  waf: 'WAF',
  wms: 'WMS',
  zookeeper: 'ZooKeeper',
};

/** Names of a construct id or of a name with dashes as people write it: `MysqlMain` is `MySQL main`. */
export function asWords(id: string): string {
  const spaced = id
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/[-_\s]+/g, ' ')
    .trim()
    .toLowerCase();
  const written = Object.entries(WRITTEN).reduce(
    (text, [word, written]) => text.replace(new RegExp(`(?<![\\w-])${word}(?![\\w-])`, 'g'), written),
    spaced,
  );
  return capitalized(written);
}

/** With a capital letter in front. */
function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A number with its noun, as in `1 subnet` and `12 subnets`. */
export function counted(count: number, singular: string, plural = `${singular}s`): string {
  return `${count} ${count === 1 ? singular : plural}`;
}

/** A list in lines of at most so many characters, so that it makes a card and not a ribbon. */
export function wrapped(items: readonly string[], width: number): string[] {
  const lines: string[] = [];
  for (const item of items) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + item.length + 2 <= width) lines[lines.length - 1] = `${last}, ${item}`;
    else lines.push(item);
  }
  return lines.map((line, index) => (index < lines.length - 1 ? `${line},` : line));
}

/** A sentence in lines that fit beside an arrow. */
export function broken(reason: string, width = 30): string[] {
  const lines = [''];
  for (const word of reason.split(' ')) {
    const last = lines.at(-1) ?? '';
    if (last !== '' && last.length + word.length > width) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`.trim();
  }
  return lines;
}
