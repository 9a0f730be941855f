import { z } from 'zod';

/** What every step of an analysis is given. */
export const analysisInput = z.strictObject({ analysisId: z.string().regex(/^cost-[0-9a-z]+$/) });
export const stepOutput = z.strictObject({
  part: z.string(),
  resources: z.int(),
  recommendations: z.int(),
});
