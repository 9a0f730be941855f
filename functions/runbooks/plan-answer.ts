import { z } from 'zod';
import { autonomy } from './answer.ts';

/** What a run would do, as `start_runbook` answers it. */
export const runPlan = z.strictObject({
  steps: z.array(
    z.strictObject({
      name: z.string(),
      tool: z.string(),
      changes: z.boolean().describe('Whether it changes something.'),
      words: z.string().describe('What it would do, by what its tool has just read.'),
      effect: z.string().optional().describe('How it would be seen to have worked.'),
      inverse: z.string().optional().describe('How it would be undone.'),
      costDollars: z.number(),
    }),
  ),
  expected: z.array(z.string()).describe('What counts as success, and what follows otherwise.'),
  costDollars: z.number().describe('Roughly, in US dollars.'),
  planHash: z.string(),
  autonomy,
  approvalsNeeded: z.int().describe('People who have to approve it, besides the caller.'),
  admitted: z.boolean().describe('Whether it may begin now.'),
  words: z.string().describe('Why, or why not.'),
});
