import { defineOperation } from '../../operation.ts';
import { KEEP_FOUND } from '../permissions.ts';
import { analysisInput, stepOutput } from '../step-fields.ts';

export const definition = defineOperation({
  name: 'find_database_waste',
  noun: 'costs',
  summary: 'Look for money that is lost on databases and tables.',
  risk: 'change',
  surfaces: [],
  input: analysisInput,
  output: stepOutput,
  permissions: [
    ...KEEP_FOUND,
    { actions: ['rds:DescribeDBInstances'], resources: ['arn:aws:rds:{region}:{account}:db:*'] },
    { actions: ['dynamodb:ListTables'], resources: ['*'] },
    {
      actions: ['dynamodb:DescribeTable'],
      resources: ['arn:aws:dynamodb:{region}:{account}:table/*'],
    },
  ],
  timeoutSeconds: 300,
});
