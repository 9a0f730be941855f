import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Clients } from '../../functions/clients.ts';
import type { TargetCalls } from '../eventbridge/targets.ts';
import type { Principal } from '../service.ts';

/** The principal that EventBridge is to a function or queue whose resource policy lets it in. */
export const EVENTS_PRINCIPAL = 'arn:aws:iam::aws:service/events.amazonaws.com';

/** How rules and schedules reach what they trigger: through SDK clients, so that permissions and faults apply. */
export function targetCalls(clientsFor: (principal: Principal) => Clients): TargetCalls {
  return {
    async invokeFunction(FunctionName, event, roleArn) {
      const clients = clientsFor({ arn: roleArn ?? EVENTS_PRINCIPAL });
      const Payload = new TextEncoder().encode(event);
      await clients(LambdaClient).send(new InvokeCommand({ FunctionName, InvocationType: 'Event', Payload }));
    },
    async startExecution(stateMachineArn, input, roleArn, name) {
      const clients = clientsFor({ arn: roleArn ?? EVENTS_PRINCIPAL });
      const command = new StartExecutionCommand({
        stateMachineArn,
        input,
        ...(name !== undefined && { name }),
      });
      await clients(SFNClient).send(command);
    },
    async sendMessage(queueArn, MessageBody) {
      const [, , , region, account, name] = queueArn.split(':');
      const QueueUrl = `https://sqs.${region}.amazonaws.com/${account}/${name}`;
      const clients = clientsFor({ arn: EVENTS_PRINCIPAL });
      await clients(SQSClient).send(new SendMessageCommand({ QueueUrl, MessageBody }));
    },
  };
}
