/** Words of the bastion's names after the environment's prefix, as in `smile-prd-bastion`. */
export const BASTION_NAME = 'bastion';

/** Words of the Git server's names after the environment's prefix, as in `smile-shared-git`. */
export const GIT_SERVER_NAME = 'git';
