import { RULES } from '../../../core/security/rules.ts';
import { apis } from '../../inventory/api-gateway/api.ts';
import { eventBuses } from '../../inventory/eventbridge/event-bus.ts';
import { topics } from '../../inventory/sns/topic.ts';
import { queues } from '../../inventory/sqs/queue.ts';
import { stateMachines } from '../../inventory/step-functions/state-machine.ts';
import type { Handler } from '../../operation.ts';
import { collect, judged } from '../collect.ts';
import type { definition } from './definition.ts';

export const LISTERS = [topics, queues, eventBuses, apis, stateMachines];

export const handler: Handler<typeof definition> = ({ scanId }, context) =>
  collect(context, scanId, { group: 'messaging', sources: judged(LISTERS, RULES) });
