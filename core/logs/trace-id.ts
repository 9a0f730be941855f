/** `trace_id=...` in its many spellings, X-Ray's, W3C's traceparent, and the request ids of Lambda. */
const IN_TEXT =
  /\b(?:trace[-_]?id|x-?amzn-trace-id|xray[-_]?trace[-_]?id|correlation[-_]?id|request[-_]?id)["']?\s*[:=]\s*["']?(?:Root=)?([\w-]{8,64})|\b(1-[0-9a-f]{8}-[0-9a-f]{24})\b|\b00-([0-9a-f]{32})-[0-9a-f]{16}-0[01]\b/i;
/** Node on Lambda: time, request id, level, message. */
const LAMBDA = /^\d{4}-\d\d-\d\dT[\d:.]+Z\t([0-9a-f]{8}-[0-9a-f-]{27})\t/;

const NAMES = [
  'traceId',
  'trace_id',
  'trace.id',
  'xray_trace_id',
  'xrayTraceId',
  'dd.trace_id',
  'correlationId',
  'correlation_id',
  'requestId',
  'request_id',
  'function_request_id',
];
const ID = /^[\w-]{8,64}$/;

/** The id by which lines of one request are told from others'; undefined when a line has none. */
export function traceIdOfText(text: string): string | undefined {
  const lambda = LAMBDA.exec(text);
  if (lambda) return lambda[1];
  const match = IN_TEXT.exec(text);
  return match?.[1] ?? match?.[2] ?? match?.[3];
}

/** The same of a JSON line. */
export function traceIdOfFields(fields: Readonly<Record<string, unknown>>): string | undefined {
  for (const name of NAMES) {
    const value = fields[name];
    if (typeof value === 'string' && ID.test(value)) return value;
  }
  return undefined;
}
