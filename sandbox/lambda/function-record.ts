import type { AliasRouting } from './alias-routing.ts';
import type { EnvironmentPool } from './environment-pool.ts';

/** What a handler is told about its invocation: AWS's context, plus what a process would have had. */
export interface FunctionContext {
  readonly functionName: string;
  readonly functionVersion: string;
  readonly invokedFunctionArn: string;
  readonly awsRequestId: string;
  readonly memoryLimitInMB: string;
  readonly logGroupName: string;
  readonly logStreamName: string;
  getRemainingTimeInMillis(): number;
  /** The function's environment variables; all functions share one process, so `process.env` is not theirs. */
  readonly environment: Readonly<Record<string, string>>;
  /** Writes a line to the function's log group: its console. */
  log(line: string): void;
}

export type FunctionHandler = (event: unknown, context: FunctionContext) => Promise<unknown>;

/** What is uploaded as code: a handler, and what happens when an execution environment starts. */
export interface FunctionCode {
  readonly handler: FunctionHandler;
  /** Runs at each cold start; what it throws is an init error. */
  readonly init?: () => Promise<void>;
  /** How long a cold start takes, in seconds; 0 when missing. */
  readonly startSeconds?: number;
  /**
   * Megabytes that an invocation uses at the most; it is said in the lines that Lambda writes after each. Functions run
   * in this process, so that nobody knows of others, and nothing is written of them.
   */
  readonly usedMegabytes?: number;
}

/** What becomes of events that are invoked asynchronously. */
export interface AsynchronousSettings {
  /** ARN of the queue that gets a record of every event that is given up. */
  readonly onFailure?: string;
  /** 60 to 21600; 21600 when missing. */
  readonly maximumAgeSeconds?: number;
  /** 0 to 2; 2 when missing. */
  readonly maximumRetryAttempts?: number;
}

export interface FunctionSettings {
  readonly roleArn: string;
  readonly description: string;
  /** 1 to 900. */
  readonly timeoutSeconds: number;
  /** In megabytes. */
  readonly memory: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly asynchronous: AsynchronousSettings;
  /** ARNs of layer versions. */
  readonly layers: readonly string[];
}

/** One version of a function; `$LATEST` is the one that changes. */
export interface FunctionVersion {
  readonly version: string;
  readonly code: FunctionCode;
  readonly codeSha256: string;
  readonly settings: FunctionSettings;
  readonly revisionId: string;
  readonly modifiedAt: number;
  /** Until when a change of its settings is being made, as AWS tells it; undefined for one that is whole. */
  readonly updatingUntil?: number;
  readonly environments: EnvironmentPool;
}

export interface FunctionAlias {
  readonly name: string;
  readonly description: string;
  readonly revisionId: string;
  readonly routing: AliasRouting;
}

export interface FunctionRecord {
  readonly name: string;
  readonly arn: string;
  latest: FunctionVersion;
  /** Published versions by number, in order of publication. */
  readonly published: Map<string, FunctionVersion>;
  readonly aliases: Map<string, FunctionAlias>;
  reservedConcurrency?: number;
  inFlight: number;
}
