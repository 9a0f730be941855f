/** Headers of every answer of ours. */
export const REQUEST_ID = {
  'X-Request-Id': { description: 'Names the request in the log.', schema: { type: 'string' } },
};

/** Headers of an answer that asks for patience. */
export const RETRY_AFTER = {
  'Retry-After': { description: 'Seconds until the next attempt may pass.', schema: { type: 'integer' } },
};

/** Headers of a read. */
export const ETAG = {
  ETag: {
    description: 'Strong validator of the answer.',
    schema: { type: 'string', pattern: '^"[\\w-]{27}"$' },
  },
};

/** A parameter of every read. */
export const IF_NONE_MATCH = {
  name: 'If-None-Match',
  in: 'header',
  required: false,
  description: 'ETags of answers that the caller has; 304 where one of them still holds.',
  schema: { type: 'string' },
};

/** A parameter of every change. */
export const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'A repeat with the same key and input, within a day, gets the first answer.',
  schema: { type: 'string', pattern: '^[A-Za-z0-9._:/-]{1,128}$' },
};
