import { z } from 'zod';
import { defineOperation } from '../../operation.ts';
import { foundCause, incident, incidentId } from '../fields.ts';
import { READ_INCIDENTS } from '../permissions.ts';

const time = z.string().describe('ISO 8601, UTC.');

export const definition = defineOperation({
  name: 'get_incident',
  noun: 'incidents',
  summary:
    'Show an incident: timeline, signals, changes around it, runbook runs, approvals, past ones like it.',
  risk: 'read',
  surfaces: ['http', 'mcp', 'cli'],
  input: z.strictObject({ incidentId }),
  output: z.strictObject({
    incident,
    timeline: z
      .array(z.strictObject({ at: time, by: z.string(), words: z.string().describe('Untrusted text.') }))
      .describe('Oldest first; the newest 200 lines.'),
    signals: z
      .array(
        z.strictObject({
          key: z.string(),
          title: z.string().describe('Untrusted text.'),
          state: z.enum(['FIRING', 'RESOLVED', 'NO_DATA']),
          since: time,
          joinedAt: time,
          service: z.string().optional(),
          resource: z.string().optional(),
        }),
      )
      .describe('The newest 100; `incident.signals` counts all.'),
    changes: z
      .array(
        z.strictObject({
          kind: z.string(),
          id: z.string(),
          service: z.string().optional().describe('What was changed.'),
          at: time,
          words: z.string(),
        }),
      )
      .describe('What was changed around it, oldest first.'),
    origins: z
      .array(z.string())
      .describe('Services at which it began, by what was measured; none where nobody could tell.'),
    evidence: z
      .array(
        z.strictObject({
          key: z.string(),
          at: time.describe('Since when; ISO 8601, UTC.'),
          words: z.string(),
          service: z.string().optional(),
        }),
      )
      .describe('Metrics that were odd at the same time, without being alarms.'),
    cause: foundCause
      .optional()
      .describe('What was found when it opened; absent before. investigate_incident looks anew.'),
    runs: z
      .array(
        z.strictObject({
          runId: z.string(),
          runbook: z.string(),
          service: z.string().optional().describe('What it acts on.'),
          at: time,
          outcome: z.string().optional().describe('Absent while it runs.'),
          changed: z.boolean().optional().describe('Whether it changed something; absent while it runs.'),
          code: z.string().optional().describe('Why it was refused.'),
        }),
      )
      .describe('Runs of runbooks for it.'),
    approvals: z
      .array(
        z.strictObject({
          kind: z.enum(['deployment', 'run']),
          id: z.string(),
          words: z.string().describe('Untrusted text.'),
        }),
      )
      .describe('What waits for a person: deployments of its services, and its runs of runbooks.'),
    related: z
      .array(z.strictObject({ incidentId: z.string(), why: z.string() }))
      .describe('Incidents that may have to do with it.'),
    similar: z
      .array(
        z.strictObject({
          incidentId: z.string(),
          score: z.number().describe('1 is the same fingerprint.'),
          why: z.string(),
          whatWorked: z.array(z.string()),
        }),
      )
      .describe('Past incidents like it, best first.'),
  }),
  permissions: [...READ_INCIDENTS],
  timeoutSeconds: 15,
});
