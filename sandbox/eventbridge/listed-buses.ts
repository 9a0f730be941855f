import type { ListEventBusesCommandInput } from '@aws-sdk/client-eventbridge';
import { pageOf } from '../elbv2/page.ts';
import { type Described, members, reading } from '../estate/described.ts';
import type { SandboxService } from '../service.ts';

const PAGE_SIZE = 100;

/** Buses of the estate with their policies. */
export function listedBuses({ estate, scope }: Described): SandboxService {
  return {
    client: 'EventBridgeClient',
    commands: {
      ListEventBuses: reading<ListEventBusesCommandInput>('events:ListEventBuses', ({ NextToken, Limit }) => {
        const { items, next } = pageOf(estate.list('AWS::Events::EventBus'), NextToken, Limit ?? PAGE_SIZE);
        const EventBuses = items.map((bus) => ({
          ...members(bus, ['Policy']),
          Name: bus.id,
          Arn: `arn:aws:events:${scope.region}:${scope.accountId}:event-bus/${bus.id}`,
        }));
        return { EventBuses, ...(next !== undefined && { NextToken: next }) };
      }),
    },
  };
}
