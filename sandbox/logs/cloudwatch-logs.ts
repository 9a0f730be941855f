import { Estate } from '../estate/estate.ts';
import type { AccountScope, Command, SandboxService } from '../service.ts';
import { createLogGroup, createLogStream } from './create-log-group.ts';
import { describeLogGroups } from './describe-log-groups.ts';
import { embeddedMetrics } from './emf.ts';
import { filterLogEvents } from './filter-log-events.ts';
import { getLogEvents } from './get-log-events.ts';
import { LogStore, type LogStoreOptions, type LogStoreSnapshot } from './log-store.ts';
import { putLogEvents } from './put-log-events.ts';
import { Queries } from './queries.ts';
import { getQueryResults, startQuery, stopQuery } from './query-commands.ts';

export interface CloudWatchLogsOptions extends LogStoreOptions {
  /** Log groups that are described besides those with lines. */
  readonly estate?: Estate;
}

/**
 * CloudWatch Logs of one account. `write` is the sink of the account's log lines; lines in the embedded metric
 * format are recorded as metrics too. Of Logs Insights there are the two forms of query that the product sends.
 */
export class CloudWatchLogs implements SandboxService {
  readonly client = 'CloudWatchLogsClient';
  readonly commands: Readonly<Record<string, Command>>;
  readonly #scope: AccountScope;
  readonly #store: LogStore;

  constructor(scope: AccountScope, options: CloudWatchLogsOptions = {}) {
    this.#scope = scope;
    this.#store = new LogStore(options);
    const append = this.#append.bind(this);
    const queries = new Queries(this.#store, scope.clock, scope.accountId);
    this.commands = {
      PutLogEvents: putLogEvents(this.#store, append, scope.clock, scope),
      CreateLogGroup: createLogGroup(this.#store, scope),
      CreateLogStream: createLogStream(this.#store, scope),
      FilterLogEvents: filterLogEvents(this.#store, scope.clock, scope),
      GetLogEvents: getLogEvents(this.#store, scope.clock, scope),
      StartQuery: startQuery(queries, scope),
      GetQueryResults: getQueryResults(queries),
      StopQuery: stopQuery(queries),
      DescribeLogGroups: describeLogGroups(this.#store, scope, options.estate ?? new Estate()),
    };
  }

  /** Writes a line, as of now unless it is said otherwise; the group and the stream are made when they are missing. */
  write(group: string, stream: string, message: string, timestamp = this.#scope.clock.now()): void {
    const now = this.#scope.clock.now();
    if (!this.#store.hasGroup(group)) this.#store.createGroup(group, now);
    if (!this.#store.hasStream(group, stream)) this.#store.createStream(group, stream);
    this.#append(group, stream, { timestamp, message });
  }

  snapshot(): LogStoreSnapshot {
    return this.#store.snapshot();
  }

  restore(snapshot: LogStoreSnapshot): void {
    this.#store.restore(snapshot);
  }

  #append(group: string, stream: string, line: { timestamp: number; message: string }): void {
    this.#store.append(group, stream, line, this.#scope.clock.now());
    for (const observation of embeddedMetrics(line.message, line.timestamp)) this.#scope.record(observation);
  }
}
