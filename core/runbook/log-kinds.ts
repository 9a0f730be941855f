/** What a line of a service's log may speak of, whichever stack wrote it. */
export type LogKind =
  | 'failedCalls'
  | 'slowCalls'
  | 'badInput'
  | 'emptyPool'
  | 'stuck'
  | 'exhausted'
  | 'crashes';

/**
 * Phrases by which lines of a kind are known: what the usual stacks of Node.js, Java, Python, Go and the AWS SDKs
 * write. A kind is better too narrow than too wide: no phrase is of two kinds.
 */
const PHRASES: Readonly<Record<LogKind, readonly string[]>> = {
  /** Something else refused, did not answer in time, or answered 5xx or 429. */
  failedCalls: [
    ...['ECONNREFUSED', 'ECONNRESET', 'ECONNABORTED', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH'],
    ...['socket hang up', 'other side closed', 'ConnectTimeout', 'HeadersTimeout', 'timeout of '],
    ...[
      'Connection refused',
      'connection refused',
      'Connection reset',
      'connection reset',
      'connect timed out',
    ],
    ...['Connection timed out', 'Read timed out', 'read timed out', 'SocketTimeout', 'ReadTimeout'],
    ...['UnknownHost', 'No route to host', 'no such host', 'i/o timeout', 'deadline exceeded'],
    ...['HttpServerError', 'FeignException', 'WebClientResponse', 'Max retries exceeded', 'status code 50'],
    ...[
      'Bad Gateway',
      'Service Unavailable',
      'Gateway Time',
      'upstream',
      'CircuitBreaker',
      'TooManyRequests',
    ],
    ...['ThrottlingException', 'Rate exceeded', 'Rate Exceeded', 'ThroughputExceeded', 'FunctionError'],
  ],
  slowCalls: [
    'slow call',
    'Slow call',
    'slow query',
    'Slow query',
    'SlowQuery',
    'slow request to',
    'slower than',
  ],
  /** What was sent cannot be read: whoever sent it may be to blame. */
  badInput: [
    ...['ValidationError', 'ValidationException', 'ZodError', 'SyntaxError: Unexpected', '"SyntaxError"'],
    ...[
      'JSONDecodeError',
      'JsonParseException',
      'MismatchedInput',
      'MessageConversion',
      'MessageNotReadable',
    ],
    ...['Cannot deserialize', 'Could not read JSON', 'invalid character'],
  ],
  emptyPool: [
    ...['acquiring a connection', 'acquiring connection', 'Connection is not available', 'QueuePool limit'],
    ...['exceeded when trying to connect', 'PoolExhausted', 'pool exhausted', 'pool is full', 'pool timeout'],
  ],
  /** Threads or an event loop do not get on, and a watchdog answers in their place. */
  stuck: [
    ...[
      'Response timeout',
      'AsyncRequestTimeout',
      'WORKER TIMEOUT',
      'Worker timeout',
      'deadlock',
      'Deadlock',
    ],
    ...['Task timed out', 'blocked for', 'StuckThread'],
  ],
  /** Room that others share is used up: a disk, files, threads that take requests. */
  exhausted: [
    ...['ENOSPC', 'o space left on device', 'EMFILE', 'ENFILE', 'oo many open files', 'EDQUOT'],
    ...['RejectedExecution', 'under pressure', 'queue is full', 'too many requests in flight'],
  ],
  /** The process ends by itself. */
  crashes: [
    ...['FATAL', 'panic:', 'OutOfMemory', 'heap out of memory', 'MemoryError', 'SIGKILL', 'SIGSEGV'],
    ...['Runtime exited', 'Runtime.ExitError', 'Uncaught exception'],
  ],
};

export const LOG_KINDS = Object.keys(PHRASES) as readonly LogKind[];

/** The pattern by which CloudWatch Logs finds lines of a kind; terms are case sensitive and match anywhere. */
export function patternOf(kind: LogKind): string {
  return PHRASES[kind].map((phrase) => `?"${phrase.replaceAll('"', '\\"')}"`).join(' ');
}
