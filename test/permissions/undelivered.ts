import type { Installation } from '../flows/installation.ts';

/** A dead letter for every function that something calls by itself, one of them from a rule, and one that is no letter. */
export async function undelivered({ account, as, product }: Installation): Promise<void> {
  const { deadLetterQueue, rules, naming } = product.manifest;
  const send = account.sqs.send.bind(account.sqs, deadLetterQueue.arn);
  const arnOf = (functionName: string) =>
    `arn:aws:lambda:${naming.region}:${naming.account}:function:${functionName}`;
  for (const name of product.environment.triggers.functions)
    send({
      body: JSON.stringify({
        requestContext: { functionArn: arnOf(name), condition: 'RetriesExhausted' },
        requestPayload: {},
      }),
    });
  for (const { name, operation } of rules)
    send({
      body: JSON.stringify({ source: 'test', detail: {} }),
      attributes: {
        RULE_ARN: `arn:aws:events:${naming.region}:${naming.account}:rule/${naming.prefix}-${name}`,
        TARGET_ARN: arnOf(`${naming.prefix}-${operation.replaceAll('_', '-')}`),
      },
    });
  send({ body: 'no letter' });
  await as('operator').redrive_dead_letters({ limit: 25 });
}
