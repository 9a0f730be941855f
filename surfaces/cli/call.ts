import { Internal } from '../../core/errors.ts';
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
import { UsageError } from './usage-error.ts';

/** Operations whose answer is a deployment under way, unless it was a dry run. */
const FOLLOWED = ['deploy_application', 'rollback_deployment'];

/**
 * Runs one operation from the words after its command, and follows the deployment that it began.
 * @returns the exit code: 0 when it was done, 1 when the deployment did not end as it was meant to
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
  const began = FOLLOWED.includes(definition.name) ? deploymentIn(answer) : undefined;
  if (!began || request.program.wait === 'false') return print(answer, request, terminal);
  const ended = await followed(client, began, request, terminal);
  return ended.state === wantedEnd(definition, began) ? 0 : 1;
}

/** Rolling back a deployment that still runs ends that one; everything else begins one that is to be promoted. */
function wantedEnd({ name }: Definition, { kind }: Deployment): Deployment['state'] {
  return name === 'rollback_deployment' && kind === 'deploy' ? 'ROLLED_BACK' : 'PROMOTED';
}

function connect(
  catalog: readonly Definition[],
  { program }: Request,
  terminal: Terminal,
): Client<readonly Definition[]> {
  const target = findTarget(program.endpoint, terminal);
  if (target.kind === 'aws') {
    if (program.profile !== undefined)
      throw new UsageError('--profile names a sandbox user; AWS knows you by your credentials.');
    terminal.writeError(`Signing for ${target.url} with the AWS credentials of this environment.\n`);
  }
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
  { deploymentId }: Deployment,
  request: Request,
  terminal: Terminal,
): Promise<Deployment> {
  const quiet = request.program.json === 'true';
  const write = quiet ? terminal.writeError : terminal.write;
  const screen = { isTerminal: terminal.isTerminal && !quiet, columns: terminal.columns ?? 80, write };
  if (!quiet) write(`Deployment ${deploymentId}\n`);
  const ended = await follow(() => readDeployment(client, deploymentId), terminal.clock, screen);
  if (quiet) print({ deployment: ended }, request, terminal);
  return ended;
}

async function readDeployment(
  client: Client<readonly Definition[]>,
  deploymentId: string,
): Promise<Deployment> {
  const found = deploymentIn(await client['get_deployment']?.({ deploymentId, verdicts: 0 }));
  if (!found) throw new Internal('get_deployment answered without a deployment.');
  return found;
}

function deploymentIn(answer: unknown): Deployment | undefined {
  return (answer as { deployment?: Deployment } | undefined)?.deployment;
}
