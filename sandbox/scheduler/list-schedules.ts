import type { ListSchedulesCommandInput, ListSchedulesCommandOutput } from '@aws-sdk/client-scheduler';
import type { Command } from '../service.ts';
import { validation } from './exceptions.ts';
import { scheduleSummary } from './schedule-output.ts';
import type { ScheduleStore } from './schedule-store.ts';

const LARGEST_PAGE = 100;

type ListSchedules = Command<ListSchedulesCommandInput, Omit<ListSchedulesCommandOutput, '$metadata'>>;

/** ListSchedules, in the order of group and name; a token names the last schedule of the page before. */
export function listSchedules(store: ScheduleStore): ListSchedules {
  return {
    run(input) {
      if (input.GroupName !== undefined) store.checkGroup(input.GroupName);
      const matching = store
        .list()
        .filter((one) => input.GroupName === undefined || one.group === input.GroupName)
        .filter((one) => one.name.startsWith(input.NamePrefix ?? ''))
        .filter((one) => input.State === undefined || one.state === input.State);
      const start = startOf(
        matching.map((one) => one.arn),
        input.NextToken,
      );
      const page = matching.slice(start, start + (input.MaxResults ?? LARGEST_PAGE));
      const last = page.at(-1);
      const more = last !== undefined && start + page.length < matching.length;
      return { Schedules: page.map(scheduleSummary), ...(more && { NextToken: btoa(last.arn) }) };
    },
    needs: () => [{ action: 'scheduler:ListSchedules', resource: '*' }],
  };
}

function startOf(arns: readonly string[], token: string | undefined): number {
  if (token === undefined) return 0;
  const previous = Buffer.from(token, 'base64').toString();
  if (!previous.startsWith('arn:')) throw validation('Invalid NextToken.');
  const next = arns.findIndex((arn) => arn > previous);
  return next < 0 ? arns.length : next;
}
