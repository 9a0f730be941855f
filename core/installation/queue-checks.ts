import { broken, type Check, DEPLOY, noData, ok, whenRead } from './check.ts';
import type { InstallationFacts, QueueFacts } from './facts.ts';

/** Where messages go that fail: nobody is told of what goes anywhere else. */
export function queueCheck({ name, found }: QueueFacts, { deadLetterQueue }: InstallationFacts): Check {
  const check = `queue ${name}`;
  return whenRead(check, found, (queue) => {
    if (!queue) return broken(check, 'There is no such queue.', DEPLOY);
    if (!queue.redrive)
      return broken(check, 'A message that fails is tried until it expires, and nobody is told.', DEPLOY);
    const { deadLetterArn, maxReceives } = queue.redrive;
    if (deadLetterArn !== deadLetterQueue)
      return broken(check, `Messages that fail go to ${deadLetterArn}, where nobody looks.`, DEPLOY);
    return ok(check, `A message that failed ${maxReceives} times is a dead letter.`);
  });
}

/** Lambda's words for an attempt at which it could not even read the queue or call the function. */
const PROBLEM = /problem|error|denied|fail/i;
const OFF = ['Disabled', 'Disabling'];

/** Whether a function of ours works the queue off. */
export function mappingCheck({ name, mappings }: QueueFacts): Check {
  const check = `mapping ${name}`;
  return whenRead(check, mappings, (all) => {
    const [mapping] = all;
    if (!mapping) return broken(check, 'No function works its messages off: they wait and expire.', DEPLOY);
    const { id, functionName, state, lastResult = '' } = mapping;
    const enable = `aws lambda update-event-source-mapping --enabled --uuid ${id}`;
    if (OFF.includes(state))
      return broken(check, `It is ${state}: ${functionName} gets no messages, they wait and expire.`, enable);
    if (PROBLEM.test(lastResult))
      return broken(
        check,
        `Lambda cannot hand messages to ${functionName}: ${lastResult}`,
        `Look at the role operate-run-${functionName.replace(/^operate-/, '')} and the queue's key.`,
      );
    if (state !== 'Enabled')
      return noData(check, `It is ${state} at the moment.`, 'Run operate doctor again in a minute.');
    return ok(check, `${functionName} works it off.`);
  });
}
