import { z } from 'zod';
import { datedWindow, weeklyWindow } from '../freezes/window-fields.ts';

export const scalingId = z
  .string()
  .regex(/^scl-[0-9a-z]{10,40}$/)
  .describe('Identifier of a change of capacity, as scale_resources shows it.');

const units = z.int().min(0).max(10_000);

export const resource = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('ecs-service').describe('Tasks of the side that serves.') }),
  z.strictObject({
    type: z.literal('provisioned-concurrency').describe('Environments that the alias keeps ready.'),
  }),
  z.strictObject({
    type: z.literal('reserved-concurrency').describe('Executions at once that the function may have.'),
  }),
  z.strictObject({
    type: z.literal('auto-scaling-group').describe('Instances of an EC2 Auto Scaling group.'),
    group: z
      .string()
      .min(1)
      .max(255)
      .regex(/^[ -~]+$/)
      .describe('Name of the group; it carries the tag operate:service.'),
  }),
]);

/** How a service is scaled, as a caller says it. */
export const policyFields = {
  resource: resource
    .optional()
    .describe('What is scaled; without it the tasks of a pair, or what an alias keeps ready.'),
  metric: z
    .enum(['cpu', 'memory', 'concurrency', 'requests'])
    .describe('What decides: percent of a unit, or requests a minute of a unit.'),
  target: z.number().min(1).max(1_000_000).describe('What the metric is to be.'),
  min: units.describe('Fewest units.'),
  max: units.min(1).describe('Most units.'),
  cooldown: z
    .strictObject({
      out: z.int().min(0).max(3600).default(60).describe('Seconds between two steps out.'),
      in: z.int().min(60).max(86_400).default(300).describe('Seconds between any change and a step in.'),
    })
    .optional()
    .describe('How long one change waits for the one before.'),
  predictive: z
    .enum(['off', 'show', 'scale'])
    .default('show')
    .describe('Whether the forecast of requests only tells, or scales out ahead where its gate is open.'),
  schedules: z
    .array(
      z.strictObject({
        window: z.union([datedWindow, weeklyWindow]).describe('When.'),
        min: units.describe('Fewest units in it.'),
      }),
    )
    .max(20)
    .default([])
    .describe('Stretches of time with a minimum of their own.'),
  costCap: z
    .strictObject({
      dollarsADay: z.number().min(0).max(1_000_000).describe('What all units may cost a day (UTC).'),
      unitDollarsAnHour: z.number().min(0.000001).max(1000).describe('What one unit costs an hour.'),
    })
    .optional()
    .describe('A cap; the minimum runs whatever it says.'),
  automatic: z.boolean().default(true).describe('Whether it is looked at by schedule.'),
};

export const policyShown = z.strictObject({
  resource: z.string().describe('What is scaled.'),
  metric: z.string(),
  target: z.number(),
  min: z.int(),
  max: z.int(),
  predictive: z.string(),
  schedules: z.array(z.strictObject({ min: z.int(), words: z.string().describe('When, and why.') })),
  dollarsADay: z.number().optional(),
  automatic: z.boolean(),
});

export const change = z.strictObject({
  changeId: z.string(),
  direction: z.enum(['out', 'in']),
  from: z.int().describe('Units before.'),
  to: z.int().describe('Units that are wanted since.'),
  at: z.string().describe('When, ISO 8601.'),
  by: z.string().describe('Who asked.'),
  state: z.enum(['BEGUN', 'DONE', 'FAILED']),
  proof: z.string().optional().describe('What AWS answered when it was read back, or why it failed.'),
  undo: z.string().describe('How it is taken back.'),
  forcedBy: z.string().optional().describe('Who approved that it passes the limits.'),
  undoes: z.string().optional().describe('The change that it takes back.'),
});

/** What is answered about one service. */
export const answer = z.strictObject({
  environment: z.string(),
  service: z.string(),
  verdict: z.enum(['SCALE_OUT', 'SCALE_IN', 'NOTHING', 'AWAITING_APPROVAL']).describe('What is decided.'),
  applied: z.boolean().describe('Whether AWS has it; false for a dry run.'),
  code: z
    .string()
    .describe('Why, for programs: such as COOLDOWN, NO_DATA, AT_MAXIMUM, COST_CAP, DEPLOYMENT.'),
  words: z.string().describe('Why, in a sentence.'),
  from: z.int().describe('Units that are wanted of AWS now.'),
  to: z.int().describe('Units that are decided on.'),
  why: z
    .array(
      z.strictObject({ rule: z.string(), to: z.int().describe('Units after this rule.'), words: z.string() }),
    )
    .describe('What each rule made of the number, in their order.'),
  capacity: z.strictObject({
    resource: z.string(),
    units: z.int().optional(),
    ready: z.int().describe('Units that run.'),
    min: z.int().optional(),
    max: z.int().optional(),
    scaledByAws: z
      .boolean()
      .describe('Policies of AWS choose the capacity as well: only the minimum under them is moved.'),
  }),
  measured: z
    .strictObject({ metric: z.string(), value: z.number(), target: z.number(), at: z.string() })
    .optional()
    .describe('The newest minute that was measured.'),
  cost: z.strictObject({ dollarsToday: z.number(), dollarsADay: z.number() }).optional(),
  forecast: z
    .strictObject({
      verdict: z.string(),
      peak: z.number().describe('P90 of the next hour, requests in five minutes.'),
      unitsPerLoad: z.number().optional(),
    })
    .optional(),
  change: change.optional(),
  scalingId: z.string().optional().describe('What an approver approves.'),
  planHash: z.string().optional().describe('The plan that an approver has to name.'),
  missing: z.array(z.string()).describe('What is not there to be looked at.'),
  notSeen: z.array(z.string()).describe('What was not looked at.'),
});

/** A change that passes the limits, as who approves it sees it. */
export const forcedShown = z.strictObject({
  scalingId: z.string(),
  environment: z.string(),
  service: z.string(),
  words: z.string().describe('What it changes, and which limit it passes.'),
  requestedBy: z.string(),
  approvedBy: z.string().optional(),
});
