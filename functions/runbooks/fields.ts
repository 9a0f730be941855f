import { z } from 'zod';

/** A run's id, which is also its execution's name. */
export const runId = z
  .string()
  .regex(/^run-[0-9a-z]{10,40}$/)
  .describe('Identifier of the run.');

export const stepName = z
  .string()
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/)
  .max(40)
  .describe('Name of the step.');

export const runbookName = z
  .string()
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/)
  .max(40)
  .describe('Name of the runbook.');

export const incidentId = z
  .string()
  .regex(/^inc-[0-9a-z]{10,40}$/)
  .describe('Identifier of the incident.');
