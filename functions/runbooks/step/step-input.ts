import { z } from 'zod';
import { RUN_REASON_CODES } from '../../../core/runbook/reason.ts';
import { environmentName, serviceName } from '../../names.ts';
import { runId, stepName } from '../fields.ts';

const params = z.record(z.string(), z.unknown()).describe('Parameters of the step, by the form of its tool.');
/** What the step says to do; a tool takes one of the three at most. */
const said = {
  command: z.string().max(1024).optional().describe('Document that is run.'),
  query: z.string().max(1024).optional().describe('What is read.'),
  action: z.string().max(1024).optional().describe('What is done.'),
};

const doing = z.strictObject({
  phase: z.literal('do').describe('Carry the step out.'),
  runId,
  step: stepName,
  ...said,
  params,
  holds: z.boolean().optional().describe('Whether its precondition is true; it has none when missing.'),
  otherwise: z.enum(['fail', 'skip']).optional().describe('What happens when it is not true.'),
  because: z.string().max(300).optional().describe('What people are told when it is not true.'),
});

const planning = z.strictObject({
  phase: z.literal('plan').describe('Say what the step would do, and do nothing.'),
  environment: environmentName,
  service: serviceName,
  step: stepName,
  ...said,
  params,
});

const looking = z.strictObject({
  phase: z.literal('verify').describe('Look whether the effect is there.'),
  runId,
  step: stepName,
  verify: z
    .strictObject({
      everySeconds: z.int().min(1).describe('Seconds between two looks.'),
      withinSeconds: z.int().min(1).describe('Seconds within which the effect must be there.'),
    })
    .describe('How the step is seen to have worked.'),
});

const undoing = z.strictObject({
  phase: z.literal('undo').describe('Restore what was recorded before the step.'),
  runId,
  step: stepName,
});

/** What a tool that only reads, or tells, is asked. */
export const readInput = z.discriminatedUnion('phase', [doing, planning]);

/** What a tool that changes something is asked. */
export const changeInput = z.discriminatedUnion('phase', [doing, planning, looking, undoing]);

const planned = z.strictObject({
  words: z.string().describe('What would be done, for people.'),
  effect: z.string().describe('How that would be seen to have worked.'),
  seen: z.unknown().describe('What was read of the world; an approval is bound to it.'),
  costDollars: z.number().min(0).describe('Roughly what it costs.'),
});

const done = z.strictObject({
  result: z.unknown().describe('What later steps may ask for.'),
  seconds: z.int().min(0).optional().describe('Seconds until it can be looked whether the effect is there.'),
});

const looked = z.strictObject({
  next: z.enum(['next', 'again', 'fail']).describe('What comes next.'),
  seconds: z.int().min(1).optional().describe('Seconds until the next look.'),
  step: stepName.optional(),
  reason: z
    .strictObject({ code: z.enum(RUN_REASON_CODES), words: z.string() })
    .optional()
    .describe('Why the step failed.'),
});

const undone = z.strictObject({
  state: z.enum(['UNDONE', 'NOT_UNDONE', 'WAITING']).describe('What became of it.'),
  words: z.string().describe('What was seen, for people.'),
  seconds: z.int().min(0).describe('Seconds until the next look at the run.'),
});

export const readOutput = z.union([planned, done]);
export const changeOutput = z.union([planned, done, looked, undone]);

export type Doing = z.infer<typeof doing>;
export type Planning = z.infer<typeof planning>;
export type Looking = z.infer<typeof looking>;
export type Undoing = z.infer<typeof undoing>;
export type ReadInput = z.infer<typeof readInput>;
export type ChangeInput = z.infer<typeof changeInput>;
export type Planned = z.infer<typeof planned>;
export type Done = z.infer<typeof done>;
export type Looked = z.infer<typeof looked>;
export type Undone = z.infer<typeof undone>;
