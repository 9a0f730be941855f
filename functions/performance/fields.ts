import { z } from 'zod';
import { COMPARED } from '../../core/performance/baseline.ts';
import { BOTTLENECKS } from '../../core/performance/bottleneck.ts';
import { CHOICES } from '../../core/performance/choice.ts';
import { REALISED } from '../../core/performance/ledger.ts';
import { METRICS } from '../../core/performance/measures.ts';
import { RISKS } from '../../core/performance/rule.ts';

export const metric = z.enum(METRICS);

const change = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('function-setting'),
    memoryMb: z.int().optional(),
    timeoutSeconds: z.int().optional(),
  }),
  z.strictObject({
    type: z.literal('task-size'),
    cpu: z.int().describe('CPU units; 1,024 are a processor.'),
    memoryMb: z.int(),
  }),
  z.strictObject({ type: z.literal('reserved-concurrency'), executions: z.int() }),
  z.strictObject({ type: z.literal('provisioned-concurrency'), environments: z.int() }),
  z.strictObject({
    type: z.literal('pool-size'),
    variable: z.string().describe('Name of the variable; untrusted text.'),
    size: z.int(),
  }),
]);

const effect = z.strictObject({
  metric,
  low: z.number().describe('Percent of what it is now, at the least; negative is less.'),
  expected: z.number().optional().describe('Missing where only the interval is known.'),
  high: z.number().describe('Percent of what it is now, at the most.'),
});

const saving = z
  .strictObject({ low: z.number(), expected: z.number(), high: z.number() })
  .describe('Dollars a month; negative is dearer.');

export const recommendation = z.strictObject({
  rule: z.string(),
  title: z.string(),
  action: z.string().describe('What to do.'),
  change,
  evidence: z.string().describe('What was seen.'),
  effects: z.array(effect),
  saving: saving.optional(),
  risk: z.strictObject({ level: z.enum(RISKS), why: z.string() }),
  undo: z.string().describe('How it is taken back.'),
  apply: z
    .strictObject({ code: z.enum(CHOICES), words: z.string() })
    .describe('Whether autoApply takes it, and why not.'),
});

export const optimization = z.strictObject({
  optimizationId: z.string(),
  rule: z.string(),
  action: z.string(),
  change,
  effects: z.array(effect),
  state: z.enum(['BEGUN', 'DEPLOYING', 'APPLIED', 'UNDONE', 'FAILED']),
  version: z.string().optional().describe('The revision that carries it.'),
  deploymentId: z.string().optional().describe('Where it is judged, promoted or rolled back.'),
  words: z.string().optional().describe('Why it was undone, or never came to a deployment.'),
  at: z.string().describe('When it was begun, ISO 8601.'),
  by: z.string().describe('Who asked.'),
  realised: z
    .array(
      z.strictObject({
        metric,
        low: z.number(),
        expected: z.number().optional(),
        high: z.number(),
        realised: z.number().optional().describe('Percent, as it was measured.'),
        verdict: z.enum(REALISED),
      }),
    )
    .optional()
    .describe('Estimated and measured, from a week after it was applied.'),
});

export const ledger = z.strictObject({
  applied: z.int(),
  undone: z.int(),
  failed: z.int(),
  measured: z.int().describe('Applied ones whose effects were measured.'),
  effects: z
    .strictObject({ AS_ESTIMATED: z.int(), BETTER: z.int(), WORSE: z.int(), NO_DATA: z.int() })
    .describe('Measured effects, by how they came out.'),
});

export const analysed = z.strictObject({
  service: z.string(),
  setting: z
    .strictObject({
      version: z.string().describe('The version, or the task definition, that serves.'),
      memoryMb: z.int(),
      cpu: z.int().optional().describe('CPU units of a task.'),
      timeoutSeconds: z.int().optional(),
      tasks: z.int().optional().describe('Tasks that run.'),
    })
    .optional(),
  metrics: z
    .array(
      z.strictObject({
        metric,
        unit: z.string(),
        verdict: z.enum(COMPARED),
        value: z.number().optional(),
        baseline: z
          .strictObject({ median: z.number(), low: z.number(), high: z.number(), weeks: z.int() })
          .optional()
          .describe('The same weekday and hours of earlier weeks, and what is ordinary around them.'),
      }),
    )
    .describe('Each against its baseline.'),
  bottleneck: z.strictObject({ name: z.enum(BOTTLENECKS), evidence: z.string() }),
  recommendations: z.array(recommendation),
  ledger,
  notSeen: z.array(z.string()).describe('What was not looked at, and why.'),
});

export const optimizationPlan = z.strictObject({
  service: z.string(),
  rule: z.string(),
  change,
  steps: z.array(z.string()).describe('What is done, in order.'),
  undo: z.string().describe('How it is taken back, by itself where the judge says so.'),
  planHash: z.string(),
});
