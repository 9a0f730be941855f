import { z } from 'zod';
import { environmentName, serviceName, versionLabel } from '../names.ts';
import { deploymentId, reason } from '../runs/fields.ts';
import { machineAnswer, stepIndex } from './machine-answer.ts';

const since = z.string().max(64).describe('When the execution that restores began; ISO 8601.');

/** The contract of every driver's function: one action of a rollout. */
export const driveInput = z.discriminatedUnion('action', [
  z.strictObject({
    action: z.literal('describe'),
    environment: environmentName,
    service: serviceName,
    version: versionLabel,
  }),
  z.strictObject({ action: z.enum(['prepare', 'prove', 'shift', 'look']), deploymentId, step: stepIndex }),
  z.strictObject({ action: z.enum(['promote', 'settle', 'park']), deploymentId }),
  z.strictObject({ action: z.literal('restore'), deploymentId, reason: reason, since }),
  z.strictObject({ action: z.literal('confirm'), deploymentId, since }),
]);

export const driveOutput = z.union([
  machineAnswer,
  z.strictObject({
    description: z.record(z.string(), z.unknown()).describe('What is true of the target now.'),
  }),
  z.strictObject({
    refused: z
      .strictObject({ words: z.string(), violations: z.array(z.unknown()) })
      .describe('Why the version cannot be pinned.'),
  }),
]);
