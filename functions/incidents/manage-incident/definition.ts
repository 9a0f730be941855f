import { z } from 'zod';
import { environmentName, serviceName } from '../../names.ts';
import { ENQUEUE } from '../../notifications/permissions.ts';
import { defineOperation } from '../../operation.ts';
import { PUBLISH } from '../../runs/record-permissions.ts';
import { incident, incidentId, severity } from '../fields.ts';
import { ANSWER_TOKEN, CHANGE_INCIDENT, START_ESCALATION } from '../permissions.ts';

const action = z
  .enum(['create', 'update', 'resolve', 'escalate', 'acknowledge'])
  .describe('What to do; escalate tells the next level of the policy.');
const text = (most: number) => z.string().min(1).max(most);

export const definition = defineOperation({
  name: 'manage_incident',
  noun: 'incidents',
  summary: 'Create, update, acknowledge, escalate or resolve an incident.',
  risk: 'change',
  // Whoever is on call must be able to take an incident on without being able to deploy.
  role: 'operator',
  surfaces: ['http', 'mcp', 'cli'],
  input: z.strictObject({
    action,
    incidentId: incidentId.optional().describe('Which incident; needed by every action but create.'),
    title: text(200).optional().describe('One line; create needs it.'),
    description: text(4000).optional().describe('What is known.'),
    severity: severity.optional().describe('How much it hurts; medium on create when missing.'),
    environment: environmentName.optional().describe('Where; create takes it.'),
    assignee: text(128).optional().describe('Who works on it.'),
    updateNotes: text(4000).optional().describe('A line for the timeline.'),
    resolution: text(4000).optional().describe('What ended it; resolve needs it.'),
    rootCause: text(4000).optional().describe('Why it happened.'),
    preventiveMeasures: z
      .array(text(1000))
      .max(20)
      .optional()
      .describe('What keeps it from happening again.'),
    affectedServices: z.array(serviceName).max(50).optional().describe('Services that it hurts.'),
    tags: z.array(text(64)).max(20).optional().describe('Words to find it by.'),
  }),
  output: z.strictObject({ action, incident }),
  permissions: [
    CHANGE_INCIDENT,
    { actions: ['dynamodb:UpdateItem'], resources: ['{table}'] },
    { actions: ['dynamodb:Query'], resources: ['{table}/index/gsi1'] },
    PUBLISH,
    ENQUEUE,
    START_ESCALATION,
    ANSWER_TOKEN,
  ],
  timeoutSeconds: 20,
});
