import { EventBridgeClient, ListEventBusesCommand } from '@aws-sdk/client-eventbridge';
import { described } from '../described.ts';
import type { Lister } from '../lister.ts';
import { pageOf } from '../page.ts';

const PAGE = 100;

export const eventBuses: Lister = {
  type: 'AWS::Events::EventBus',
  actions: ['events:ListEventBuses'],
  async list({ clients, environment: { region } }, spend, from) {
    spend();
    const { EventBuses = [], NextToken } = await clients(EventBridgeClient).send(
      new ListEventBusesCommand({ Limit: PAGE, ...(from && { NextToken: from }) }),
    );
    const found = EventBuses.map((bus) => ({
      type: 'AWS::Events::EventBus',
      id: bus.Name ?? '',
      arn: bus.Arn ?? '',
      region,
      tags: {},
      properties: described({ ...bus, Policy: bus.Policy || null }),
    }));
    return pageOf(found, NextToken);
  },
};
