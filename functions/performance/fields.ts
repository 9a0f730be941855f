import { z } from 'zod';
import { COMPARED } from '../../core/performance/baseline.ts';
import { BOTTLENECKS } from '../../core/performance/bottleneck.ts';
import { CHOICES } from '../../core/performance/choice.ts';
import { REALISED } from '../../core/performance/ledger.ts';
import { METRICS } from '../../core/performance/measures.ts';
import { RISKS } from '../../core/performance/rule.ts';

export const metric = z.enum(METRICS);

const change = z.strictObject({
  type: z.enum([
    'function-setting',
    'task-size',
    'reserved-concurrency',
    'provisioned-concurrency',
    'pool-size',
  ]),
  memoryMb: z.int().optional(),
  timeoutSeconds: z.int().optional(),
  cpu: z.int().optional().describe('CPU units.'),
  executions: z.int().optional(),
  environments: z.int().optional(),
  variable: z.string().optional(),
  size: z.int().optional(),
});

const interval = { low: z.number(), high: z.number() };
const effect = z.strictObject({ metric, ...interval, expected: z.number().optional() });

export const recommendation = z.strictObject({
  rule: z.string(),
  title: z.string(),
  action: z.string(),
  change,
  evidence: z.string(),
  effects: z.array(effect).describe('In percent of what it is now.'),
  saving: z
    .strictObject({ ...interval, expected: z.number() })
    .optional()
    .describe('Dollars a month; negative is dearer.'),
  risk: z.strictObject({ level: z.enum(RISKS), why: z.string() }),
  undo: z.string(),
  apply: z
    .strictObject({ code: z.enum(CHOICES), words: z.string() })
    .describe('Whether autoApply takes it, and why not.'),
});

export const optimization = z.strictObject({
  service: z.string(),
  optimizationId: z.string(),
  rule: z.string(),
  action: z.string(),
  state: z.enum(['BEGUN', 'DEPLOYING', 'APPLIED', 'UNDONE', 'FAILED']),
  version: z.string().optional(),
  deploymentId: z.string().optional(),
  words: z.string().optional().describe('Why it was not applied.'),
  at: z.string(),
  by: z.string(),
  realised: z
    .array(effect.extend({ realised: z.number().optional(), verdict: z.enum(REALISED) }))
    .optional()
    .describe('Estimated and measured, from a week after it was applied.'),
});

export const ledger = z.strictObject({
  applied: z.int(),
  undone: z.int(),
  failed: z.int(),
  measured: z.int(),
  effects: z.record(z.enum(REALISED), z.int()).describe('Measured effects, by how they came out.'),
});

export const analysed = z.strictObject({
  service: z.string(),
  setting: z
    .strictObject({
      version: z.string(),
      memoryMb: z.int(),
      cpu: z.int().optional(),
      timeoutSeconds: z.int().optional(),
      tasks: z.int().optional(),
    })
    .optional(),
  metrics: z.array(
    z.strictObject({
      metric,
      unit: z.string(),
      verdict: z.enum(COMPARED),
      value: z.number().optional(),
      baseline: z
        .strictObject({ ...interval, median: z.number(), weeks: z.int() })
        .optional()
        .describe('The same weekday and hours of earlier weeks.'),
    }),
  ),
  bottleneck: z.strictObject({ name: z.enum(BOTTLENECKS), evidence: z.string() }),
  recommendations: z.array(recommendation),
  ledger,
  notSeen: z.array(z.string()),
});

export const optimizationPlan = z.strictObject({
  service: z.string(),
  rule: z.string(),
  steps: z.array(z.string()),
  undo: z.string(),
  planHash: z.string(),
});
