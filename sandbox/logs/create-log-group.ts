import type { CreateLogGroupRequest, CreateLogStreamRequest } from '@aws-sdk/client-cloudwatch-logs';
import { refuseOtherMembers } from '../hook/not-implemented.ts';
import type { AccountScope, Command } from '../service.ts';
import { groupArn, streamArn } from './log-arn.ts';
import type { LogStore } from './log-store.ts';
import { invalidParameter } from './refusals.ts';

const GROUP_NAME = /^[.\-_/#A-Za-z0-9]{1,512}$/;
const STREAM_NAME = /^[^:*]{1,512}$/;

type None = Record<string, never>;

/** CreateLogGroup, with tags. */
export function createLogGroup(store: LogStore, scope: AccountScope): Command<CreateLogGroupRequest, None> {
  return {
    run: (input) => {
      refuseOtherMembers(
        'CreateLogGroup',
        input,
        ['logGroupName', 'tags'],
        'sandbox/logs/create-log-group.ts',
      );
      const { logGroupName = '', tags } = input;
      if (!GROUP_NAME.test(logGroupName)) {
        throw invalidParameter(
          `Value '${logGroupName}' at 'logGroupName' failed to satisfy constraint: [\\.\\-_/#A-Za-z0-9]+`,
        );
      }
      store.createGroup(logGroupName, scope.clock.now());
      if (tags) scope.tags.set(groupArn(scope, logGroupName), tags);
      return {};
    },
    needs: ({ logGroupName = '', tags }) => {
      const resource = streamArn(scope, logGroupName);
      const create = { action: 'logs:CreateLogGroup', resource };
      return tags ? [create, { action: 'logs:TagResource', resource }] : [create];
    },
  };
}

/** CreateLogStream: the group must exist. */
export function createLogStream(store: LogStore, scope: AccountScope): Command<CreateLogStreamRequest, None> {
  return {
    run: ({ logGroupName = '', logStreamName = '' }) => {
      if (!STREAM_NAME.test(logStreamName)) {
        throw invalidParameter(
          `Value '${logStreamName}' at 'logStreamName' failed to satisfy constraint: [^:*]*`,
        );
      }
      store.createStream(logGroupName, logStreamName);
      return {};
    },
    needs: ({ logGroupName = '', logStreamName }) => [
      { action: 'logs:CreateLogStream', resource: streamArn(scope, logGroupName, logStreamName) },
    ],
  };
}
