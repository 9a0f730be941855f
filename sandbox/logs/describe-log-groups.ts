import type {
  DescribeLogGroupsRequest,
  DescribeLogGroupsResponse,
  LogGroup,
} from '@aws-sdk/client-cloudwatch-logs';
import type { Estate } from '../estate/estate.ts';
import { refuseOtherMembers } from '../hook/not-implemented.ts';
import type { Command } from '../service.ts';
import { groupArn, type LogAccount, streamArn } from './log-arn.ts';
import type { LogGroupSummary, LogStore } from './log-store.ts';
import { invalidParameter } from './refusals.ts';

const FILE = 'sandbox/logs/describe-log-groups.ts';
const KNOWN = ['logGroupNamePrefix', 'logGroupNamePattern', 'nextToken', 'limit'];
const LARGEST_PAGE = 50;
const DAY = 86_400_000;

function described(group: LogGroupSummary, store: LogStore, account: LogAccount): LogGroup {
  const arn = groupArn(account, group.name);
  return {
    logGroupName: group.name,
    creationTime: group.createdAt,
    retentionInDays: Math.ceil(store.retentionMilliseconds / DAY),
    metricFilterCount: 0,
    arn: `${arn}:*`,
    logGroupArn: arn,
    storedBytes: group.storedBytes,
    logGroupClass: 'STANDARD',
  };
}

function nameOf({ logGroupName = '' }: LogGroup): string {
  return logGroupName;
}

/** A pattern is found anywhere in a name, whatever its case; a prefix is exact. */
function isWanted(
  name: string,
  { logGroupNamePrefix = '', logGroupNamePattern = '' }: DescribeLogGroupsRequest,
) {
  return (
    name.startsWith(logGroupNamePrefix) && name.toLowerCase().includes(logGroupNamePattern.toLowerCase())
  );
}

/** DescribeLogGroups: by prefix or pattern, in the order of their names; the token is the last name of a page. */
export function describeLogGroups(
  store: LogStore,
  account: LogAccount,
  estate: Estate,
): Command<DescribeLogGroupsRequest, DescribeLogGroupsResponse> {
  return {
    run: (input) => {
      refuseOtherMembers('DescribeLogGroups', input, KNOWN, FILE);
      if (input.logGroupNamePrefix !== undefined && input.logGroupNamePattern !== undefined) {
        throw invalidParameter(
          'LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.',
        );
      }
      const after = input.nextToken ?? '';
      const all = [
        ...store.groups().map((group) => described(group, store, account)),
        ...estate.list('AWS::Logs::LogGroup').map(({ properties }): LogGroup => properties),
      ].sort((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1));
      const found = all.filter((group) => nameOf(group) > after && isWanted(nameOf(group), input));
      const page = found.slice(0, Math.min(input.limit ?? LARGEST_PAGE, LARGEST_PAGE));
      const last = page.at(-1);
      return {
        logGroups: page,
        ...(last && page.length < found.length && { nextToken: nameOf(last) }),
      };
    },
    needs: () => [{ action: 'logs:DescribeLogGroups', resource: streamArn(account, '') }],
  };
}
