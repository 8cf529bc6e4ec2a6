/**
 * How brokers write their metadata. It goes up after the version of Kafka, by hand, once nobody wants back; it never goes down.
 * Newer ones: kafka-versions.yaml of https://github.com/strimzi/strimzi-kafka-operator at the tag of the operator.
 */
export const KAFKA_METADATA_VERSION = '4.3-IV0';
