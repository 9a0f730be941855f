import { z } from 'zod';

export const limit = (most: number) => z.int().min(1).max(most).default(10).describe('Letters at most.');

export const target = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,64}$/)
  .optional()
  .describe('Only letters for this function or queue, such as operate-start-restore.');
