import { getSmithyContext } from '@smithy/core/client';
import type {
  FinalizeHandler,
  FinalizeHandlerOutput,
  HandlerExecutionContext,
  MetadataBearer,
  MiddlewareStack,
  SchemaRef,
} from '@smithy/types';
import type { Principal } from '../service.ts';
import { withIdempotencyTokens } from './idempotency-token.ts';
import type { Invoke } from './invocation.ts';
import { schemaProblems } from './schema-check.ts';
import { exceptionsOf } from './service-exceptions.ts';

interface AnyClient {
  readonly middlewareStack: MiddlewareStack<object, MetadataBearer>;
}

type Handler = FinalizeHandler<object, MetadataBearer>;
type Answered = FinalizeHandlerOutput<MetadataBearer>;

/** What the sandbox answers a client with. */
export interface Answerer {
  readonly principal: Principal;
  readonly invoke: Invoke;
  /** A new identifier, for idempotency tokens that the caller leaves to the SDK. */
  readonly id: () => string;
}

/**
 * Lets the sandbox answer every command of a client. It sits right below the SDK's retry middleware, so that
 * throttles and faults take the path they take in production, and nothing below it (signing, HTTP) runs.
 */
export function answerInProcess(client: object, { principal, invoke, id }: Answerer): void {
  const makeException = exceptionsOf(client);
  belowRetry(client, (_next, context) => {
    const { inputSchema, outputSchema } = schemas(context);
    // This much runs once a call, what it returns once an attempt.
    let input: object | undefined;
    return async (args): Promise<Answered> => {
      input ??= withIdempotencyTokens(inputSchema, args.input, id);
      const { output, requestId } = await invoke({
        client: context.clientName ?? '',
        command: commandName(context),
        input,
        principal,
        inputSchema,
        outputSchema,
        makeException,
      });
      return { output: { ...output, $metadata: { httpStatusCode: 200, requestId } }, response: {} };
    };
  });
}

/**
 * Refuses inputs with members that the SDK would drop in silence when it serialises them; the call then goes on
 * to the client's request handler.
 */
export function checkInputs(client: object): void {
  const makeException = exceptionsOf(client);
  belowRetry(client, (next, context) => async (args): Promise<Answered> => {
    const unknown = schemaProblems(schemas(context).inputSchema, args.input).filter(
      ({ kind }) => kind !== 'missing',
    );
    if (unknown.length > 0) {
      const message = unknown.map((problem) => problem.message).join('; ');
      throw makeException('SerializationException', { message });
    }
    return next(args);
  });
}

function belowRetry(
  client: object,
  middleware: (next: Handler, context: HandlerExecutionContext) => Handler,
): void {
  (client as AnyClient).middlewareStack.addRelativeTo(middleware, {
    name: 'sandbox',
    relation: 'after',
    toMiddleware: 'retryMiddleware',
  });
}

function commandName({ commandName = '' }: HandlerExecutionContext): string {
  return commandName.replace(/Command$/, '');
}

/** Operation schemas are tuples `[9, namespace, name, traits, input, output]`. */
function schemas(context: HandlerExecutionContext): { inputSchema: SchemaRef; outputSchema: SchemaRef } {
  // Clients from before the SDK had schemas are not checked here.
  const { operationSchema = [] } = getSmithyContext(context) as { operationSchema?: readonly SchemaRef[] };
  const [, , , , inputSchema = 'unit', outputSchema = 'unit'] = operationSchema;
  return { inputSchema, outputSchema };
}
