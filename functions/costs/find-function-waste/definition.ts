import { defineOperation } from '../../operation.ts';
import { KEEP_FOUND } from '../permissions.ts';
import { analysisInput, stepOutput } from '../step-fields.ts';

export const definition = defineOperation({
  name: 'find_function_waste',
  noun: 'costs',
  summary: 'Look for money that is lost on functions and log groups.',
  risk: 'change',
  surfaces: [],
  input: analysisInput,
  output: stepOutput,
  permissions: [
    ...KEEP_FOUND,
    { actions: ['lambda:ListFunctions', 'logs:DescribeLogGroups'], resources: ['*'] },
    {
      actions: ['lambda:ListProvisionedConcurrencyConfigs'],
      resources: ['arn:aws:lambda:{region}:{account}:function:*'],
    },
  ],
  timeoutSeconds: 300,
});
