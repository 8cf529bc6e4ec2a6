/** The image repositories (APP-ECR). A name is part of every image reference: never renamed. */
export const REPOSITORIES = [
  'backend-core',
  'backend-main',
  'backend-platform',
  'backend-auth',
  'backend-sync',
  'backend-warehouse',
  'frontend-web',
  'wms-backend',
  'wms-frontend',
  'wms-mobile',
  'wms-bff',
] as const;

/** Name of a repository without the environment's prefix, as in `wms-bff` for `smile-prd-wms-bff`. */
export type RepositoryName = (typeof REPOSITORIES)[number];
