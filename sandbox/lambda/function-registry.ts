import { createHash } from 'node:crypto';
import { uuid } from '../eventbridge/event-envelope.ts';
import type { AccountScope } from '../service.ts';
import type { Weights } from './alias-routing.ts';
import { EnvironmentPool } from './environment-pool.ts';
import { aliasNotFound, alreadyExists, functionNotFound } from './exceptions.ts';
import { type FunctionReference, functionArn } from './function-arn.ts';
import type {
  FunctionAlias,
  FunctionCode,
  FunctionRecord,
  FunctionSettings,
  FunctionVersion,
} from './function-record.ts';

/** A function with the version that a qualifier names; an alias does not decide which until it is invoked. */
export interface ResolvedFunction {
  readonly record: FunctionRecord;
  readonly alias?: FunctionAlias;
  readonly version?: FunctionVersion;
}

/** The functions of an account with their versions and aliases. */
export class FunctionRegistry {
  readonly #scope: AccountScope;
  readonly #functions = new Map<string, FunctionRecord>();

  constructor(scope: AccountScope) {
    this.#scope = scope;
  }

  create(name: string, code: FunctionCode, settings: FunctionSettings): FunctionRecord {
    if (this.#functions.has(name)) throw alreadyExists(`Function already exist: ${name}`);
    const record: FunctionRecord = {
      name,
      arn: functionArn(this.#scope, { name }),
      latest: this.#version('$LATEST', code, settings),
      published: new Map(),
      aliases: new Map(),
      inFlight: 0,
    };
    this.#functions.set(name, record);
    return record;
  }

  /** Throws ResourceNotFoundException. */
  get(name: string): FunctionRecord {
    const record = this.#functions.get(name);
    if (!record) throw functionNotFound(functionArn(this.#scope, { name }));
    return record;
  }

  remove(name: string): void {
    this.#functions.delete(this.get(name).name);
  }

  list(): readonly FunctionRecord[] {
    return [...this.#functions.values()];
  }

  /** Replaces `$LATEST`; its settings stay when none are given. */
  update(name: string, code: FunctionCode, settings?: FunctionSettings): void {
    const record = this.get(name);
    record.latest = this.#version('$LATEST', code, settings ?? record.latest.settings);
  }

  /** Changes settings of `$LATEST` as AWS does: its code stays, and the change takes a moment. */
  updateSettings(name: string, settings: Partial<FunctionSettings>): FunctionVersion {
    const record = this.get(name);
    const { code, settings: before } = record.latest;
    const changed = this.#version('$LATEST', code, { ...before, ...settings });
    record.latest = { ...changed, updatingUntil: this.#scope.clock.now() + UPDATE_MS };
    return record.latest;
  }

  /** Whether AWS is at work on a version still. */
  isUpdating({ updatingUntil = 0 }: FunctionVersion): boolean {
    return this.#scope.clock.now() < updatingUntil;
  }

  /** Publishes `$LATEST`, or answers the last version when nothing has changed since, as AWS does. */
  publish(name: string, description: string): FunctionVersion {
    const record = this.get(name);
    const { code, settings } = record.latest;
    const last = [...record.published.values()].at(-1);
    if (last && last.code === code && sameBut(last.settings, settings)) return last;
    const number = String(record.published.size + 1);
    const version = this.#version(number, code, { ...settings, description });
    record.published.set(number, version);
    return version;
  }

  putAlias(record: FunctionRecord, name: string, description: string, weights: Weights): FunctionAlias {
    if (record.aliases.has(name)) throw alreadyExists(`Alias already exists: ${record.arn}:${name}`);
    this.version(record, weights.version);
    const routing = { current: weights, before: weights, effectiveAt: this.#scope.clock.now() };
    const alias = { name, description, revisionId: this.revisionId(), routing };
    record.aliases.set(name, alias);
    return alias;
  }

  alias(record: FunctionRecord, name: string): FunctionAlias {
    const alias = record.aliases.get(name);
    if (!alias) throw aliasNotFound(`${record.arn}:${name}`);
    return alias;
  }

  version(record: FunctionRecord, version: string): FunctionVersion {
    const found = version === '$LATEST' ? record.latest : record.published.get(version);
    if (!found) throw functionNotFound(`${record.arn}:${version}`);
    return found;
  }

  /** What a reference names. Throws ResourceNotFoundException. */
  resolve(reference: FunctionReference): ResolvedFunction {
    const record = this.get(reference.name);
    const { qualifier = '$LATEST' } = reference;
    const alias = record.aliases.get(qualifier);
    return alias ? { record, alias } : { record, version: this.version(record, qualifier) };
  }

  revisionId(): string {
    return uuid(this.#scope.id());
  }

  #version(version: string, code: FunctionCode, settings: FunctionSettings): FunctionVersion {
    return {
      version,
      code,
      codeSha256: createHash('sha256').update(code.handler.toString()).digest('base64'),
      settings,
      revisionId: this.revisionId(),
      modifiedAt: this.#scope.clock.now(),
      environments: new EnvironmentPool(),
    };
  }
}

/** How long AWS takes to make a change of settings hold, about. */
const UPDATE_MS = 2_000;

function sameBut(a: FunctionSettings, b: FunctionSettings): boolean {
  return JSON.stringify({ ...a, description: '' }) === JSON.stringify({ ...b, description: '' });
}
