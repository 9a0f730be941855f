type Event = Readonly<Record<string, unknown>>;

/** Whether a probe is an HTTP event of API Gateway or of a function URL, in either payload format. */
export function asksHttp(probe: Event): boolean {
  return typeof probe['rawPath'] === 'string' || typeof probe['path'] === 'string';
}

/** The probe as a request for another path, wherever the payload formats (1.0 and 2.0) say the path. */
export function probeOf(probe: Event, path: string): Event {
  const { rawPath, path: plain, requestContext } = probe;
  const http = (requestContext as { readonly http?: Event } | undefined)?.http;
  return {
    ...probe,
    ...(rawPath !== undefined && { rawPath: path }),
    ...(plain !== undefined && { path }),
    ...(http && { requestContext: { ...(requestContext as Event), http: { ...http, path } } }),
  };
}
