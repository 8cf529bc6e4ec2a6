/** Start of the keys of ClickHouse's backups in the bucket of the data platform; its role reaches nothing else there. */
export const BACKUP_FOLDER = 'clickhouse/';

/** Name of the job that makes backups, by which an alert knows its last success. */
export const BACKUP_JOB = 'clickhouse-backup';
