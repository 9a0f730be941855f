import { z } from 'zod';

const pinned = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('image').describe('A container image.'),
    label: z.string().describe('What it was asked for as, such as a tag.'),
    image: z.string().describe('Repository URI and digest.'),
    taskDefinition: z.string().optional().describe('Task definition that runs it.'),
  }),
  z.strictObject({
    kind: z.literal('task-definition').describe('A task definition.'),
    label: z.string().describe('What it was asked for as.'),
    taskDefinition: z.string().describe('ARN of the revision.'),
  }),
  z.strictObject({
    kind: z.literal('lambda-version').describe('A published version of a function.'),
    label: z.string().describe('What it was asked for as.'),
    version: z.string().describe('Its number.'),
  }),
]);

const SIDE = z.enum(['blue', 'green']).optional().describe('Side it runs on, in a pair.');

const kept = {
  pinned: pinned.describe('The version.'),
  deploymentId: z.string().describe('Deployment that promoted it; registered: it was live at registration.'),
  promotedAt: z.string().describe('When it became live, ISO 8601.'),
};

/** A registered service, as operations answer it. */
export const serviceOutput = z.strictObject({
  environment: z.string().describe('Environment.'),
  name: z.string().describe('Name of the service.'),
  target: z.record(z.string(), z.unknown()).describe('What is deployed to.'),
  versionSource: z.record(z.string(), z.unknown()).describe('Where versions come from.'),
  criteria: z.record(z.string(), z.string()).describe('Absolute limits of every deployment.'),
  gates: z.array(z.record(z.string(), z.unknown())).describe('Gates before every deployment.'),
  approvalRequired: z.boolean().describe('Whether a second person approves every deployment.'),
  rollbackWindowSeconds: z.number().describe('How long the previous version stays warm.'),
  alarms: z.array(z.string()).describe('Alarms that end a rollout.'),
  slos: z.array(z.string()).optional().describe('Objectives that have a say in every rollout.'),
  dependsOn: z.array(z.string()).optional().describe('Services of the environment that it needs.'),
  tracedAs: z.string().optional().describe('Name of its traces in X-Ray.'),
  anomalyAlarms: z.array(z.string()).optional().describe('Metrics whose anomalies open incidents.'),
  health: z.record(z.string(), z.unknown()).optional().describe('How it is watched; it is not when missing.'),
  live: z
    .strictObject({ ...kept, side: SIDE })
    .optional()
    .describe('The version that serves.'),
  spare: z
    .strictObject({
      pinned: pinned.describe('The version.'),
      deploymentId: z.string().describe('Deployment whose promotion opened the window.'),
      closesAt: z.string().describe('When it is scaled in, ISO 8601.'),
      side: SIDE,
    })
    .optional()
    .describe('The previous version, still warm.'),
  kept: z.array(z.strictObject(kept)).describe('Versions that can be rolled back to, newest first.'),
  registeredAt: z.string().describe('When it was registered first, ISO 8601.'),
});
