import { SsmDocument } from '@cdktf/provider-aws/lib/ssm-document';
import type { Construct } from 'constructs';

/**
 * A document that says what a session of Session Manager is.
 *
 * Content is JSON, which AWS keeps as text; changing it makes a new default version, without replacement.
 * Source: Systems Manager guide, "Session document schema", the only version of which is 1.0.
 */
export function sessionDocument(scope: Construct, id: string, name: string, content: SessionContent): SsmDocument {
  return new SsmDocument(scope, id, {
    name,
    documentType: 'Session',
    documentFormat: 'JSON',
    content: JSON.stringify({ schemaVersion: '1.0', ...content }),
  });
}

/** What a session document holds besides its version. */
export interface SessionContent {
  readonly description: string;
  readonly sessionType: 'Standard_Stream' | 'Port';
  readonly parameters?: Readonly<Record<string, object>>;
  /** Preferences of a shell. */
  readonly inputs?: object;
  /** What a forwarded port is made of. */
  readonly properties?: object;
}
