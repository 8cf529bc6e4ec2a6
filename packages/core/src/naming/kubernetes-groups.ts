/** Group of Kubernetes that the plan role's access entry has, and that the platform binds to its reading (docs/adr/0018). */
export const PLAN_GROUP = 'smile:plan';
