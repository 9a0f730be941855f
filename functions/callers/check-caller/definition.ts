import { z } from 'zod';
import { defineOperation } from '../../operation.ts';

export const definition = defineOperation({
  name: 'check_caller',
  noun: 'callers',
  summary: 'Say who bears a token or a key; asked by the gateway before every call of that API.',
  risk: 'read',
  surfaces: [],
  authoriser: true,
  input: z.strictObject({
    authorization: z.string().max(16_384).describe('The header as it came.'),
  }),
  output: z.strictObject({
    isAuthorized: z
      .boolean()
      .describe(
        'Always true: whom nobody knows is told why by the function that was called, and audited there.',
      ),
    context: z
      .strictObject({
        caller: z
          .string()
          .optional()
          .describe('JSON of who calls: name, roles, grant and kind of credential.'),
        scope: z.string().optional().describe('Scopes of a token that names any.'),
        refused: z.string().optional().describe('Why nobody is known by this credential.'),
      })
      .describe('What the called function is told.'),
  }),
  permissions: [{ actions: ['dynamodb:GetItem'], resources: ['{table}'] }],
  timeoutSeconds: 8,
});
