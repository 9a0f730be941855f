import { Internal } from '../../core/errors.ts';
import type { Definition } from '../../functions/operation.ts';
import { type Client, createClient } from '../client.ts';
import { inputOf } from '../contracts.ts';
import { routes } from '../http.ts';
import { connect } from './connect.ts';
import { dryRunWord } from './dry-run.ts';
import { EXIT, exitFor } from './exit.ts';
import { follow } from './follow.ts';
import { operationHelp } from './help.ts';
import { render } from './output.ts';
import type { Deployment } from './progress.ts';
import { type Request, requestOf } from './request.ts';
import type { Terminal } from './terminal.ts';

/** Operations whose answer is a deployment under way, unless it was a dry run. */
const FOLLOWED = ['deploy_application', 'rollback_deployment'];

/**
 * Runs one operation from the words after its command, and follows the deployment that it began.
 * @returns the exit code; see `EXIT`
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
    return EXIT.done;
  }
  const client: Client<readonly Definition[]> = createClient(
    routes(catalog),
    connect(request.program, terminal).send,
  );
  const idempotencyKey = request.program['idempotency-key'] ?? terminal.newKey();
  const answer = await client[definition.name]?.(request.input, { idempotencyKey });
  const began = FOLLOWED.includes(definition.name) ? deploymentIn(answer) : undefined;
  if (!began || request.program.wait === 'false') {
    print(answer, request, terminal);
    return dryRunWord(answer) === 'REFUSED' ? EXIT.failed : exitFor(definition, answer);
  }
  const ended = await followed(client, began, request, terminal);
  return ended.state === wantedEnd(definition, began) ? EXIT.done : EXIT.failed;
}

/** Rolling back a deployment that still runs ends that one; everything else begins one that is to be promoted. */
function wantedEnd({ name }: Definition, { kind }: Deployment): Deployment['state'] {
  return name === 'rollback_deployment' && kind === 'deploy' ? 'ROLLED_BACK' : 'PROMOTED';
}

function print(answer: unknown, { program }: Request, terminal: Terminal): void {
  const json = program.json === 'true';
  const word = json ? undefined : dryRunWord(answer);
  if (word !== undefined) terminal.write(`dry run: ${word}\n`);
  const columns = terminal.columns;
  terminal.write(`${json ? JSON.stringify(answer, null, 2) : render(answer, columns)}\n`);
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
