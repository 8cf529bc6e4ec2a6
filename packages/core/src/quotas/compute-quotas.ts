import { adjustable, fixed, type ServiceQuota, UNCONFIRMED } from './service-quota.ts';

const ON_DEMAND = 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-on-demand-instances.html';
const EC2 = 'https://docs.aws.amazon.com/general/latest/gr/ec2-service.html';
const EBS = 'https://docs.aws.amazon.com/general/latest/gr/ebs-service.html';
const AUTO_SCALING = 'https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-quotas.html';
const EKS = 'https://docs.aws.amazon.com/eks/latest/userguide/service-quotas.html';
const ECR = 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/service-quotas.html';
const LAMBDA = 'https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html';

/** Virtual machines, their disks, clusters and images. Numbers of processors count those that run at a time, started by hand or by a group. */
export const COMPUTE_QUOTAS = {
  // 5 is what AWS's own example of get-aws-default-service-quota shows; a used account has more.
  'ec2/L-1216C47A': adjustable('Running On-Demand Standard (A, C, D, H, I, M, R, T, Z) instances', 5, ON_DEMAND),
  'ec2/L-DB2E81BA': adjustable('Running On-Demand G and VT instances', 0, ON_DEMAND, UNCONFIRMED),
  'ec2/L-417A185B': adjustable('Running On-Demand P instances', 0, ON_DEMAND, UNCONFIRMED),
  'ec2/L-74FC7D96': adjustable('Running On-Demand F instances', 0, ON_DEMAND, UNCONFIRMED),
  'ec2/L-1945791B': adjustable('Running On-Demand Inf instances', 0, ON_DEMAND, UNCONFIRMED),
  'ec2/L-7295265B': adjustable('Running On-Demand X instances', 0, ON_DEMAND, UNCONFIRMED),
  'ec2/L-43DA4232': adjustable('Running On-Demand High Memory instances', 0, ON_DEMAND, UNCONFIRMED),
  'ec2/L-34B43A08': adjustable(
    'All Standard (A, C, D, H, I, M, R, T, Z) Spot Instance Requests',
    5,
    'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-spot-limits.html',
    UNCONFIRMED,
  ),
  'ec2/launch-templates': adjustable('Launch templates per Region', 5000, EC2, {
    ...UNCONFIRMED,
    read: 'aws ec2 describe-launch-templates --query "length(LaunchTemplates)"',
  }),
  'ec2/user-data-size': fixed(
    'Bytes of user data, before it is base64-encoded',
    16_384,
    'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html',
  ),
  'ebs/L-7A658B76': adjustable('Storage for General Purpose SSD (gp3) volumes, in TiB', 50, EBS),
  'ebs/L-D18FCD1D': adjustable('Storage for General Purpose SSD (gp2) volumes, in TiB', 50, EBS),
  'autoscaling/L-CDE20ADC': adjustable('Auto Scaling groups per region', 500, AUTO_SCALING),

  'eks/L-1194D53C': adjustable('Clusters', 100, EKS),
  'eks/L-6D54EA21': adjustable('Managed node groups per cluster', 30, EKS),
  'eks/L-BD136A63': adjustable('Nodes per managed node group', 450, EKS),
  'eks/control-plane-security-groups': fixed('Control plane security groups per cluster', 4, EKS),
  'eks/public-access-cidrs': fixed('Public endpoint access CIDR ranges per cluster', 40, EKS),
  'eks/pod-identity-associations': adjustable(
    'Pod Identity associations per cluster',
    5000,
    'https://docs.aws.amazon.com/eks/latest/userguide/pod-identities.html',
    { most: 20_000, read: 'aws eks list-pod-identity-associations --cluster-name … --query "length(associations)"' },
  ),

  'ecr/L-CFEB8E8D': adjustable('Registered repositories', 100_000, ECR, UNCONFIRMED),
  'ecr/lifecycle-rules': fixed('Rules per lifecycle policy', 50, ECR, UNCONFIRMED),
  'ecr/lifecycle-policy-size': fixed('Lifecycle policy length, in characters', 30_720, ECR, UNCONFIRMED),
  'ecr/pull-through-cache-rules': fixed('Pull through cache rules per registry', 50, ECR, UNCONFIRMED),
  'lambda/L-B99A9384': adjustable('Concurrent executions', 1000, LAMBDA),
} as const satisfies Readonly<Record<string, ServiceQuota>>;
