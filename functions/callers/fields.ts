import { z } from 'zod';
import { environmentName, serviceName } from '../names.ts';

export const keyId = z
  .string()
  .regex(/^[0-9a-z]{22}$/)
  .describe('Identifier of the key: what stands between `opk_` and the second `_`.');

/** No program approves, whatever its key says, so no key is made that seems to. */
export const keyRoles = z
  .array(z.enum(['viewer', 'operator', 'deployer', 'admin']))
  .min(1)
  .max(4)
  .describe('What its holder may do; no program approves.');

export const environments = z
  .array(environmentName)
  .min(1)
  .max(20)
  .optional()
  .describe('The only environments that it is for; every one when missing.');

export const services = z
  .array(serviceName)
  .min(1)
  .max(50)
  .optional()
  .describe('The only services that it is for; every one when missing.');

export const key = z.strictObject({
  id: keyId,
  name: z.string().describe('What it is for.'),
  state: z.enum(['ACTIVE', 'EXPIRED', 'REVOKED']).describe('Whether it still opens anything.'),
  roles: z.array(z.string()).describe('What its holder may do.'),
  environments: z.array(z.string()).optional().describe('The only environments that it is for.'),
  services: z.array(z.string()).optional().describe('The only services that it is for.'),
  madeBy: z.string().describe('Who made it.'),
  madeAt: z.iso.datetime().describe('When it was made.'),
  expiresAt: z.iso.datetime().describe('When it ends by itself.'),
  revokedAt: z.iso.datetime().optional().describe('When it was revoked.'),
  revokedBy: z.string().optional().describe('Who revoked it.'),
});
