import * as autoscaling from '@aws-sdk/client-application-auto-scaling';
import * as ecs from '@aws-sdk/client-ecs';
import * as elbv2 from '@aws-sdk/client-elastic-load-balancing-v2';
import * as lambda from '@aws-sdk/client-lambda';
import { NormalizedSchema } from '@smithy/core/schema';
import type { SchemaRef } from '@smithy/types';
import type { Clients } from '../../functions/clients.ts';
import { shellCommand } from './shell-words.ts';
import { optionValue } from './shorthand.ts';

/** The SDK's module and client class of each service that the AWS CLI names. */
const SERVICES: Readonly<Record<string, readonly [module: object, client: string]>> = {
  'application-autoscaling': [autoscaling, 'ApplicationAutoScalingClient'],
  ecs: [ecs, 'ECSClient'],
  elbv2: [elbv2, 'ElasticLoadBalancingV2Client'],
  lambda: [lambda, 'LambdaClient'],
};

interface AnyClient {
  send(command: object): Promise<Readonly<Record<string, unknown>>>;
}
type Class<T> = new (input: Record<string, unknown>) => T;

/** A shell with the AWS CLI in it: runs command lines against the SDK's clients, by the names they use. */
export class AwsShell {
  readonly #clients: Clients;
  readonly #variables: Record<string, string> = {};

  constructor(clients: Clients) {
    this.#clients = clients;
  }

  /**
   * Runs one line and answers what it prints.
   * @throws Error that names what is not understood; the service's own exception when it refuses
   */
  async run(line: string): Promise<string> {
    const { assigns, words } = await shellCommand(line, this.#variables, (inner) => this.run(inner));
    const [program, service = '', operation = '', ...options] = words;
    if (program !== 'aws') throw new Error(`'${program}' is not the AWS CLI: ${line}`);
    const printed = await this.#call(service, operation, optionsOf(options));
    if (assigns !== undefined) this.#variables[assigns] = printed;
    return printed;
  }

  async #call(service: string, operation: string, options: Options): Promise<string> {
    const [module, clientName] = SERVICES[service] ?? [];
    if (!module || !clientName) throw new Error(`The service ${service} is not known here.`);
    const exported = module as Readonly<Record<string, unknown>>;
    const name = operation.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
    const Command = exported[`${name}Command`] as Class<object> | undefined;
    if (!Command) throw new Error(`aws ${service} has no command ${operation}.`);
    const client = this.#clients(exported[clientName] as Class<AnyClient>);
    const { query, output = 'json', ...members } = options;
    const schema = NormalizedSchema.of(exported[`${inputName(service, name)}$`] as SchemaRef);
    const answer = await client.send(new Command(requestOf(schema, members)));
    return printedAs(answer, query?.[0], [output].flat()[0] ?? 'json');
  }
}

/** Requests are named after their operation, but for ELBv2. */
function inputName(service: string, name: string): string {
  return service === 'elbv2' ? `${name}Input` : `${name}Request`;
}

type Options = Readonly<Record<string, readonly string[]>>;

/** `--a-name value value` by `aname`; the words up to the next option are its values. */
function optionsOf(words: readonly string[]): Options {
  const options: Record<string, string[]> = {};
  let current: string[] | undefined;
  for (const word of words) {
    if (word.startsWith('--')) {
      current = [];
      options[word.slice(2).replaceAll('-', '')] = current;
    } else if (current) current.push(word);
    else throw new Error(`'${word}' belongs to no option.`);
  }
  return options;
}

function requestOf(schema: NormalizedSchema, options: Options): Record<string, unknown> {
  const members = new Map(
    [...schema.structIterator()].map(([name, member]) => [name.toLowerCase(), { name, member }]),
  );
  return Object.fromEntries(
    Object.entries(options).map(([option, words]) => {
      const known = members.get(option);
      if (!known) throw new Error(`${schema.getName()} has no option --${option}.`);
      return [known.name, optionValue(known.member, words)];
    }),
  );
}

/** What the CLI prints of an answer; of its query language only paths of names and indexes. */
function printedAs(answer: object, query: string | undefined, output: string): string {
  if (query === undefined) return JSON.stringify(answer);
  if (output !== 'text' || !/^\w+(\[\d+\]|\.\w+)*$/.test(query))
    throw new Error(`--query ${query} --output ${output} is not understood here.`);
  const steps = query.split(/[.[\]]+/).filter((step) => step !== '');
  let value: unknown = answer;
  for (const step of steps) value = (value as Readonly<Record<string, unknown>> | undefined)?.[step];
  if (typeof value !== 'string' && typeof value !== 'number') throw new Error(`${query} finds nothing.`);
  return String(value);
}
