import * as dynamodb from '@aws-sdk/client-dynamodb';
import { ServiceException } from '@smithy/core/client';
import { type HttpRequest, HttpResponse } from '@smithy/core/protocols';
import type { SchemaRef } from '@smithy/types';
import type { Principal } from '../service.ts';
import type { Invoke } from './invocation.ts';
import { SandboxNotImplemented } from './not-implemented.ts';
import { exceptionsOf } from './service-exceptions.ts';
import { fromWire, toWire } from './wire-json.ts';

const CLIENT = 'DynamoDBClient';
const CONTENT_TYPE = 'application/x-amz-json-1.0';

/** What the SDK calls in place of its HTTP client. */
export interface WireHandler {
  handle(request: HttpRequest): Promise<{ response: HttpResponse }>;
}

/**
 * Speaks DynamoDB's wire protocol (AWS JSON 1.0) in the process. DynamoDB needs it because the DocumentClient
 * translates items in middleware on both sides of the point at which the other services are answered.
 * Errors that no service makes, such as `TimeoutError`, reject as they would from a socket.
 */
export function dynamodbHandler(principal: Principal, invoke: Invoke, client: () => object): WireHandler {
  return {
    async handle(request) {
      const command = String(request.headers['x-amz-target']).split('.')[1] ?? '';
      const [inputSchema, outputSchema] = schemasOf(command);
      const input = fromWire(
        inputSchema,
        JSON.parse(new TextDecoder().decode(request.body as Uint8Array)),
      ) as object;
      const makeException = exceptionsOf(client());
      const invocation = {
        client: CLIENT,
        command,
        input,
        principal,
        inputSchema,
        outputSchema,
        makeException,
      };
      try {
        const { output, requestId } = await invoke(invocation);
        return respond(200, requestId, output);
      } catch (error) {
        if (!(error instanceof ServiceException)) throw error;
        return respondError(error);
      }
    },
  };
}

function schemasOf(command: string): readonly [input: SchemaRef, output: SchemaRef] {
  const operation = (dynamodb as unknown as Record<string, readonly SchemaRef[] | undefined>)[`${command}$`];
  const [, , , , input, output] = operation ?? [];
  if (input === undefined || output === undefined)
    throw new SandboxNotImplemented(`${CLIENT}.${command}`, 'sandbox/dynamodb/');
  return [input, output];
}

function respondError(error: ServiceException): { response: HttpResponse } {
  const { name, message, $metadata } = error;
  const members = Object.entries(error).filter(([key]) => !key.startsWith('$') && key !== 'name');
  const body = {
    ...Object.fromEntries(members),
    message,
    __type: `com.amazonaws.dynamodb.v20120810#${name}`,
  };
  return respond($metadata.httpStatusCode ?? 400, $metadata.requestId ?? '', body);
}

function respond(statusCode: number, requestId: string, body: object): { response: HttpResponse } {
  const response = new HttpResponse({
    statusCode,
    headers: { 'content-type': CONTENT_TYPE, 'x-amzn-requestid': requestId },
    body: Buffer.from(JSON.stringify(toWire(body))),
  });
  return { response };
}
