import { z } from 'zod';
import { SEVERITIES } from '../../core/incident/signal.ts';

export const incidentId = z
  .string()
  .regex(/^inc-[0-9a-z]{10,40}$/)
  .describe('Identifier of the incident.');

export const severity = z.enum(SEVERITIES).describe('How much it hurts.');

export const stateName = z
  .enum(['TRIGGERED', 'ACKNOWLEDGED', 'RECOVERING', 'RESOLVED'])
  .describe('RECOVERING: all is well, and it is watched whether it stays so.');

const time = z.string().describe('ISO 8601, UTC.');

/** An incident as every operation answers it. */
export const incident = z.strictObject({
  incidentId,
  title: z.string().describe('What went wrong, as its source says; untrusted.'),
  description: z.string(),
  severity,
  severityReason: z.string(),
  environment: z.string(),
  services: z.array(z.string()),
  state: stateName,
  since: time.describe('Since when it is in this state.'),
  acknowledgedBy: z.string().optional(),
  resolution: z
    .string()
    .optional()
    .describe('How it ended: what a person said, or how the recovery was verified.'),
  label: z.enum(['chaos', 'maintenance']).optional().describe('Caused on purpose; nobody is told.'),
  signals: z.int().describe('Signals that belong to it.'),
  firing: z.int().describe('Signals that fire now.'),
  assignee: z.string().optional(),
  escalation: z
    .strictObject({
      policy: z.string(),
      level: z.int().describe('Levels that were told, over all repeats.'),
    })
    .optional(),
  rootCause: z.string().optional(),
  preventiveMeasures: z.array(z.string()).optional(),
  tags: z.array(z.string()),
  reopened: z.int().describe('How often it was opened again.'),
  times: z.strictObject({
    startedAt: time,
    detectedAt: time,
    acknowledgedAt: time.optional(),
    recoveredAt: time.optional(),
    resolvedAt: time.optional(),
    reopenedAt: time.optional(),
  }),
  createdBy: z.string(),
  createdAt: time,
});

/** What an investigation found, as the incident keeps it. */
export const foundCause = z.strictObject({
  at: time.describe('When it was looked; ISO 8601, UTC.'),
  verdict: z
    .enum(['RANKED', 'NOT_ENOUGH_DATA'])
    .describe('NOT_ENOUGH_DATA: nothing was seen that chance would not show as well.'),
  causes: z
    .array(
      z.strictObject({
        service: z.string(),
        confidence: z.number().describe('The chance that it is the cause.'),
        evidence: z.array(z.string().describe('Untrusted text.')),
      }),
    )
    .describe('Most likely first.'),
  notSeen: z.array(z.string()).describe('What was not looked at, or could not be.'),
});
