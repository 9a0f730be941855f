import { callByDoor } from '../../call-by-door.ts';
import type { Handler } from '../../operation.ts';
import type { definition } from './definition.ts';

const LONGEST_WORDS = 4000;

/** What is refused or fails is this function's failure, so that it is retried, and kept as a dead letter in the end. */
export const handler: Handler<typeof definition> = async (input, context) => {
  const { schedule, operation, dueAt } = input;
  const key = `schedule/${schedule}/${dueAt}`;
  const call = { operation, input: input.with, key, as: 'run-scheduled', session: schedule };
  const { status, answer } = await callByDoor(context, call);
  const words = JSON.stringify(answer).slice(0, LONGEST_WORDS);
  context.log.info(`The schedule ${schedule} called ${operation}.`, { schedule, operation, status, words });
  return { status, words };
};
