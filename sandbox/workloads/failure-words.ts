import type { CallFailure } from './callee.ts';

/** How services of one kind word what goes wrong with them, one line for each failure. */
export interface FailureWords {
  /** A call to something else failed. */
  call(name: string, failure: CallFailure): string;
  /** A call to something else took long. */
  slowCall(name: string, milliseconds: number): string;
  /** The code itself is wrong. */
  readonly exception: string;
  /** Every thread is deadlocked, and a middleware gives up in their place. */
  readonly hung: string;
  readonly overloaded: string;
  readonly diskFull: string;
  readonly poolEmpty: string;
  /** A message of a queue that it cannot read. */
  message(queue: string): string;
}

/** Node.js with axios, knex and the AWS SDK. */
const NODE: FailureWords = {
  call: (name, failure) => `ERROR calling ${name}: ${NODE_CALLS[failure]}`,
  slowCall: (name, milliseconds) => `WARN slow call to ${name}: ${milliseconds} ms`,
  exception: "ERROR unhandled exception TypeError: Cannot read properties of undefined (reading 'total')",
  hung: 'ERROR ServiceUnavailableError: Response timeout',
  overloaded: 'WARN under pressure: request rejected, event loop delay 1204 ms',
  diskFull: 'ERROR Error: ENOSPC: no space left on device, write',
  poolEmpty:
    'ERROR KnexTimeoutError: Knex: Timeout acquiring a connection. The pool is probably full. Are you missing a .transacting(trx) call?',
  message: (queue) =>
    `ERROR processing message from ${queue} failed: SyntaxError: Unexpected token 'o', "order=17" is not valid JSON`,
};

const NODE_CALLS: Readonly<Record<CallFailure, string>> = {
  refused: 'AxiosError: connect ECONNREFUSED 10.0.12.7:443',
  'timed-out': 'AxiosError: timeout of 5000ms exceeded',
  500: 'AxiosError: Request failed with status code 500',
  503: 'AxiosError: Request failed with status code 503',
  'function-error': 'FunctionError Unhandled',
  throttled: 'TooManyRequestsException: Rate Exceeded.',
};

/** Java with Spring, Hikari and the AWS SDK. */
const JAVA: FailureWords = {
  call: (name, failure) => `ERROR call to ${name} failed: ${JAVA_CALLS[failure]}`,
  slowCall: (name, milliseconds) => `WARN slow call: ${name} took ${milliseconds} ms`,
  exception:
    'ERROR Servlet.service() for servlet [dispatcherServlet] threw exception java.lang.NullPointerException: Cannot invoke "Order.total()" because "order" is null',
  hung: 'WARN Resolved [org.springframework.web.context.request.async.AsyncRequestTimeoutException]',
  overloaded:
    'ERROR java.util.concurrent.RejectedExecutionException: Task rejected from ThreadPoolExecutor[Running, pool size = 200, active threads = 200, queued tasks = 100]',
  diskFull: 'ERROR java.io.IOException: No space left on device',
  poolEmpty:
    'ERROR java.sql.SQLTransientConnectionException: HikariPool-1 - Connection is not available, request timed out after 30000ms.',
  message: (queue) =>
    `ERROR listener of ${queue} failed: org.springframework.messaging.converter.MessageConversionException: Could not read JSON: Unrecognized token 'order'`,
};

const JAVA_CALLS: Readonly<Record<CallFailure, string>> = {
  refused: 'java.net.ConnectException: Connection refused',
  'timed-out': 'java.net.SocketTimeoutException: Read timed out',
  500: 'HttpServerErrorException$InternalServerError: 500 Internal Server Error: [no body]',
  503: 'HttpServerErrorException$ServiceUnavailable: 503 Service Unavailable: [no body]',
  'function-error': 'InvokeResponse(StatusCode=200, FunctionError=Unhandled)',
  throttled: 'TooManyRequestsException: Rate Exceeded. (Service: Lambda, Status Code: 429)',
};

/** Not all services of a system are written alike: which way one is written follows from its name. */
export function wordsOf(service: string): FailureWords {
  const sum = [...service].reduce((total, letter) => total + (letter.codePointAt(0) ?? 0), 0);
  return sum % 2 === 0 ? NODE : JAVA;
}

/** What an invocation of a function of Node.js threw, as its runtime writes it. */
export const INVOKE_ERRORS = {
  exception: {
    errorType: 'TypeError',
    errorMessage: "Cannot read properties of undefined (reading 'price')",
  },
  badInput: { errorType: 'ValidationError', errorMessage: 'cannot read input: "amount" is required' },
  message: {
    errorType: 'SyntaxError',
    errorMessage: 'Unexpected token \'o\', "order=17" is not valid JSON',
  },
} as const;

export type InvokeError = (typeof INVOKE_ERRORS)[keyof typeof INVOKE_ERRORS];
