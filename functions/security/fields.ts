import { z } from 'zod';
import { GROUPS } from '../../core/security/scan.ts';

export const scanId = z
  .string()
  .regex(/^scan-[0-9a-z]{22}$/)
  .describe('Id of a scan, as security_scan answered it.');

export const frameworkName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9.-]{0,62}$/)
  .describe('Name of a framework, such as soc2 or pci-dss-4.0.');

/** What a step of the machine is told, and what it answers. */
export const stepInput = z.strictObject({ scanId });
export const stepOutput = z.strictObject({
  next: z.enum(['collect', 'wait', 'conclude']).describe('What the machine does next.'),
  group: z.enum(GROUPS).describe('Which services are looked at next.'),
  seconds: z.int().describe('How long it waits before.'),
});
