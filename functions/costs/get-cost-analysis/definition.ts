import { z } from 'zod';
import { defineOperation } from '../../operation.ts';
import { analysis, shownFields } from '../answer.ts';

export const definition = defineOperation({
  name: 'get_cost_analysis',
  noun: 'costs',
  summary: 'Show the last analysis of costs, page by page, without asking AWS for anything.',
  risk: 'read',
  surfaces: ['http', 'mcp', 'cli'],
  input: z.strictObject(shownFields),
  output: analysis,
  outcome: { field: 'status', success: ['COMPLETE'], undecided: ['NO_DATA', 'RUNNING', 'PLANNED'] },
  permissions: [{ actions: ['dynamodb:GetItem'], resources: ['{table}'] }],
  timeoutSeconds: 20,
});
