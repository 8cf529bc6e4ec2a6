/** What pulling an image takes. Source: ECR guide, "Repository policy examples". */
export const PULL_ACTIONS = ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'];

/** What pushing takes beyond pulling. Tags never move, so there is nothing to delete. */
export const PUSH_ACTIONS = [
  'ecr:CompleteLayerUpload',
  'ecr:DescribeImages',
  'ecr:InitiateLayerUpload',
  'ecr:PutImage',
  'ecr:UploadLayerPart',
];
