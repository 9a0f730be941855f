import { describe, expect, it } from 'vitest';
import type { Clients } from '../../functions/clients.ts';
import { AwsShell } from './aws-cli.ts';

/** A shell whose clients answer what is given and keep what they were sent. */
function shell(answer: object = {}) {
  const sent: { client: string; command: string; input: unknown }[] = [];
  const clients = ((client: { readonly name: string }) => ({
    send: async (command: { readonly input: unknown }) => {
      sent.push({ client: client.name, command: command.constructor.name, input: command.input });
      return answer;
    },
  })) as unknown as Clients;
  return { sent, aws: new AwsShell(clients) };
}

describe('a printed command', () => {
  it('becomes the SDK command of its names, typed by the schema', async () => {
    const { sent, aws } = shell();
    await aws.run(
      "aws ecs create-service --cluster main --desired-count 0 --load-balancers targetGroupArn=arn:a:b/c,containerName=app,containerPort=8080 --deployment-configuration 'deploymentCircuitBreaker={enable=true,rollback=false}' --tags key=a,value=b",
    );
    expect(sent).toEqual([
      {
        client: 'ECSClient',
        command: 'CreateServiceCommand',
        input: {
          cluster: 'main',
          desiredCount: 0,
          loadBalancers: [{ targetGroupArn: 'arn:a:b/c', containerName: 'app', containerPort: 8080 }],
          deploymentConfiguration: { deploymentCircuitBreaker: { enable: true, rollback: false } },
          tags: [{ key: 'a', value: 'b' }],
        },
      },
    ]);
  });

  it('keeps what it prints in a variable, which quotes may hold', async () => {
    const { sent, aws } = shell({ TargetGroups: [{ TargetGroupArn: 'arn:x:targetgroup/green/1' }] });
    await aws.run(
      "NEW_TARGET_GROUP=$(aws elbv2 create-target-group --name green --query 'TargetGroups[0].TargetGroupArn' --output text)",
    );
    await aws.run(
      `aws elbv2 modify-rule --rule-arn r --actions '[{"Type":"forward","TargetGroupArn":"'"$NEW_TARGET_GROUP"'"}]'`,
    );
    await aws.run(`aws elbv2 delete-target-group --target-group-arn "\${NEW_TARGET_GROUP##*:}"`);
    expect(sent.map(({ input }) => input)).toEqual([
      { Name: 'green' },
      { RuleArn: 'r', Actions: [{ Type: 'forward', TargetGroupArn: 'arn:x:targetgroup/green/1' }] },
      { TargetGroupArn: 'targetgroup/green/1' },
    ]);
  });

  it('runs another one within it', async () => {
    const { sent, aws } = shell({ Version: '7' });
    await aws.run(
      'aws lambda create-alias --function-name f --name live --function-version "$(aws lambda publish-version --function-name f --query Version --output text)"',
    );
    expect(sent.at(-1)?.input).toEqual({ FunctionName: 'f', Name: 'live', FunctionVersion: '7' });
  });

  it('takes maps, lists of words and an empty map', async () => {
    const { sent, aws } = shell();
    await aws.run('aws lambda tag-resource --resource r --tags operate:service=shop');
    await aws.run('aws elbv2 add-tags --resource-arns a b --tags Key=k,Value=v Key=l,Value=w');
    await aws.run(
      'aws lambda update-alias --function-name f --name live --routing-config AdditionalVersionWeights={}',
    );
    expect(sent.map(({ input }) => input)).toEqual([
      { Resource: 'r', Tags: { 'operate:service': 'shop' } },
      {
        ResourceArns: ['a', 'b'],
        Tags: [
          { Key: 'k', Value: 'v' },
          { Key: 'l', Value: 'w' },
        ],
      },
      { FunctionName: 'f', Name: 'live', RoutingConfig: { AdditionalVersionWeights: {} } },
    ]);
  });

  it.each([
    ['rm -rf /', "'rm' is not the AWS CLI"],
    ['aws ec2 describe-vpcs', 'The service ec2 is not known'],
    ['aws ecs destroy-everything', 'has no command destroy-everything'],
    ['aws ecs delete-service --sevrice x', 'has no option --sevrice'],
    ['aws ecs delete-service --service x; rm', "A shell would act on ';'"],
    ['aws ecs delete-service --service $NONE', 'The variable NONE was never set'],
    ['aws ecs delete-service --service `x`', "A shell would act on '`'"],
    ['aws ecs update-service --desired-count many', "'many' does not fit"],
    ['aws ecs update-service --tags', 'has no option --tags'],
    ["aws ecs delete-service --query 'a | b' --output text", 'is not understood here'],
  ])('%s is refused by name', async (line, words) => {
    await expect(shell().aws.run(line)).rejects.toThrow(words);
  });
});
