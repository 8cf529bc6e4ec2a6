export { hasMoto, startMoto } from './moto-server.ts';
export { type BucketOptions, type S3Double, type S3DoubleOptions, startS3Double } from './start-s3-double.ts';
