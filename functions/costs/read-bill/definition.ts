import { z } from 'zod';
import { defineOperation } from '../../operation.ts';
import { analysisInput } from '../step-fields.ts';

export const definition = defineOperation({
  name: 'read_bill',
  noun: 'costs',
  summary: "Read what the account is billed, its budgets and AWS's forecast.",
  risk: 'change',
  surfaces: [],
  input: analysisInput,
  output: z.strictObject({ part: z.string(), requests: z.int(), rows: z.int() }),
  permissions: [
    { actions: ['dynamodb:GetItem', 'dynamodb:PutItem'], resources: ['{table}'] },
    { actions: ['ce:GetCostAndUsage', 'ce:GetCostForecast'], resources: ['*'] },
    { actions: ['budgets:ViewBudget'], resources: ['arn:aws:budgets::{account}:budget/*'] },
  ],
  timeoutSeconds: 120,
});
