import { broken, type Check, missing, noData, ok } from './check.ts';
import type { ChannelFacts, InstallationFacts } from './facts.ts';

/** Whether the secrets are there that people are told with; nobody would be told of it when one is not. */
export function channelChecks({ channels }: InstallationFacts): Check[] {
  if ('value' in channels) return channels.value.map(channelCheck);
  const words = `It could not be read who is told: ${channels.unreadable}`;
  return [noData('channels', words, 'Look at the log of operate-doctor.')];
}

function channelCheck({ channel, secret, problem, unreadable }: ChannelFacts): Check {
  const check = `channel ${channel}`;
  if (problem !== undefined)
    return broken(
      check,
      `Its secret ${secret} ${problem}: nobody is told on it.`,
      `aws secretsmanager create-secret --name ${secret} --secret-string file://FILE, or restore-secret, or put-secret-value.`,
    );
  if (unreadable !== undefined)
    return noData(
      check,
      `Its secret ${secret} could not be seen: ${unreadable}.`,
      'Look at the log of operate-doctor.',
    );
  return ok(check, `Its secret ${secret} is there.`);
}

/** Whether anybody hears of an incident at all. */
export function routeCheck({ unheard, services }: InstallationFacts): Check {
  const check = `who is told in ${services.environment}`;
  if (!('value' in unheard))
    return noData(
      check,
      `It could not be read who is told: ${unheard.unreadable}`,
      'Look at the log of operate-doctor.',
    );
  if (unheard.value.length === 0) return ok(check, 'A route tells somebody of every incident.');
  return missing(
    check,
    `Nobody is told of incidents that are ${unheard.value.join(', ')}, but of services that a route names.`,
    'operate set-alerting with a route, a policy and a channel for them; see docs/incidents.md.',
  );
}
