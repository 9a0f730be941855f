import { z } from 'zod';

/** A run's id, which is also its execution's name. */
export const runId = z
  .string()
  .regex(/^run-[0-9a-z]{10,40}$/)
  .describe('Identifier of the run.');

/** Part of names of states and machines. */
export const kebabName = z
  .string()
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/)
  .max(40);

export const stepName = kebabName.describe('Name of the step.');
export const runbookName = kebabName.describe('Name of the runbook.');
