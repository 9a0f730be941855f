import { z } from 'zod';
import { ACTIONS } from '../../../core/slo/policy.ts';
import { environmentName, serviceName } from '../../names.ts';
import { defineOperation } from '../../operation.ts';

const share = z.number();
const iso = z.string();

const alert = z.strictObject({
  name: z.string(),
  severity: z.enum(['page', 'ticket']),
  state: z
    .enum(['FIRING', 'QUIET', 'GUARDED', 'NO_DATA'])
    .describe('GUARDED burns fast enough, on too few events to mean anything.'),
  factor: z.number().describe("Times the budget's pace above which it fires."),
  longBurn: z.number().optional().describe('Over its long window.'),
  shortBurn: z.number().optional().describe('Over its short window.'),
  words: z.string(),
});

const month = z.strictObject({
  from: iso,
  to: iso,
  state: z.enum(['KEPT', 'BROKEN', 'OPEN', 'NO_DATA']),
  target: share,
  attained: share.optional(),
  credit: share.describe('Share of the bill that is given back.'),
  coverage: share.describe('Share of the month so far of which something is known.'),
});

const tracked = z.strictObject({
  environment: z.string(),
  service: z.string(),
  objective: z.string().describe('Name of the objective.'),
  state: z
    .enum(['MET', 'AT_RISK', 'BREACHED', 'NO_DATA'])
    .describe('Over the window. NO_DATA is not good: nothing is known.'),
  target: share,
  attained: share.optional().describe('Share of good events or slices; absent without data.'),
  remaining: share.optional().describe('Share of the error budget that remains; below 0 it is overdrawn.'),
  burn: z.number().optional().describe('Times its pace at which the budget burns now.'),
  exhaustedAt: iso.optional().describe('When it is used up at that pace; absent when it never is.'),
  action: z.enum(ACTIONS).describe('What its policy asks for now.'),
  countedTo: iso.optional().describe('Up to where it was counted.'),
  title: z.string(),
  kind: z.enum(['availability', 'latency', 'throughput', 'freshness', 'other']),
  summary: z.string().describe('What it asks for, in one sentence.'),
  window: z.strictObject({ from: iso, to: iso }).optional(),
  good: z.number().optional().describe('Good events or slices.'),
  total: z.number().optional().describe('All that were counted.'),
  budget: z
    .strictObject({
      allowed: z.number().describe('Bad events or slices that may be.'),
      consumed: z.number().describe('Those that were.'),
    })
    .optional(),
  alerts: z.array(alert),
  policy: z
    .strictObject({
      name: z.string(),
      since: iso.optional(),
    })
    .describe('By which it is said what follows from the budget, and since when it does.'),
  sla: z.array(month).optional().describe('The contract months, the current one first.'),
  exclusions: z.array(z.string()).describe('What is left out.'),
  notSeen: z.array(z.string()).describe('What this answer does not know, and why.'),
});

export const definition = defineOperation({
  name: 'track_slo',
  noun: 'slos',
  summary: 'Show how objectives stand: what was attained, error budget, burn, projected exhaustion, SLA.',
  risk: 'read',
  surfaces: ['http', 'mcp', 'cli'],
  input: z.strictObject({
    service: serviceName.optional().describe('Only objectives of this service.'),
    window: z
      .string()
      .regex(/^[1-9]\d{0,3}[hdw]$/)
      .optional()
      .describe('Another stretch than that of the objectives, up to now, such as 24h or 7d.'),
    environment: environmentName.optional().describe('Only objectives of this environment.'),
  }),
  output: z.strictObject({
    objectives: z.array(tracked),
    missing: z.array(z.string()).describe('Registered services without an objective, environment/service.'),
    notSeen: z.array(z.string()).describe('Objectives of which not everything is known, and why.'),
  }),
  permissions: [
    { actions: ['dynamodb:BatchGetItem', 'dynamodb:Query'], resources: ['{table}'] },
    { actions: ['dynamodb:Query'], resources: ['{table}/index/gsi1'] },
  ],
  timeoutSeconds: 29,
});
