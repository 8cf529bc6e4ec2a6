/** How the lineage of every state begins that stand-ins filled. Terraform makes UUIDs, which never begin so. */
const LINEAGE_PREFIX = 'pretend-';

/**
 * An empty state that Terraform goes on from, so that whatever it writes keeps a lineage that real commands refuse.
 *
 * @param stack name of the stack, so that two states of a rehearsal are never taken for one.
 */
export function emptyPretendState(stack: string, terraformVersion: string): string {
  const state = {
    version: 4,
    terraform_version: terraformVersion,
    serial: 0,
    lineage: `${LINEAGE_PREFIX}${stack}`,
    outputs: {},
    resources: [],
    check_results: null,
  };
  return `${JSON.stringify(state, null, 2)}\n`;
}

/** The parts of a state file that tell where it comes from. Source: Terraform, internal/states/statefile/version4.go. */
interface StateFile {
  readonly lineage?: unknown;
  readonly resources?: readonly {
    readonly type?: unknown;
    readonly name?: unknown;
    readonly instances?: readonly { readonly private?: unknown }[];
  }[];
}

/**
 * Why a state is not one of real resources; undefined when nothing says so.
 *
 * Two marks, since a lineage is lost when resources are moved between files: what our stand-ins keep in an object's private
 * data is the key of their store, 32 hexadecimal digits, where the real provider keeps JSON or nothing.
 */
export function pretendMark(state: object): string | undefined {
  const { lineage, resources = [] }: StateFile = state;
  if (typeof lineage === 'string' && lineage.startsWith(LINEAGE_PREFIX)) return `its lineage is ${lineage}`;
  const pretend = resources.filter(({ instances = [] }) => instances.some((one) => isStoreKey(one.private)));
  const [first] = pretend;
  if (first === undefined) return undefined;
  return `${pretend.length} of its ${resources.length} resources were made by stand-in providers, as ${first.type}.${first.name}`;
}

function isStoreKey(text: unknown): boolean {
  return typeof text === 'string' && /^[0-9a-f]{32}$/.test(Buffer.from(text, 'base64').toString());
}
