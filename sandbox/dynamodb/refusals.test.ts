import {
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  ResourceNotFoundException,
  ScanCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { documentAccount, key, TABLE } from './dynamodb.fixture.ts';

const TableName = TABLE.name;

describe('refusals', () => {
  it('are those of DynamoDB', async () => {
    const { clients, recorder } = await documentAccount();
    const client = clients(DynamoDBClient);
    const missing = client.send(
      new GetItemCommand({ TableName: 'nope', Key: { pk: { S: 'a' }, sk: { S: 'b' } } }),
    );
    await expect(missing).rejects.toThrow(ResourceNotFoundException);
    const values = { ':s': { S: 'x' } };
    const reserved = new UpdateItemCommand({
      TableName,
      Key: { pk: { S: 'a' }, sk: { S: 'b' } },
      UpdateExpression: 'SET status = :s',
      ExpressionAttributeValues: values,
    });
    await expect(client.send(reserved)).rejects.toMatchObject({
      name: 'ValidationException',
      message: 'Invalid UpdateExpression: Attribute name is a reserved keyword; reserved keyword: status',
      $metadata: { attempts: 1 },
    });
    const scan = client.send(new ScanCommand({ TableName }));
    await expect(scan).rejects.toThrow('The sandbox does not implement DynamoDBClient.Scan.');
    expect(recorder.calls.map(({ outcome }) => outcome)).toEqual([
      'ResourceNotFoundException',
      'ValidationException',
      'SandboxNotImplemented',
    ]);
  });

  it('include members that the SDK would drop in silence', async () => {
    const { clients, recorder } = await documentAccount();
    const misspelt = { TableName, Item: { pk: { S: 'a' }, sk: { S: 'b' } }, ConditionExpresion: 'x' };
    await expect(clients(DynamoDBClient).send(new PutItemCommand(misspelt))).rejects.toMatchObject({
      name: 'SerializationException',
      message: expect.stringContaining("'ConditionExpresion' is not a member of"),
    });
    expect(recorder.calls).toEqual([]);
  });

  it('and throttles take the retry path of DynamoDB', async () => {
    const { put, faults, clock, recorder } = await documentAccount();
    faults.add({ match: { client: 'DynamoDBClient' }, effect: 'throttle', times: 2 });
    faults.add({
      match: { client: 'DynamoDBClient' },
      effect: 'error-before',
      error: { name: 'TimeoutError' },
      times: 1,
    });
    const start = clock.now();
    await put({ ...key('a') });
    expect(clock.now() - start).toBe(500 + 1000 + 50);
    expect(recorder.calls.map(({ outcome }) => outcome)).toEqual([
      'ThrottlingException',
      'ThrottlingException',
      'TimeoutError',
      'ok',
    ]);
  });
});
