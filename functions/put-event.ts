import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { DependencyFailed } from '../core/errors.ts';
import type { Context } from './context.ts';

/**
 * Puts one of our events on the product's bus.
 * @throws DependencyFailed when EventBridge did not take it
 */
export async function putEvent(context: Context, name: string, detail: object): Promise<void> {
  const entry = {
    EventBusName: context.environment.bus,
    Source: 'operate',
    DetailType: name,
    Detail: JSON.stringify(detail),
  };
  const answer = await context.clients(EventBridgeClient).send(new PutEventsCommand({ Entries: [entry] }));
  if (answer.FailedEntryCount)
    throw new DependencyFailed(
      `EventBridge refused ${name}: ${answer.Entries?.[0]?.ErrorMessage ?? 'no reason given'}`,
    );
}
