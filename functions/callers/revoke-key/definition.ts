import { z } from 'zod';
import { defineOperation } from '../../operation.ts';
import { key, keyId } from '../fields.ts';

export const definition = defineOperation({
  name: 'revoke_key',
  noun: 'callers',
  summary: 'Revoke an API key; its next call is refused.',
  risk: 'sensitive',
  surfaces: ['http', 'cli'],
  input: z.strictObject({ keyId }),
  output: z.strictObject({ record: key }),
  permissions: [{ actions: ['dynamodb:GetItem', 'dynamodb:PutItem'], resources: ['{table}'] }],
  timeoutSeconds: 10,
});
