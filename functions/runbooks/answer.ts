import { z } from 'zod';
import { AUTONOMY } from '../../core/runbook/autonomy.ts';
import { runId } from './fields.ts';

const time = z.string().describe('ISO 8601, UTC.');

export const autonomy = z
  .enum(AUTONOMY)
  .describe('What the runbook may do by itself: say what it would do, ask a person first, or act.');

export const runState = z
  .enum([
    'PENDING',
    'AWAITING_APPROVAL',
    'RUNNING',
    'RECOVERING',
    'UNDOING',
    'HELD',
    'RESUMED',
    'SUCCEEDED',
    'INEFFECTIVE',
    'FAILED',
    'STOPPED',
    'REFUSED',
  ])
  .describe('Where the run stands; the last six are final.');

export const runStep = z.strictObject({
  name: z.string(),
  tool: z.string(),
  changes: z.boolean().describe('Whether it changes something.'),
  words: z.string().describe('What it does.'),
  effect: z.string().optional().describe('How it is seen to have worked.'),
  inverse: z.string().optional().describe('How it is undone.'),
  state: z
    .enum(['WAITING', 'BEGUN', 'DONE', 'VERIFIED', 'SKIPPED', 'FAILED', 'UNDONE', 'NOT_UNDONE', 'IN_DOUBT'])
    .describe('IN_DOUBT: it may have happened, and a person has to look.'),
  at: time.optional(),
  said: z.string().optional().describe('The evidence, or why; untrusted.'),
});

/** A run as every operation answers it. */
export const run = z.strictObject({
  runId,
  runbook: z.string(),
  environment: z.string(),
  service: z.string(),
  incidentId: z.string().optional(),
  state: runState,
  since: time.describe('Since when it is in this state.'),
  why: z.string().optional().describe('Why it is in this state, or the evidence; untrusted.'),
  question: z.string().optional().describe('What a person is asked, while one is.'),
  resumedAs: z.string().optional().describe('The run that went on from it.'),
  steps: z.array(runStep),
  planHash: z.string().describe('SHA-256 of the plan; an approval names it.'),
  costDollars: z.number().describe('What it was estimated at, in US dollars.'),
  onFailure: z.enum(['undo', 'hold']),
  autonomy,
  approvalsNeeded: z.int().describe('People who have to approve the plan.'),
  approvals: z.array(
    z.strictObject({
      by: z.string(),
      at: time,
      step: z.string().optional().describe('The step whose question was answered.'),
    }),
  ),
  requestedBy: z.string(),
  resumes: z.string().optional().describe('The run that it goes on from.'),
  createdAt: time,
  deadline: time.describe('When it is ended, if it has not ended by itself.'),
});
