import { z } from 'zod';
import { FAULT_KINDS } from '../../core/chaos/fault.ts';
import { VERDICTS } from '../../core/chaos/verdict.ts';

/** A run's id, which is also its execution's name. */
export const chaosId = z
  .string()
  .regex(/^exp-[0-9a-z]{10,40}$/)
  .describe('Identifier of the run of an experiment.');

export const experimentName = z
  .string()
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/)
  .max(40)
  .describe('Name of the experiment.');

export const faultKind = z.enum(FAULT_KINDS).describe('What is done to the service.');
export const verdict = z.enum(VERDICTS).describe('What the experiment has shown.');
