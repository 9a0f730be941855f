import { Internal } from '../../core/errors.ts';
import type { Definition } from '../../functions/operation.ts';
import { type Client, createClient } from '../client.ts';
import { routes } from '../http.ts';
import { inputOf } from '../schema/input-of.ts';
import { tinted, wantsColour } from './colour.ts';
import type { Command } from './command.ts';
import { connect } from './connect.ts';
import { dryRunWord } from './dry-run.ts';
import { EXIT, exitFor } from './exit.ts';
import { follow } from './follow.ts';
import { operationHelp } from './help.ts';
import { type Beginning, beginningIn, endedWell, followable } from './long-answer.ts';
import { render } from './output.ts';
import { type Request, requestOf, withDefaults } from './request.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';
import { WATCHED } from './watched.ts';

type AnyClient = Client<readonly Definition[]>;

/**
 * Runs one operation from the words after its command, and follows the long work that it began or shows.
 * @returns the exit code; see `EXIT`
 * @throws UsageError, or the OperateError that the API answered
 */
export async function callOperation(
  catalog: readonly Definition[],
  command: Command,
  words: readonly string[],
  terminal: Terminal,
): Promise<number> {
  const { definition, short } = command;
  const schema = inputOf(definition);
  const request = await requestOf(schema, words, terminal.read, short?.flags);
  const { program } = request;
  if (program.help === 'true') {
    terminal.write(`${operationHelp(command, schema)}\n`);
    return EXIT.done;
  }
  if (program.watch === 'true' && !followable(definition.name))
    throw new UsageError(`${definition.name} begins and shows no long work that could be watched.`);
  const { send, defaults } = connect(program, terminal);
  const client: AnyClient = createClient(routes(catalog), send);
  const own = withDefaults(schema, request.input, defaults);
  const { input, filled } = withDefaults(schema, own.input, short?.presets ?? {});
  for (const field of filled) terminal.writeError(`${field}: ${input[field]}, because none was named.\n`);
  const idempotencyKey = program['idempotency-key'] ?? terminal.newKey();
  const answer = await client[definition.name]?.(input, { idempotencyKey });
  const begun = isFollowed(definition, request) ? beginningIn(definition.name, answer) : undefined;
  if (!begun) {
    print(answer, request, terminal);
    return dryRunWord(answer) === 'REFUSED' ? EXIT.failed : exitFor(definition, answer);
  }
  const ended = await followed(client, begun, request, terminal);
  return endedWell(definition.name, begun, ended) ? EXIT.done : EXIT.failed;
}

/** Deployments are followed unless somebody does not want to; all else where somebody wants to. */
function isFollowed({ name }: Definition, { program: { wait, watch } }: Request): boolean {
  if (watch !== undefined) return watch === 'true';
  return followable(name) === 'unasked' && wait !== 'false';
}

function print(answer: unknown, { program }: Request, terminal: Terminal): void {
  const json = program.json === 'true';
  const word = json ? undefined : dryRunWord(answer);
  const painted = (text: string) => (wantsColour(terminal) && !json ? tinted(text) : text);
  if (word !== undefined) terminal.write(`dry run: ${painted(word)}\n`);
  const columns = terminal.columns;
  terminal.write(`${json ? JSON.stringify(answer, null, 2) : painted(render(answer, columns))}\n`);
}

async function followed(
  client: AnyClient,
  { work, id, title }: Beginning,
  request: Request,
  terminal: Terminal,
): Promise<unknown> {
  const quiet = request.program.json === 'true';
  const write = quiet ? terminal.writeError : terminal.write;
  const isTerminal = terminal.isTerminal && !quiet;
  const colours = wantsColour({ isTerminal, env: terminal.env });
  const screen = { isTerminal, colours, columns: terminal.columns ?? 80, write };
  if (!quiet) write(`${title}\n`);
  const { telling, input = {} } = WATCHED[work.field] ?? {};
  if (!telling) throw new Internal(`Nobody knows how to tell of a ${work.field}.`);
  const watched = request.program.watch === 'true';
  const asked = { ...Object.fromEntries(Object.keys(input).map((name) => [name, 0])), ...(watched && input) };
  const read = async () => {
    const answer = await client[work.read]?.({ [work.id]: id, ...asked });
    if ((answer as Readonly<Record<string, unknown>> | undefined)?.[work.field] === undefined)
      throw new Internal(`${work.read} answered without a ${work.field}.`);
    return answer as never;
  };
  const ended: Readonly<Record<string, unknown>> = await follow(read, telling, terminal.clock, screen);
  if (quiet) print({ [work.field]: ended[work.field] }, request, terminal);
  return ended[work.field];
}
