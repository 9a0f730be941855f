import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { digest } from '../../../core/canonical.ts';
import { readHead } from '../../audit/store.ts';
import { commit } from '../../commit.ts';
import type { Context } from '../../context.ts';
import type { Handler } from '../../operation.ts';
import { writeGlass } from '../glass.ts';
import type { definition } from './definition.ts';

const MINUTE_MS = 60_000;

/** First it is written down, then it is told, and only then is there a pass: nobody goes past in silence. */
export const handler: Handler<typeof definition> = async ({ reason, minutes }, context) => {
  const { clock, call, environment } = context;
  const caller = call.caller.arn;
  const until = clock.now() + minutes * MINUTE_MS;
  const end = new Date(until).toISOString();
  const resource = `glass/${digest(caller).slice(0, 16)}`;
  const record = { caller, reason, until: end };
  const words = `The glass was broken until ${end}: ${reason}`;
  await commit(context, { resource, head: await readHead(context, resource), item: { record }, words });
  await tell(context, `${caller} goes past the roles of Operate until ${end}. The reason given: ${reason}`);
  return { pass: writeGlass({ caller, reason, until }, environment), until: end };
};

async function tell({ clients, environment }: Context, Message: string): Promise<void> {
  const Subject = 'Operate: the glass was broken';
  await clients(SNSClient).send(new PublishCommand({ TopicArn: environment.alarmTopic, Subject, Message }));
}
