import { CfnOutput, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

export interface Registration {
  readonly environment: string;
  readonly service: string;
  readonly target: object;
  readonly versionSource: object;
}

/** Prints the commands that register what a construct has made and that deploy the template's newest version. */
export function printCommands(scope: Construct, registration: Registration, version: string): void {
  const { environment, service, target, versionSource } = registration;
  const whose = `--environment ${environment} --service ${service}`;
  const register = `operate register-service ${whose} --target ${quoted(scope, target)} --version-source ${quoted(scope, versionSource)}`;
  new CfnOutput(scope, 'Register', { value: register, description: 'Registers the service, once' });
  new CfnOutput(scope, 'Deploy', {
    value: `operate deploy-application ${whose} --version ${version}`,
    description: 'Deploys what the template declares now: CloudFormation itself moves no traffic',
  });
}

/** JSON as one argument of a POSIX shell. @throws Error for text with a single quote, which would end it */
function quoted(scope: Construct, value: object): string {
  if (JSON.stringify(value).includes("'"))
    throw new Error(`The command to register it cannot hold a single quote: ${JSON.stringify(value)}.`);
  return `'${Stack.of(scope).toJsonString(value)}'`;
}
