import type { Stage } from '@smile/core';
import type { EnvironmentExamination, EstateExamination } from './examination.ts';
import type { RequirementId } from './requirement-ids.ts';

/** Chapters of the owner's requirements, in their order. */
export const SECTIONS = [
  'Environments',
  'Network',
  'Application',
  'Data analysis',
  'Other resources',
  'In the clusters',
  'Traffic',
  'Usage',
] as const;

/** One of {@link SECTIONS}. */
export type Section = (typeof SECTIONS)[number];

/** Something a requirement asks for, with the check that finds it, or the reason why there is none yet. */
export type Part =
  /** Asked of every environment that the requirement is about. */
  | { readonly name: string; readonly check: (examination: EnvironmentExamination) => void }
  /** Asked once of all environments together. */
  | { readonly name: string; readonly compare: (examination: EstateExamination) => void }
  /** Not built yet. */
  | { readonly name: string; readonly open: string };

/** Where the owner's document contradicts itself, and what was decided; in words, for people. */
export interface Resolution {
  readonly contradiction: string;
  readonly decision: string;
}

/** One entry of the ledger. */
export interface Requirement {
  readonly id: RequirementId;
  readonly section: Section;
  /** A few words. */
  readonly title: string;
  /** What is asked, in full. */
  readonly statement: string;
  /** @default - the owner's document does not contradict itself here */
  readonly resolution?: Resolution;
  /** Where what is built differs from what was asked, and why it must. @default - nowhere */
  readonly deviation?: string;
  /** Stages whose environments it is about. */
  readonly stages: readonly Stage[];
  readonly parts: readonly Part[];
}
