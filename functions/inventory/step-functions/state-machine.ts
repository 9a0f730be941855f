import { DescribeStateMachineCommand, ListStateMachinesCommand, SFNClient } from '@aws-sdk/client-sfn';
import { asked, describeEach, madeOf } from '../asked.ts';
import { described } from '../described.ts';
import type { Lister } from '../lister.ts';
import { pageOf } from '../page.ts';

const PAGE = 100;

/** Without their definitions, which rules do not read. */
export const stateMachines: Lister = {
  type: 'AWS::StepFunctions::StateMachine',
  actions: ['states:DescribeStateMachine', 'states:ListStateMachines'],
  async list({ clients, environment: { region } }, spend, from) {
    const client = clients(SFNClient);
    spend();
    const { stateMachines: listed = [], nextToken } = await client.send(
      new ListStateMachinesCommand({ maxResults: PAGE, ...(from && { nextToken: from }) }),
    );
    const found = await describeEach(listed, async ({ stateMachineArn = '', name = '', type }) => {
      spend();
      const answer = await asked(client.send(new DescribeStateMachineCommand({ stateMachineArn })));
      const loggingConfiguration = madeOf(
        answer,
        (machine) => machine.loggingConfiguration ?? { level: 'OFF' },
      );
      return {
        type: 'AWS::StepFunctions::StateMachine',
        id: name,
        arn: stateMachineArn,
        region,
        tags: {},
        properties: described({ name, type, loggingConfiguration }),
      };
    });
    return pageOf(found, nextToken);
  },
};
