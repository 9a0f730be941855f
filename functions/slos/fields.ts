import { z } from 'zod';

/** Name of an objective, as its document says. */
export const objectiveName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,127}$/)
  .describe('Name of an objective: lower-case letters, digits and dashes.');
