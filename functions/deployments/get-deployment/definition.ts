import { z } from 'zod';
import { defineOperation } from '../../operation.ts';
import { deployment } from '../../runs/answer.ts';
import { deploymentId } from '../../runs/fields.ts';
import { READ_RECORDS } from '../../runs/record-permissions.ts';

const share = z.number().nullable();

const signal = z.strictObject({
  name: z.string(),
  decision: z.string(),
  statistic: z.number().describe('Logarithm of the evidence against the new version.'),
  bound: z.number().describe('What the statistic must reach for a rollback.'),
  samples: z.strictObject({ baseline: z.number(), candidate: z.number() }),
  effect: z.strictObject({ baselineShare: share, candidateShare: share, ratio: share }),
});

const verdict = z.strictObject({
  step: z.number(),
  weight: z.number(),
  at: z.string(),
  decision: z.string(),
  words: z.string(),
  signals: z.array(signal),
  record: z
    .record(z.string(), z.unknown())
    .optional()
    .describe('All that the verdict followed from, for operate replay-verdict.'),
});

export const definition = defineOperation({
  name: 'get_deployment',
  noun: 'deployments',
  summary:
    'Show a deployment: its step, its weights, every verdict with its numbers, and its story in words.',
  risk: 'read',
  surfaces: ['http', 'cli', 'mcp'],
  input: z.strictObject({
    deploymentId,
    verdicts: z.int().min(0).max(100).default(20).describe('How many of the newest verdicts to show.'),
    records: z
      .boolean()
      .default(false)
      .describe('Whether to show the raw points that each verdict followed from.'),
  }),
  output: z.strictObject({
    deployment,
    verdicts: z.array(verdict).describe('Oldest first.'),
    timeline: z.array(z.strictObject({ at: z.string(), words: z.string() })),
  }),
  timeoutSeconds: 15,
  permissions: [READ_RECORDS, { actions: ['dynamodb:Query'], resources: ['{table}'] }],
});
