import { type FunctionConfiguration, LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { described } from '../described.ts';
import type { Lister } from '../lister.ts';
import { pageOf } from '../page.ts';

/** The most that Lambda answers. */
const PAGE = 50;

/** `$LATEST` of each function, without its tags, which would be a call for each, and without its variables' values. */
export const lambdaFunctions: Lister = {
  type: 'AWS::Lambda::Function',
  actions: ['lambda:ListFunctions'],
  async list({ clients, environment: { region } }, spend, from) {
    spend();
    const { Functions = [], NextMarker } = await clients(LambdaClient).send(
      new ListFunctionsCommand({ MaxItems: PAGE, ...(from && { Marker: from }) }),
    );
    const found = Functions.map((one) => ({
      type: this.type,
      id: one.FunctionName ?? '',
      arn: one.FunctionArn ?? '',
      region,
      tags: {},
      properties: described(withoutValues(one)),
    }));
    return pageOf(found, NextMarker);
  },
};

/** Values of variables may be secrets; who looks for those reads them itself and keeps none. */
function withoutValues({ Environment: _environment, ...one }: FunctionConfiguration): object {
  return one;
}
