/** What the `Resource` of a Task state names. */
export type TaskResource =
  | { readonly family: 'lambda-function'; readonly arn: string; readonly waitsForToken: false }
  | {
      readonly family: 'service';
      readonly arn: string;
      /** Such as `lambda` or `aws-sdk:dynamodb`. */
      readonly service: string;
      /** Such as `invoke` or `invoke.waitForTaskToken`. */
      readonly action: string;
      readonly waitsForToken: boolean;
      readonly waitsForJob: boolean;
    };

/** Reads a resource ARN; undefined for what is neither a function nor a service integration. */
export function taskResource(arn: string): TaskResource | undefined {
  if (/^arn:[^:]*:lambda:/.test(arn)) return { family: 'lambda-function', arn, waitsForToken: false };
  const match = /^arn:[^:]*:states:[^:]*:[^:]*:(.+):([^:]+)$/.exec(arn);
  if (match === null) return undefined;
  const [, service = '', action = ''] = match;
  return {
    family: 'service',
    arn,
    service,
    action,
    waitsForToken: action.endsWith('.waitForTaskToken'),
    waitsForJob: /\.sync(:\d+)?$/.test(arn),
  };
}
