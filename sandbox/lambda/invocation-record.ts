/** An event that a function did not handle. */
export interface FailedEvent {
  readonly functionArn: string;
  readonly requestId: string;
  readonly condition: 'RetriesExhausted' | 'EventAgeExceeded';
  readonly approximateInvokeCount: number;
  /** JSON text. */
  readonly requestPayload: string;
  readonly responsePayload?: string;
}

/**
 * The record that a function's on-failure destination gets, as JSON text
 * (https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html). An event that never ran has no
 * response.
 */
export function invocationRecord(failed: FailedEvent, qualifier: string, at: number): string {
  const { functionArn, requestId, condition, approximateInvokeCount, responsePayload } = failed;
  const unqualified = functionArn.split(':').slice(0, 7).join(':');
  return JSON.stringify({
    version: '1.0',
    timestamp: new Date(at).toISOString(),
    requestContext: {
      requestId,
      functionArn: `${unqualified}:${qualifier}`,
      condition,
      approximateInvokeCount,
    },
    requestPayload: JSON.parse(failed.requestPayload) as unknown,
    ...(responsePayload !== undefined && {
      responseContext: { statusCode: 200, executedVersion: qualifier, functionError: 'Unhandled' },
      responsePayload: JSON.parse(responsePayload) as unknown,
    }),
  });
}
