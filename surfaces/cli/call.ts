import type { Definition } from '../../functions/operation.ts';
import { type Client, createClient } from '../client.ts';
import { inputOf } from '../contracts.ts';
import { routes } from '../http.ts';
import { follow } from './follow.ts';
import { operationHelp } from './help.ts';
import { render } from './output.ts';
import type { Deployment } from './progress.ts';
import { type Request, requestOf } from './request.ts';
import { findTarget } from './target.ts';
import type { Terminal } from './terminal.ts';

/** Operations whose answer is the beginning of a deployment. */
const FOLLOWED = ['deploy_application', 'rollback_deployment'];

/**
 * Runs one operation from the words after its command, and follows the deployment that it began.
 * @returns the exit code: 0 when it was done, 1 when a followed deployment did not end PROMOTED
 * @throws UsageError, or the OperateError that the API answered
 */
export async function callOperation(
  catalog: readonly Definition[],
  definition: Definition,
  words: readonly string[],
  terminal: Terminal,
): Promise<number> {
  const schema = inputOf(definition);
  const request = await requestOf(schema, words, terminal.read);
  if (request.program.help === 'true') {
    terminal.write(`${operationHelp(definition, schema)}\n`);
    return 0;
  }
  const client = connect(catalog, request, terminal);
  const idempotencyKey = request.program['idempotency-key'] ?? terminal.newKey();
  const answer = await client[definition.name]?.(request.input, { idempotencyKey });
  const began = FOLLOWED.includes(definition.name) ? deploymentIdOf(answer) : undefined;
  if (began === undefined || request.program.wait === 'false') return print(answer, request, terminal);
  return await followed(client, began, request, terminal);
}

function connect(
  catalog: readonly Definition[],
  { program }: Request,
  terminal: Terminal,
): Client<readonly Definition[]> {
  const target = findTarget(program.endpoint, terminal);
  const profile = program.profile ?? terminal.env['OPERATE_PROFILE'] ?? 'developer';
  return createClient(routes(catalog), terminal.sender(target, profile));
}

function print(answer: unknown, { program }: Request, terminal: Terminal): number {
  const text = program.json === 'true' ? JSON.stringify(answer, null, 2) : render(answer);
  terminal.write(`${text}\n`);
  return 0;
}

async function followed(
  client: Client<readonly Definition[]>,
  deploymentId: string,
  request: Request,
  terminal: Terminal,
): Promise<number> {
  const quiet = request.program.json === 'true';
  const read = async () => deploymentIn(await client['get_deployment']?.({ deploymentId }));
  if (!quiet) terminal.write(`Deployment ${deploymentId}\n`);
  const screen = {
    isTerminal: terminal.isTerminal && !quiet,
    columns: terminal.columns ?? 80,
    write: (text: string) => (quiet ? terminal.writeError(text) : terminal.write(text)),
  };
  const ended = await follow(read, terminal.clock, screen);
  if (quiet) print(ended, request, terminal);
  return ended.state.name === 'PROMOTED' ? 0 : 1;
}

/** None on a dry run. */
function deploymentIdOf(answer: unknown): string | undefined {
  return (answer as { deploymentId?: string } | undefined)?.deploymentId;
}

function deploymentIn(answer: unknown): Deployment {
  return (answer as { deployment: Deployment }).deployment;
}
