/**
 * Tag of node groups whose disks hold data. The permissions boundary keeps every role of the environment from ending a
 * group that carries it, Terraform's too: code that lost a group deletes nothing (docs/adr/0010).
 */
export const NODES_WITH_DATA = { 'nodes-with-data': 'keep' } as const;
