import type { IncomingMessage } from 'node:http';

/** The limit of HTTP APIs on a request's payload: 10 MB. */
export const REQUEST_LIMIT_BYTES = 10 * 1_024 * 1_024;

/** Reads a body; answers undefined for one beyond the limit, of which no more than the limit is kept. */
export async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= REQUEST_LIMIT_BYTES) chunks.push(chunk);
  }
  return bytes > REQUEST_LIMIT_BYTES ? undefined : Buffer.concat(chunks);
}
