export type { DatedData } from './data-age.ts';
export type { Afterwards, SupportDate } from './support-date.ts';
export { type DatedSupport, type SupportList, type SupportOptions, supportDates } from './support-dates.ts';
export type { ToolVersions } from './tools.ts';
