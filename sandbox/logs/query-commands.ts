import type {
  GetQueryResultsRequest,
  GetQueryResultsResponse,
  StartQueryRequest,
  StartQueryResponse,
  StopQueryRequest,
  StopQueryResponse,
} from '@aws-sdk/client-cloudwatch-logs';
import { refuseOtherMembers } from '../hook/not-implemented.ts';
import type { AccountScope, Command } from '../service.ts';
import { groupArn } from './log-arn.ts';
import type { Queries } from './queries.ts';
import { invalidParameter, queryNotFound } from './refusals.ts';

const FILE = 'sandbox/logs/query-commands.ts';
const KNOWN = ['logGroupName', 'logGroupNames', 'startTime', 'endTime', 'queryString', 'limit'];
const MOST_GROUPS = 50;

const groupsOf = ({ logGroupName, logGroupNames }: StartQueryRequest): string[] =>
  logGroupNames ?? (logGroupName === undefined ? [] : [logGroupName]);

/** StartQuery: times are seconds, and both ends count. */
export function startQuery(
  queries: Queries,
  scope: AccountScope,
): Command<StartQueryRequest, StartQueryResponse> {
  return {
    run: (input) => {
      refuseOtherMembers('StartQuery', input, KNOWN, FILE);
      const { startTime = 0, endTime = 0, queryString = '' } = input;
      const groups = groupsOf(input);
      if (groups.length === 0 || groups.length > MOST_GROUPS)
        throw invalidParameter(`A query needs between 1 and ${MOST_GROUPS} log groups.`);
      if (startTime > endTime)
        throw invalidParameter(
          "Query's end date and time is either before the log groups creation time or exceeds the log groups log retention settings",
        );
      const queryId = scope.id();
      queries.start(queryId, { groups, from: startTime * 1_000, to: endTime * 1_000 + 999, queryString });
      return { queryId };
    },
    needs: (input) =>
      groupsOf(input).map((group) => ({
        action: 'logs:StartQuery',
        resource: `${groupArn(scope, group)}:log-stream:`,
      })),
  };
}

/** GetQueryResults: a search that runs still has no rows yet, only what it has scanned. */
export function getQueryResults(queries: Queries): Command<GetQueryResultsRequest, GetQueryResultsResponse> {
  return {
    run: ({ queryId = '' }) => {
      const standing = queries.standing(queryId);
      if (!standing) throw queryNotFound(queryId);
      return { queryLanguage: 'CWLI', ...standing };
    },
    needs: () => [{ action: 'logs:GetQueryResults', resource: '*' }],
  };
}

/** StopQuery of a search that is over is refused, as AWS does. */
export function stopQuery(queries: Queries): Command<StopQueryRequest, StopQueryResponse> {
  return {
    run: ({ queryId = '' }) => {
      const wasRunning = queries.stop(queryId);
      if (wasRunning === undefined) throw queryNotFound(queryId);
      if (!wasRunning) throw invalidParameter(`Query ${queryId} is not running.`);
      return { success: true };
    },
    needs: () => [{ action: 'logs:StopQuery', resource: '*' }],
  };
}
