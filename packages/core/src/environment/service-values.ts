import { z } from 'zod';
import { shown, text } from './checks.ts';

/**
 * One of SMILE's or WMS's services in an environment. A service that has no values is not deployed: its route answers that it
 * is not there, and nothing of it is made.
 */
export interface ServiceValues {
  /** Tag and digest in the environment's own repository, as in `1.4.2@sha256:…`: what was reviewed is what runs. */
  readonly image: string;
  /** Port on which the container answers HTTP. */
  readonly port: number;
  /** Paths that the kubelet asks. */
  readonly health: {
    /** Answers 200 while the service can work. */
    readonly ready: string;
    /** Answers 200 unless the service must be started anew. */
    readonly live: string;
    /** How long it may take to start, in seconds. @default 120 */
    readonly startSeconds?: number;
  };
  /** Beginnings of paths of the host `Api` for which it answers, as in `/stock/`. @default - it is not called from outside there */
  readonly apiPaths?: readonly string[];
  /** Services that it calls inside the cluster, by name. The mesh refuses all other calls. @default - none */
  readonly calls?: readonly string[];
  /** Number of pods. With more at most than at least, the CPU decides. Two and more survive the loss of a node. */
  readonly copies: { readonly least: number; readonly most: number };
  /** CPU that each pod is sure of, as in `500m`. It may use more where the node has it. */
  readonly cpu: string;
  /** Memory of each pod, as in `1Gi`. With more, it is stopped. */
  readonly memory: string;
  /** Plain settings, as environment variables. Never a secret: those come from Secrets Manager. @default - none */
  readonly settings?: Readonly<Record<string, string>>;
}

const PATH = /^\/[\w./-]*$/;

const wholeNumber = (least: number, most: number, remedy: string) => {
  const error = (issue: { readonly input?: unknown }) =>
    `expected a whole number from ${least} to ${most}, got ${shown(issue.input)}; ${remedy}`;
  return z.number({ error }).refine((value) => Number.isInteger(value) && value >= least && value <= most, { error });
};

const path = text('a path that begins with /', (value) => PATH.test(value), 'as in /health/ready');

/** Names of settings whose values are secrets by the look of them. */
const SECRET_NAME = /PASSWORD|PASSWD|SECRET|TOKEN|API_?KEY|PRIVATE_?KEY|CREDENTIAL/i;

export const serviceSchema = z
  .strictObject({
    image: text(
      'a tag with a digest',
      (value) => /^[\w][\w.-]{0,127}@sha256:[0-9a-f]{64}$/.test(value),
      'write it as 1.4.2@sha256:…; a tag alone says nothing about what runs',
    ),
    // Below 1024 takes a right that `restricted` refuses.
    port: wholeNumber(1024, 65535, 'lower ports take rights that the namespace refuses'),
    health: z.strictObject({
      ready: path,
      live: path,
      startSeconds: wholeNumber(10, 1800, 'half an hour is the most').optional(),
    }),
    apiPaths: z.array(path).min(1, { error: 'expected at least one path, got none; leave apiPaths out' }).optional(),
    calls: z.array(z.string()).optional(),
    copies: z
      .strictObject({
        least: wholeNumber(1, 50, 'two survive the loss of a node'),
        most: wholeNumber(1, 100, 'the namespace has a quota'),
      })
      .check((context) => {
        const { least, most } = context.value;
        if (least <= most) return;
        const message = `expected least <= most, got least=${least} most=${most}; correct one of them`;
        context.issues.push({ code: 'custom', input: context.value, message });
      }),
    cpu: text(
      'CPUs, as in 2 or 500m',
      (value) => /^[1-9]\d*m?$/.test(value),
      'Kubernetes counts whole or thousandths of CPUs',
    ),
    memory: text('memory, as in 1Gi or 512Mi', (value) => /^[1-9]\d*(Mi|Gi)$/.test(value), 'use binary units'),
    settings: z.record(z.string(), z.string()).optional(),
  })
  .check((context) => {
    for (const name of Object.keys(context.value.settings ?? {}).filter((key) => SECRET_NAME.test(key))) {
      context.issues.push({
        code: 'custom',
        path: ['settings', name],
        input: name,
        message: `${name} looks like a secret; keep it in Secrets Manager and let External Secrets bring it`,
      });
    }
  });
