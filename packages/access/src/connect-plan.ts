/** What steps find out, and later steps use as `$bastion` and so on. */
export type Finding = 'bastion' | 'certificate' | 'host' | 'role';

/** One command to run. */
export interface CommandStep {
  /** The command and its arguments. `$bastion` and the like stand for what earlier steps printed. */
  readonly command: readonly string[];
  /** Name under which later steps know what this one prints. @default - its output is for the person */
  readonly saveAs?: Finding;
  /** Start of what it prints that is left out, as in `https://`. @default - nothing */
  readonly without?: string;
  /** Roles of which the ARN that it prints must name one, or the rest could not work. @default - anything */
  readonly oneOf?: readonly string[];
}

/** One file to write, whole or not at all, readable by the person alone. */
export interface FileStep {
  /** Path below the home folder, as in `.kube/smile-prd-app`. */
  readonly file: string;
  /** Lines, with `$host` and the like for what earlier steps printed. */
  readonly content: string;
}

export type ConnectStep = CommandStep | FileStep;

/** What to do to be connected. */
export interface ConnectPlan {
  readonly steps: readonly ConnectStep[];
  /** What the person has then, as a sentence. */
  readonly outcome: string;
  /** Who to sign in as, where the password is, whom to trust: a line each. @default - nothing to say */
  readonly hints?: readonly string[];
  /** Port of this machine that leads there while the last step runs. @default - nothing is forwarded */
  readonly localPort?: number;
  /** The proxy through which programs reach the destination by its own name. @default - none was asked for */
  readonly proxyPort?: number;
}

/** A plan as lines for a shell. */
export function shellLines({ steps }: ConnectPlan): string[] {
  return steps.map((step) => ('file' in step ? fileLine(step) : commandLine(step)));
}

function commandLine({ command, saveAs, without }: CommandStep): string {
  const line = command.map(quoted).join(' ');
  if (saveAs === undefined) return line;
  return `${saveAs}=$(${without === undefined ? line : `${line} | sed 's,^${without},,'`})`;
}

function fileLine({ file, content }: FileStep): string {
  const path = `"$HOME/${file}"`;
  const folder = `"$HOME/${file.split('/').slice(0, -1).join('/')}"`;
  return `mkdir -p ${folder} && (umask 077; cat > ${path}) <<END\n${content}\nEND`;
}

/** A word as a shell reads it; only ours have `$`, and those are meant. */
function quoted(word: string): string {
  return /^[\w./:=,-]+$/.test(word) ? word : `"${word}"`;
}
