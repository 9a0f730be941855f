import { withCalendar, withoutStop, withStop } from '../../../core/freeze/change.ts';
import type { Freezes } from '../../../core/freeze/freeze.ts';
import { frozen } from '../../../core/freeze/frozen.ts';
import type { Context } from '../../context.ts';
import type { Handler } from '../../operation.ts';
import { readService } from '../../services/store.ts';
import { changeFreeze } from '../store.ts';
import { checkWindows } from './check-windows.ts';
import type { definition } from './definition.ts';

type Input = Parameters<Handler<typeof definition>>[0];

export const handler: Handler<typeof definition> = async (input, context) => {
  const { environment, service, freeze } = input;
  if (freeze.kind === 'calendar') checkWindows(freeze.windows);
  // A typo must not leave a service unfrozen while the answer says that it is frozen.
  if (service !== undefined) await readService(context, environment, service);
  return changeFreeze(context, environment, (before) => {
    const after = changed(before, input, context);
    const verdict = frozen(after, service, context.clock.now());
    const answer = {
      environment,
      ...(service !== undefined && { service }),
      ...(verdict.frozen ? verdict : { frozen: false, words: `${nameOf(input)} is open.` }),
    };
    return { after, words: sentence(input), answer };
  });
};

function changed(before: Freezes, { service, freeze }: Input, { clock, call }: Context): Freezes {
  if (freeze.kind === 'calendar') return withCalendar(before, service, freeze.windows);
  if (!freeze.stopped) return withoutStop(before, service);
  const { reason } = freeze;
  const at = new Date(clock.now()).toISOString();
  return withStop(before, { ...(service !== undefined && { service }), reason, by: call.caller.arn, at });
}

function nameOf({ environment, service }: Input): string {
  return service === undefined ? environment : `${service} in ${environment}`;
}

function sentence(input: Input): string {
  const { freeze } = input;
  if (freeze.kind === 'calendar')
    return `The freeze calendar of ${nameOf(input)} was set; windows: ${freeze.windows.length}.`;
  return `The line of ${nameOf(input)} was ${freeze.stopped ? 'stopped' : 'started'}: ${freeze.reason}`;
}
