/** A topic of Kafka, as code. */
export interface Topic {
  /** As in `smile.smile.stock`. Changing it makes another topic. */
  readonly name: string;
  readonly partitions: number;
  /** Settings of the topic by Kafka's own names, as in `cleanup.policy`. */
  readonly config: Readonly<Record<string, string | number>>;
}

/** What a user of Kafka may do with resources whose name is, or begins with, one text. */
export interface KafkaAcl {
  readonly resource: 'topic' | 'group' | 'transactionalId' | 'cluster';
  /** Not for `cluster`. */
  readonly name?: string;
  /** @default 'literal' */
  readonly pattern?: 'literal' | 'prefix';
  readonly operations: readonly string[];
}

/** A user of Kafka, who signs in with SCRAM-SHA-512. */
export interface KafkaUser {
  readonly name: string;
  readonly acls: readonly KafkaAcl[];
}
