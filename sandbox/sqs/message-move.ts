import type {
  ListMessageMoveTasksCommandInput,
  ListMessageMoveTasksResult,
  StartMessageMoveTaskCommandInput,
  StartMessageMoveTaskResult,
} from '@aws-sdk/client-sqs';
import { refuseOtherMembers } from '../hook/not-implemented.ts';
import type { AccountScope, Command, Need } from '../service.ts';
import { resourceNotFound, unsupportedOperation } from './exceptions.ts';
import type { SendToQueue } from './message.ts';
import type { Queue } from './queue.ts';

const FILE = 'sandbox/sqs/message-move.ts';
const MOVES_SHOWN = 10;
/** Milliseconds until SQS has moved what is there. */
const MOVING_MS = 5000;
const AT_ONCE = 10;
const HIDDEN_SECONDS = 30;

/** One moving of the messages of a dead-letter queue. */
interface Move {
  readonly handle: string;
  readonly source: string;
  readonly startedAt: number;
  readonly toMove: number;
  moved: number;
  status: 'RUNNING' | 'COMPLETED';
}

export interface MovePorts {
  find(queueArn: string): Queue | undefined;
  send: SendToQueue;
}

/** Moves messages of dead-letter queues back to the queues that they came from, some seconds after it is asked. */
export function messageMoves(scope: AccountScope, { find, send }: MovePorts): Record<string, Command> {
  const moves: Move[] = [];
  const queueOf = (arn: string | undefined): Queue => {
    const queue = find(arn ?? '');
    if (!queue) throw resourceNotFound();
    return queue;
  };

  async function carryOut(move: Move, queue: Queue): Promise<void> {
    await scope.clock.sleep(MOVING_MS);
    for (;;) {
      const taken = queue.receive(AT_ONCE, HIDDEN_SECONDS, true);
      if (taken.length === 0) break;
      for (const { body, attributes, redrivenFrom, receiptHandle = '' } of taken) {
        if (redrivenFrom === undefined) continue;
        send(redrivenFrom, { body, attributes });
        queue.delete(receiptHandle);
        move.moved += 1;
      }
    }
    move.status = 'COMPLETED';
  }

  function start(input: StartMessageMoveTaskCommandInput): StartMessageMoveTaskResult {
    refuseOtherMembers('StartMessageMoveTask', input, ['SourceArn'], FILE);
    const queue = queueOf(input.SourceArn);
    const source = queue.arn;
    if (moves.some((move) => move.source === source && move.status === 'RUNNING'))
      throw unsupportedOperation(
        'There is already a task running. Only one active task is allowed for a source queue arn at a given time.',
      );
    const toMove = queue.visible().length;
    const startedAt = scope.clock.now();
    const move: Move = { handle: scope.id(), source, startedAt, toMove, moved: 0, status: 'RUNNING' };
    moves.unshift(move);
    void carryOut(move, queue);
    return { TaskHandle: move.handle };
  }

  function list({ SourceArn, MaxResults = 1 }: ListMessageMoveTasksCommandInput): ListMessageMoveTasksResult {
    const { arn } = queueOf(SourceArn);
    const shown = moves.filter(({ source }) => source === arn).slice(0, Math.min(MaxResults, MOVES_SHOWN));
    return {
      Results: shown.map(({ handle, source, startedAt, toMove, moved, status }) => ({
        ...(status === 'RUNNING' && { TaskHandle: handle }),
        Status: status,
        SourceArn: source,
        ApproximateNumberOfMessagesMoved: moved,
        ApproximateNumberOfMessagesToMove: toMove,
        StartedTimestamp: startedAt,
      })),
    };
  }

  /** Moving is receiving and deleting here, and sending there. */
  function needs({ SourceArn = '' }: StartMessageMoveTaskCommandInput): Need[] {
    const here = ['StartMessageMoveTask', 'ReceiveMessage', 'DeleteMessage', 'GetQueueAttributes'];
    const there = new Set(find(SourceArn)?.messages.flatMap(({ redrivenFrom }) => redrivenFrom ?? []));
    return [
      ...here.map((action) => ({ action: `sqs:${action}`, resource: SourceArn })),
      ...[...there].map((resource) => ({ action: 'sqs:SendMessage', resource })),
    ];
  }

  return {
    StartMessageMoveTask: { run: start, needs } as Command,
    ListMessageMoveTasks: {
      run: list,
      needs: ({ SourceArn = '' }: ListMessageMoveTasksCommandInput) => [
        { action: 'sqs:ListMessageMoveTasks', resource: SourceArn },
      ],
    } as Command,
  };
}
