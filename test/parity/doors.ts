import { OperateError } from '../../core/errors.ts';
import { catalog } from '../../functions/catalog.ts';
import { type CallOptions, callOperation } from '../../sandbox/account/caller.ts';
import { hold } from '../../sandbox/clock/sandbox-clock.ts';
import { errorAsJson } from '../../surfaces/cli/output.ts';
import { sender } from '../../surfaces/cli/send.ts';
import type { Terminal } from '../../surfaces/cli/terminal.ts';
import { operate } from '../../surfaces/cli.ts';
import { createClient, type Send } from '../../surfaces/client.ts';
import { routeOf, routes } from '../../surfaces/http.ts';
import type { Installation } from '../flows/installation.ts';
import { agent } from './agent.ts';

/** One question, in the words of each door. */
export interface Question {
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** Words of the command line after the command. */
  readonly words: readonly string[];
  /** A profile of the sandbox; null for nobody. */
  readonly profile?: string | null;
  readonly key?: string;
}

/** What a door answered, as far as all doors can say it. */
export interface Outcome {
  readonly status: number;
  /** The output, or the problem without its identifiers. */
  readonly answer: unknown;
}

export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

const NOBODY = 'nobody-at-all';
const untouched = () => Promise.reject(new Error('Nothing happens on this machine.'));

/** An installation with its HTTP API on a real socket. */
export interface House {
  readonly installation: Installation;
  readonly url: string;
}

/** As a test calls: without a socket. */
export async function direct({ installation }: House, question: Question): Promise<Outcome> {
  const { operation, input, profile, key } = question;
  const options: CallOptions = {
    ...(profile !== undefined && { profile }),
    ...(key !== undefined && { idempotencyKey: key }),
  };
  const { status, body } = await callOperation(installation.account, operation, input, options);
  return { status, answer: status < 400 ? body : told(body) };
}

/** As any program calls: by the route, with JSON. */
export async function http({ installation, url }: House, question: Question): Promise<Outcome> {
  const { method, path } = routeOf(definitionOf(question.operation));
  const { input, key } = question;
  const pairs = Object.entries(input).map(([name, value]): [string, string] => [name, String(value)]);
  const query = method === 'GET' ? `?${new URLSearchParams(pairs)}` : '';
  const headers = {
    ...(question.profile !== null && { authorization: `Sandbox ${question.profile ?? 'developer'}` }),
    ...(key !== undefined && { 'idempotency-key': key }),
  };
  const body = method === 'GET' ? {} : { body: JSON.stringify(input) };
  const asked = fetch(url + path + query, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...body,
  });
  const answer = await hold(installation.clock, asked);
  const parsed = (await answer.json()) as Record<string, unknown>;
  return { status: answer.status, answer: answer.ok ? parsed : told(parsed) };
}

/** As a TypeScript program calls. */
export async function client(house: House, question: Question): Promise<Outcome> {
  const { operation, input, key } = question;
  const call = createClient(
    routes(catalog),
    sendingTo(house, question.profile ?? undefined, question.profile === null),
  )[operation];
  try {
    const answer = await call?.(input, key === undefined ? {} : { idempotencyKey: key });
    return { status: 200, answer };
  } catch (error) {
    if (!(error instanceof OperateError)) throw error;
    return { status: error.status, answer: errorAsJson(error) };
  }
}

/** As a person calls. */
export async function commandLine(house: House, question: Question): Promise<Outcome> {
  const key = question.key === undefined ? [] : ['--idempotency-key', question.key];
  const profile = question.profile === null ? NOBODY : (question.profile ?? 'developer');
  const words = [
    question.operation.replaceAll('_', '-'),
    ...question.words,
    ...key,
    '--profile',
    profile,
    '--json',
  ];
  const { code, out, err } = await run(house, words);
  // An answer that is no success ends with a code of its own, and is an answer all the same.
  if (out !== '') return { status: 200, answer: JSON.parse(out) as unknown };
  const answer = JSON.parse(err) as { status?: number };
  return { status: code === 0 ? 0 : (answer.status ?? 0), answer };
}

/** Runs the program `operate` to its end. */
export async function run({ installation, url }: House, words: readonly string[]): Promise<Ended> {
  const out: string[] = [];
  const err: string[] = [];
  const terminal: Terminal = {
    env: { OPERATE_ENDPOINT: url },
    directory: '/nowhere',
    isAlive: () => false,
    clock: installation.clock,
    isTerminal: false,
    newKey: () => installation.account.scope.id(),
    read: () => Promise.reject(new Error('Nothing is read.')),
    lines: () => {
      throw new Error('Nothing is read.');
    },
    machine: { createFile: untouched, destroyStacks: untouched },
    sender: (target, profile) => held(installation, sender(target, profile)),
    write: (text) => void out.push(text),
    writeError: (text) => void err.push(text),
  };
  const code = await operate(catalog, words, terminal);
  return { code, out: out.join(''), err: err.join('') };
}

const DOORS = { direct, http, client, commandLine, agent } as const;

/** The doors of an operation, by name: what makes secrets, or goes past roles, is not for agents. */
export function doorsOf(operation: string): [name: string, ask: typeof direct][] {
  const surfaces: readonly string[] = definitionOf(operation).surfaces;
  return Object.entries(DOORS).filter(([name]) => name !== 'agent' || surfaces.includes('mcp'));
}

function sendingTo({ installation, url }: House, profile = 'developer', nobody = false): Send {
  return held(installation, sender({ kind: 'sandbox', url }, nobody ? NOBODY : profile));
}

/** The account's time stands still while a request is on a socket: it would jump ahead of the answer. */
function held({ clock }: Installation, send: Send): Send {
  return (request) => hold(clock, send(request));
}

/** A problem without what differs from request to request. */
function told({ type: _type, instance: _instance, ...problem }: Readonly<Record<string, unknown>>): unknown {
  return problem;
}

function definitionOf(operation: string) {
  const found = catalog.find(({ name }) => name === operation);
  if (!found) throw new Error(`There is no operation ${operation}.`);
  return found;
}
